import { canonicalOp } from '../../../trace/defaults.ts';
import type { Op, OpKind } from '../../../trace/op.ts';
import { KINDS_BY_SIMPLICITY } from '../order.ts';
import type { Search } from '../search.ts';

function isTransfer(op: Op): op is Extract<Op, { op: 'read' | 'write' }> {
  return op.op === 'read' || op.op === 'write';
}

/** An operation of another kind that keeps what fields the two kinds have in common. */
function convert(op: Op, kind: OpKind): Op {
  const plain = canonicalOp(kind);
  if (plain.op === 'open' || op.op === 'open') return plain;
  if (!isTransfer(plain) || !isTransfer(op)) return { ...plain, handle: op.handle };
  const { handle, offset, length, buffer, key, event, fault } = op;
  return { ...plain, handle, offset, length, buffer, key, event, fault };
}

/** Has a simpler kind of operation instead, with the fields they share, or else with canonical ones. */
export function simplerKinds(search: Search): void {
  for (const [index, op] of search.ops.entries()) {
    for (const kind of KINDS_BY_SIMPLICITY.slice(0, KINDS_BY_SIMPLICITY.indexOf(op.op))) {
      if (search.attemptOp(index, canonicalOp(kind)) || search.attemptOp(index, convert(op, kind))) break;
    }
  }
}
