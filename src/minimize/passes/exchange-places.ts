import type { Op, ReadOp, WriteOp } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import { MAX_TRANSFERS_TO_EXCHANGE } from '../limits.ts';
import type { Search } from '../search.ts';

type Transfer = ReadOp | WriteOp;

/** With the in-page offset of another transfer. */
function placedAs(op: Transfer, { buffer: { pageOffset } }: Transfer): Transfer {
  return { ...op, buffer: { ...op.buffer, pageOffset } };
}

/** The first byte of a transfer alone, and its last one. */
function singleBytes(op: Transfer): Op[] {
  if (typeof op.length !== 'number' || op.length < 2) return [];
  const first = { ...op, length: 1 };
  if (typeof op.offset !== 'string' || op.offset.startsWith('-')) return [first];
  return [first, { ...first, offset: String(BigInt(op.offset) + BigInt(op.length - 1)) }];
}

/**
 * Has two transfers exchange the places of their buffers in a page while one of them becomes a single byte: where one
 * buffer has to cross the end of a page, and it need not be that one.
 */
export function* exchangePlaces(search: Search): Asking<void> {
  const isTransfer = (op: Op): op is Transfer => op.op === 'read' || op.op === 'write';
  if (search.ops.filter(isTransfer).length > MAX_TRANSFERS_TO_EXCHANGE) return;
  for (const at of search.ops.keys()) {
    for (const other of search.ops.keys()) {
      const [op, shortened] = [search.ops[at], search.ops[other]];
      if (op === undefined || shortened === undefined || !isTransfer(op) || !isTransfer(shortened)) continue;
      if (op.buffer.pageOffset === shortened.buffer.pageOffset) continue;
      for (const single of singleBytes(placedAs(shortened, op))) {
        yield* search.attemptOps(search.ops.with(at, placedAs(op, shortened)).with(other, single));
      }
    }
  }
}
