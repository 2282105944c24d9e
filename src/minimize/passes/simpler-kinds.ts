import { canonicalOp, kindNamed, kindOf, kindsOf, type Op, type OpKind } from '../../trace/ops/index.ts';
import type { Asking } from '../asking.ts';
import type { Search } from '../search.ts';

/** An operation of another kind that keeps what fields the two kinds have in common. */
function convert(op: Op, kind: OpKind): Op {
  const own = new Map(kindOf(op).fields.map((field) => [field.key, field]));
  let converted: Op = canonicalOp(kind);
  for (const { key, type, with: replace } of kindNamed(kind).fields) {
    const field = own.get(key);
    if (field?.type === type) converted = replace(converted, field.get(op));
  }
  return converted;
}

/** Has a simpler kind of operation instead, with the fields they share, or else with canonical ones. */
export function* simplerKinds(search: Search): Asking<void> {
  for (const [index, op] of search.ops.entries()) {
    const { bySimplicity } = kindsOf(kindOf(op).view);
    for (const kind of bySimplicity.slice(0, bySimplicity.indexOf(op.op))) {
      if (yield* search.attemptOp(index, canonicalOp(kind))) break;
      if (yield* search.attemptOp(index, convert(op, kind))) break;
    }
  }
}
