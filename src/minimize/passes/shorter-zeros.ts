import type { DataSpec } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

const ZEROS: DataSpec = { pattern: 'zero' };

/** Lowers the length of a write that writes zeros instead: for data whose first bytes have to fit its length. */
export function* shorterZeros(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    if (op.op !== 'write' || typeof op.length !== 'number') continue;
    yield* lowerInteger(BigInt(op.length), (lengthBytes) =>
      search.attemptOp(index, { ...op, length: Number(lengthBytes), data: ZEROS }),
    );
  }
}
