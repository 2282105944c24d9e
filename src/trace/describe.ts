import type { BufferSpec, DataSpec, HandleRef, LengthSpec, OffsetSpec, Op, ReadOp, WriteOp } from './op.ts';

const MAX_HEX_DIGITS = 16;

/** `1 byte`, `2 bytes`. */
export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** `last written`, `last written + 3`. */
function relative(last: number): string {
  if (last === 0) return 'last written';
  return `last written ${last > 0 ? '+' : '-'} ${Math.abs(last)}`;
}

function offsetText(kind: 'read' | 'write', offset: OffsetSpec): string {
  if (offset === null) return 'at the file position (NULL offset)';
  if (typeof offset !== 'string') return `offset ${relative(offset.last)}`;
  if (offset === '-2') return 'at the file position (offset -2)';
  if (offset === '-1' && kind === 'write') return 'append (offset -1)';
  return `offset ${offset}`;
}

function lengthText(length: LengthSpec): string {
  return typeof length === 'number' ? count(length, 'byte') : `length ${relative(length.last)}`;
}

/** Nothing for the first open handle. */
export function handleText(handle: HandleRef): string[] {
  if (handle === 0) return [];
  if (handle === 'none') return ['no handle'];
  if (handle === 'closed') return ['the handle closed last'];
  return [handle === 'event' ? "an event's handle" : `handle ${handle}`];
}

/** Nothing for the plain buffer. */
export function bufferText({ pageOffset, memory, shared }: BufferSpec): string[] {
  const parts: string[] = [];
  if (pageOffset !== 0) parts.push(`buffer page 0 +0x${pageOffset.toString(16).padStart(3, '0')}`);
  if (memory === 'null') parts.push('buffer NULL');
  else if (memory === 'kernel') parts.push('buffer at a kernel address');
  else if (memory === 'last-page-no-access') parts.push("buffer's last page no-access");
  else if (memory !== 'read-write') parts.push(`buffer ${memory}`);
  if (shared) parts.push('buffer mapped twice');
  return parts;
}

/** Nothing for the plain data. */
export function dataText(data: DataSpec): string[] {
  if ('hex' in data) {
    const rest = data.hex.length > MAX_HEX_DIGITS ? '…' : '';
    return [`data ${data.hex === '' ? 'empty hex' : `hex ${data.hex.slice(0, MAX_HEX_DIGITS)}${rest}`}`];
  }
  if (data.pattern === 'zero') return ['data zeros'];
  return data.seed === 0 ? [] : [`data counter from ${data.seed}`];
}

function transferText(op: ReadOp | WriteOp): string {
  const parts = [
    offsetText(op.op, op.offset),
    lengthText(op.length),
    ...handleText(op.handle),
    ...bufferText(op.buffer),
    ...(op.op === 'write' ? dataText(op.data) : []),
    ...(op.key === 0 ? [] : [`key 0x${op.key.toString(16)}`]),
    ...(op.event ? ['with an event'] : []),
    ...(op.fault === null ? [] : [`fault ${op.fault}`]),
  ];
  return parts.join(', ');
}

/** Control characters escaped, so that a name stays on its line. */
export function printable(name: string): string {
  if (name === '') return '""';
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/gu, (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
  });
}

function operands(op: Op, subjectName: string): string {
  switch (op.op) {
    case 'open': {
      const parts = [printable(op.name ?? subjectName)];
      if (op.access !== 'read-write') parts.push(`access ${op.access}`);
      if (op.overlapped) parts.push('overlapped');
      return parts.join(', ');
    }
    case 'read':
    case 'write':
      return transferText(op);
    case 'set-position':
      return [op.position, ...handleText(op.handle)].join(', ');
    default:
      return handleText(op.handle).join(', ');
  }
}

/**
 * One line that tells people what an operation does, such as `write offset 0, 1 byte, buffer page 0 +0x001`.
 * Fields with their canonical values are left out, but for the offset and the length of a transfer.
 *
 * `subjectName` is what an open without a name opens, such as `\??\Example`.
 */
export function describeOp(op: Op, subjectName: string): string {
  return `${op.op.padEnd(5)} ${operands(op, subjectName)}`.trimEnd();
}
