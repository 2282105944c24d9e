import { canonicalOp, kindOf, type Op, type OpKind } from '../trace/ops/index.ts';
import type { ExampleTrace } from '../trace/result/property-documentation.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** An operation with the fields that matter. */
type Brief = { [Kind in OpKind]: { readonly op: Kind } & Partial<Extract<Op, { op: Kind }>> }[OpKind];

/** An example: what it opens first is the device, in the view of what follows; fields left out are canonical. */
export function exampleOf(
  driver: string,
  mode: BufferingMode,
  reason: string,
  ...ops: readonly Brief[]
): ExampleTrace {
  const whole = ops.map((op) => ({ ...canonicalOp(op.op), ...op }) as Op);
  const isWin32 = whole.some((op) => kindOf(op).view === 'win32');
  return { driver, mode, reason, ops: [canonicalOp(isWin32 ? 'CreateFile' : 'open'), ...whole] };
}
