import type {
  BufferMemory,
  CreateFileCall,
  DeviceControlCall,
  FsControlCall,
  OpenAccess,
  ReadFileCall,
  WriteFileCall,
} from '../../trace/ops/index.ts';
import { ascii } from '../ascii.ts';
import type { ExportedTrace } from '../exported-trace.ts';
import { fileName, windowsHeaderLines } from '../header.ts';
import { flagsText, openFlags } from '../open-flags.ts';
import type { PassedBuffer } from '../passed-buffer.ts';
import { type Block, programOf, type Step, type StepOutcome } from '../program.ts';
import { namedStatuses } from '../statuses.ts';
import { C_BUFFERS } from './buffers.ts';
import { C_CALLS } from './calls.ts';
import { C_DECLARATIONS } from './declarations.ts';
import { CData, commentText, int64, statusText, stringLiteral, wideLiteral, wideUnits } from './literals.ts';
import { C_MAIN } from './main.ts';

const ACCESS: Readonly<Record<OpenAccess, string>> = {
  'read-write': 'FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA',
  read: 'FILE_READ_DATA',
  write: 'FILE_WRITE_DATA | FILE_APPEND_DATA',
  append: 'FILE_APPEND_DATA',
};

const MEMORY: Readonly<Record<BufferMemory, string>> = {
  'read-write': 'READ_WRITE',
  'read-only': 'READ_ONLY',
  'no-access': 'NO_ACCESS',
  'last-page-no-access': 'LAST_PAGE_NO_ACCESS',
  null: 'NULL_POINTER',
  kernel: 'KERNEL_POINTER',
  'kernel-page': 'KERNEL_POINTER',
  'first-page': 'FIRST_PAGE',
};

const CALLS: Readonly<Record<Step['call']['call'], string>> = {
  NtCreateFile: 'CREATE_FILE',
  NtReadFile: 'READ_FILE',
  NtWriteFile: 'WRITE_FILE',
  NtFlushBuffersFile: 'FLUSH_BUFFERS_FILE',
  NtSetInformationFile: 'SET_POSITION',
  NtQueryInformationFile: 'QUERY_POSITION',
  NtDuplicateObject: 'DUPLICATE_OBJECT',
  NtClose: 'CLOSE_HANDLE',
  NtDeviceIoControlFile: 'DEVICE_CONTROL',
  NtFsControlFile: 'FS_CONTROL',
};

/** How to build and run the program, and what it ends with. */
function howTo(name: string): string[] {
  return [
    '',
    `Build:  x86_64-w64-mingw32-gcc -std=c11 -Wall -Wextra -O2 -o ${name}.exe ${name}.c -lntdll`,
    `   or:  cl /std:c11 ${name}.c ntdll.lib, in an x64 Native Tools prompt; 32-bit builds are refused`,
    `Run:    ${name}.exe [DEVICE]`,
    'Exit:   0 every compared operation is as expected, 1 one differs, 2 the device cannot be opened or',
    '        nothing was compared',
  ];
}

function handleText(ordinal: number): string {
  if (ordinal === -1) return 'NO_HANDLE';
  return ordinal === -2 ? 'EVENT_HANDLE' : String(ordinal);
}

function createMembers({ call, opensDevice, requiresDevice }: Step & { call: CreateFileCall }): string[] {
  const literal = wideLiteral(call.name);
  const name = literal === null ? `NAME_UNITS(${wideUnits(call.name)})` : `NAME(${literal})`;
  const { options, isAlertable, share } = openFlags(call);
  return [
    ...(opensDevice ? [] : [name]),
    `.access = ${ACCESS[call.access]}`,
    ...(call.overlapped ? ['.is_overlapped = true'] : []),
    ...(isAlertable ? ['.is_alertable = true'] : []),
    ...(options.length === 0 ? [] : [`.options = ${flagsText(options)}`]),
    ...(share === null ? [] : [`SHARE(${flagsText(share)})`]),
    ...(requiresDevice ? ['.requires_device = true'] : []),
  ];
}

function bufferMember(
  name: string,
  { length, pageOffset, memory, shared, data, mayChange }: PassedBuffer,
  bytes: CData,
): string {
  const members = [
    `.length = ${length}`,
    ...(pageOffset === 0 ? [] : [`.page_offset = 0x${pageOffset.toString(16).padStart(3, '0')}`]),
    ...(memory === 'read-write' ? [] : [`.memory = ${MEMORY[memory]}`]),
    ...(shared ? ['.is_shared = true'] : []),
    ...(data === null ? [] : [bytes.member(data)]),
    ...(mayChange ? ['.may_change = true'] : []),
  ];
  return `.${name} = { ${members.join(', ')} }`;
}

function transferMembers(call: ReadFileCall | WriteFileCall): string[] {
  return [
    ...(call.offset === null ? [] : [`OFFSET(${int64(call.offset)})`]),
    ...(call.key === 0 ? [] : [`.key = 0x${call.key.toString(16)}`]),
    ...(call.event ? ['.has_event = true'] : []),
  ];
}

function controlMembers({ code, event }: DeviceControlCall | FsControlCall): string[] {
  return [`.code = 0x${code.toString(16)}`, ...(event ? ['.has_event = true'] : [])];
}

function operands(step: Step): string[] {
  const { call } = step;
  if (call.call === 'NtCreateFile') return createMembers({ ...step, call });
  const handle = `.handle = ${handleText(call.handle)}`;
  switch (call.call) {
    case 'NtReadFile':
    case 'NtWriteFile':
      return [handle, ...transferMembers(call)];
    case 'NtDeviceIoControlFile':
    case 'NtFsControlFile':
      return [handle, ...controlMembers(call)];
    case 'NtSetInformationFile':
      return [handle, `.offset = ${int64(call.position)}`];
    default:
      return [handle];
  }
}

function blockMembers(block: Block, information: number): string[] {
  if (block === 'any') return [];
  return [block === 'written' ? `INFORMATION(${information}u)` : 'NO_INFORMATION'];
}

function outcomeText(outcome: StepOutcome, bytes: CData): string {
  const { status, block, information, data, restOpen, position } = outcome;
  const members = [
    `.status = ${statusText(status)}`,
    ...blockMembers(block, information),
    ...(data === null ? [] : [bytes.member(data)]),
    ...(restOpen ? ['OPEN_REST'] : []),
    ...(position === null ? [] : [`POSITION(${int64(position)})`]),
  ];
  return `{ ${members.join(', ')} }`;
}

function noteMember(name: string, text: string | null): string[] {
  return text === null ? [] : [`.${name} = ${stringLiteral(ascii(text))}`];
}

function opText(step: Step, data: CData): string {
  const { call, text, makes, buffer, input, allowed, notCompared, notPerformed, simulated } = step;
  const lines = [
    `.text = ${stringLiteral(text)}`,
    [`.call = ${CALLS[call.call]}`, ...(makes === null ? [] : [`MAKES(${makes})`]), ...operands(step)].join(
      ', ',
    ),
    ...(input === null ? [] : [bufferMember('input', input, data)]),
    ...(buffer === null ? [] : [bufferMember('buffer', buffer, data)]),
    ...(allowed.length === 0
      ? []
      : [`EXPECTED(${allowed.map((outcome) => outcomeText(outcome, data)).join(',\n                 ')})`]),
    ...noteMember('not_compared', notCompared),
    ...noteMember('not_performed', notPerformed),
    ...noteMember('simulated', simulated),
  ];
  return `    {\n${lines.map((line) => `        ${line},\n`).join('')}    },\n`;
}

function deviceName(name: string): string {
  const literal = wideLiteral(name);
  return literal === null ? `(const WCHAR[]){ ${wideUnits(name)} }` : literal;
}

/** A C11 program that performs a trace. */
export function cProgram(exported: ExportedTrace): string {
  const program = programOf(exported);
  const { steps, handles } = program;
  const data = new CData();
  const ops = steps.map((step) => opText(step, data)).join('');
  const comment = [...windowsHeaderLines(exported, program), ...howTo(fileName(exported))].map((line) =>
    ` * ${commentText(line)}`.trimEnd(),
  );
  const trace = [
    '/* The device; the command line can name another one. */',
    `static const WCHAR *device_name = ${deviceName(exported.openName)};`,
    `static size_t device_name_length = ${exported.openName.length};`,
    `enum { HANDLES = ${Math.max(1, handles)}, OPS = ${steps.length} };`,
    '',
    'static const struct status_name status_names[] = {',
    ...namedStatuses(steps).map(({ name }) => `    { ${name}, "${name}" },`),
    '};',
    '',
    ...data.definitions,
    '/* The trace. */',
    'static const struct op ops[] = {',
    `${ops}};`,
    '',
  ].join('\n');
  return [`/*\n${comment.join('\n')}\n */`, C_DECLARATIONS, trace, C_BUFFERS, C_CALLS, C_MAIN].join('\n');
}
