import { isConsistent, kindOf } from '../../trace/ops/index.ts';
import { surroundingsOf } from '../../trace/ops/surroundings.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Field } from './field.ts';

/** The fields of an operation that have other values to try, with these: neighbours, boundaries, other forms. */
export function opFields(trace: Trace, index: number): readonly Field[] {
  const { ops } = trace;
  const op = ops[index];
  if (op === undefined) return [];
  const surroundings = surroundingsOf(ops, index);
  return kindOf(op).askedFields.flatMap(({ type, get, with: replace }) => {
    const value = get(op);
    const traceWith = (other: unknown): Trace => ({ ...trace, ops: ops.with(index, replace(op, other)) });
    const alternatives = type
      .others(value, surroundings)
      .filter((other) => isConsistent(replace(op, other)))
      .map((other) => ({ value: type.shown(other), trace: traceWith(other) }));
    if (alternatives.length === 0) return [];
    const { name, number, isOpen = false } = type;
    const numbers =
      number === null
        ? null
        : { largest: number.largest, traceOf: (each: bigint) => traceWith(number.write(each, value)) };
    return [{ name, op: index, value: type.shown(value), alternatives, numbers, isClosed: !isOpen }];
  });
}
