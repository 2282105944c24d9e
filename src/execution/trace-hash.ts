import { textHash } from '../trace/text-hash.ts';
import type { Trace } from '../trace/trace.ts';

/**
 * A 53-bit hash of what a trace does: setting and operations. Two traces that differ
 * collide with a chance of about 10^-16 per pair.
 */
export function traceHash(trace: Trace): number {
  return textHash(JSON.stringify([trace.setting, trace.ops]));
}
