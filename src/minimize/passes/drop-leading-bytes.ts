import { type DataSpec, HIGHEST_DATA_BYTE } from '../../trace/ops/fields/data.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

/** The data without its first bytes, so that the last of a shorter write are what they were; null where that is unknown. */
function withoutFirst(data: DataSpec, bytes: number): DataSpec | null {
  if ('hex' in data) {
    const hex = data.hex.slice(2 * bytes);
    return hex === '' ? null : { hex };
  }
  // Zeros are the same from anywhere, and what lies at a place has it for a reason.
  if (data.pattern === 'zero' || data.places !== undefined) return null;
  return { pattern: 'counter', seed: (data.seed + bytes) % HIGHEST_DATA_BYTE };
}

/** Lowers the length of a write whose last bytes stay: for data that matters by what it ends with. */
export function* dropLeadingBytes(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    if (!('data' in op && 'length' in op) || typeof op.length !== 'number') continue;
    const { length } = op;
    yield* lowerInteger(BigInt(length), function* (fewer) {
      const data = withoutFirst(op.data, length - Number(fewer));
      return data !== null && (yield* search.attemptOp(index, { ...op, length: Number(fewer), data }));
    });
  }
}
