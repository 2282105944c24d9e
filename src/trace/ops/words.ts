import { type CallOfAny, kindOf, kindOfCall, type Op, type OpKind } from './index.ts';

/** Kinds shorter than this are filled up, so that the operands of the usual ones stand below each other. */
const KIND_WIDTH = 5;

/** What an operation does, in words. */
export interface OpWords {
  readonly kind: OpKind;
  /** Fields with their canonical values are left out, but for the offset and the length of a transfer. */
  readonly operands: readonly string[];
}

/** `subjectName` is what an open without a name opens, such as `\??\Example`. */
export function opWords(op: Op, subjectName: string): OpWords {
  return { kind: op.op, operands: kindOf(op).words(op, subjectName) };
}

/** One line that tells people what an operation does, such as `write offset 0, 1 byte, buffer page 0 +0x001`. */
export function describeOp(op: Op, subjectName: string): string {
  const { kind, operands } = opWords(op, subjectName);
  return `${paddedKind(kind)} ${operands.join(', ')}`.trimEnd();
}

/** A kind of operation as it stands at the beginning of a line. */
export function paddedKind(kind: OpKind): string {
  return kind.padEnd(KIND_WIDTH);
}

/** A call with its arguments, for people: `NtWriteFile: handle 0, ByteOffset 0, Length 3`. */
export function callText(call: CallOfAny): string {
  return `${call.call}: ${kindOfCall(call).arguments(call).join(', ')}`;
}
