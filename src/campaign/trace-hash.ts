import type { Trace } from '../trace/trace.ts';

/**
 * A 53-bit hash of what a trace does: setting and operations. Two traces that differ
 * collide with a chance of about 10^-16 per pair.
 */
export function traceHash(trace: Trace): number {
  const text = JSON.stringify([trace.setting, trace.ops]);
  let low = 0x811c9dc5;
  let high = 0x41c6ce57;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    low = Math.imul(low ^ unit, 0x01000193);
    high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
  }
  return (low >>> 0) + (high & 0x1fffff) * 4294967296;
}
