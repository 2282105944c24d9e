import { count, printable } from '../describe.ts';
import { bufferText } from '../ops/fields/buffer.ts';
import { dataText } from '../ops/fields/data.ts';
import { handleText } from '../ops/fields/handle.ts';
import type { BufferMemory } from '../ops/index.ts';
import type { OpenOptionsSpec, OverlappedSpec, Win32Access, Win32Op } from './op.ts';

const ACCESS: Readonly<Record<Win32Access, string>> = {
  'read-write': 'GENERIC_READ | GENERIC_WRITE',
  read: 'GENERIC_READ',
  write: 'GENERIC_WRITE',
  append: 'FILE_APPEND_DATA',
  none: 'no access',
};

/** The flags by the names of OpenOptions' methods, in the order in which they are documented. */
function optionsText({ read, write, append, truncate, create, createNew }: OpenOptionsSpec): string {
  const flags: readonly (readonly [boolean, string])[] = [
    [read, 'read'],
    [write, 'write'],
    [append, 'append'],
    [truncate, 'truncate'],
    [create, 'create'],
    [createNew, 'create_new'],
  ];
  const set = flags.flatMap(([isSet, name]) => (isSet ? [name] : []));
  return set.length === 0 ? 'no options' : set.join(' ');
}

function overlappedText(overlapped: OverlappedSpec | null): string[] {
  if (overlapped === null) return [];
  return [`OVERLAPPED at ${overlapped.offset}${overlapped.event ? ' with an event' : ''}`];
}

function memoryText(memory: BufferMemory): string[] {
  return bufferText({ pageOffset: 0, memory, shared: false });
}

function operands(op: Win32Op, subjectName: string): readonly string[] {
  switch (op.op) {
    case 'CreateFile':
      return [
        printable(op.name ?? subjectName),
        ACCESS[op.access],
        op.disposition,
        ...(op.overlapped ? ['FILE_FLAG_OVERLAPPED'] : []),
      ];
    case 'ReadFile':
      return [
        count(op.length, 'byte'),
        ...handleText(op.handle),
        ...memoryText(op.memory),
        ...overlappedText(op.overlapped),
      ];
    case 'WriteFile':
      return [
        count(op.length, 'byte'),
        ...handleText(op.handle),
        ...memoryText(op.memory),
        ...dataText(op.data),
        ...overlappedText(op.overlapped),
      ];
    case 'SetFilePointerEx':
      return [op.distance, op.method, ...handleText(op.handle)];
    case 'File::open':
      return [printable(op.name ?? subjectName), optionsText(op.options)];
    case 'File::read':
      return [count(op.length, 'byte'), ...handleText(op.handle)];
    case 'File::write':
    case 'File::write_all':
      return [count(op.length, 'byte'), ...handleText(op.handle), ...dataText(op.data)];
    case 'FlushFileBuffers':
    case 'CloseHandle':
    case 'File::read_to_end':
      return handleText(op.handle);
  }
}

/**
 * One line that tells people what an operation of the Win32 view does, such as `ReadFile 5 bytes, OVERLAPPED at 0`.
 * The first open handle, ordinary memory and plain data are left out.
 *
 * `subjectName` is what an open without a name opens, such as `\??\Example`.
 */
export function describeWin32Op(op: Win32Op, subjectName: string): string {
  return `${op.op} ${operands(op, subjectName).join(', ')}`.trimEnd();
}
