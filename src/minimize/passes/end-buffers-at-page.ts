import { PAGE_MASK } from '../../nt/page.ts';
import type { Op, ReadOp, WriteOp } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

type Transfer = ReadOp | WriteOp;

/** The transfer with another length, its buffer ending where a page does. A key that was the length follows it. */
function endingAtPage(op: Transfer, lengthBytes: number): Op {
  const key = op.key === op.length ? lengthBytes : op.key;
  return { ...op, key, length: lengthBytes, buffer: { ...op.buffer, pageOffset: -lengthBytes & PAGE_MASK } };
}

/**
 * Lowers the length of a transfer while its buffer ends where a page does: for what shows only beyond the last
 * byte of a page, however far beyond that is.
 */
export function* endBuffersAtPage(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    if ((op.op !== 'read' && op.op !== 'write') || typeof op.length !== 'number') continue;
    const attempt = (lengthBytes: bigint): Asking<boolean> =>
      search.attemptOp(index, endingAtPage(op, Number(lengthBytes)));
    yield* lowerInteger(BigInt(op.length), attempt);
  }
}
