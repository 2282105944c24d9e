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
import { RUST_BUFFERS } from './buffers.ts';
import { RUST_CALLS } from './calls.ts';
import { RUST_DECLARATIONS } from './declarations.ts';
import { nameText, option, RustData, statusText, stringLiteral } from './literals.ts';
import { RUST_MAIN } from './main.ts';
import { RUST_TYPES } from './types.ts';

const ACCESS: Readonly<Record<OpenAccess, string>> = {
  'read-write': 'FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA',
  read: 'FILE_READ_DATA',
  write: 'FILE_WRITE_DATA | FILE_APPEND_DATA',
  append: 'FILE_APPEND_DATA',
};

const MEMORY: Readonly<Record<BufferMemory, string>> = {
  'read-write': 'ReadWrite',
  'read-only': 'ReadOnly',
  'no-access': 'NoAccess',
  'last-page-no-access': 'LastPageNoAccess',
  null: 'NullPointer',
  kernel: 'KernelPointer',
  'kernel-page': 'KernelPointer',
  'first-page': 'FirstPage',
};

/** How to build and run the program, and what it ends with. */
function howTo(name: string): string[] {
  return [
    '',
    `Build:  rustc --edition 2021 --target x86_64-pc-windows-gnu -O ${name}.rs`,
    `Run:    ${name}.exe [DEVICE]`,
    'Exit:   0 every compared operation is as expected, 1 one differs, 2 the device cannot be opened or',
    '        nothing was compared',
  ];
}

function handleText(ordinal: number): string {
  if (ordinal === -1) return 'Target::Nothing';
  return ordinal === -2 ? 'Target::Event' : `Made(${ordinal})`;
}

function createText({ call, opensDevice, requiresDevice, makes }: Step & { call: CreateFileCall }): string {
  const { name, access, overlapped } = call;
  const { options, isAlertable, share } = openFlags(call);
  const fields = [
    `name: ${opensDevice ? 'Name::Device' : nameText(name)}`,
    `access: ${ACCESS[access]}`,
    `is_overlapped: ${overlapped}`,
    `is_alertable: ${isAlertable}`,
    `options: ${flagsText(options)}`,
    `share: ${share === null ? 'FILE_SHARE_READ | FILE_SHARE_WRITE' : flagsText(share)}`,
    `requires_device: ${requiresDevice}`,
    `makes: ${option(makes)}`,
  ];
  return `Call::Create(Open { ${fields.join(', ')} })`;
}

function bufferText(buffer: PassedBuffer | null, bytes: RustData): string {
  if (buffer === null) return 'PLAIN_BUFFER';
  const { length, pageOffset, memory, shared, data, mayChange } = buffer;
  const fields = [
    `length: ${length}`,
    ...(pageOffset === 0 ? [] : [`page_offset: 0x${pageOffset.toString(16).padStart(3, '0')}`]),
    ...(memory === 'read-write' ? [] : [`memory: Memory::${MEMORY[memory]}`]),
    ...(shared ? ['is_shared: true'] : []),
    ...(data === null ? [] : [`data: ${option(bytes.slice(data))}`]),
    ...(mayChange ? ['may_change: true'] : []),
    '..PLAIN_BUFFER',
  ];
  return `PassedBuffer { ${fields.join(', ')} }`;
}

function transferText(call: ReadFileCall | WriteFileCall, { buffer }: Step, bytes: RustData): string {
  const fields = [
    `handle: ${handleText(call.handle)}`,
    `offset: ${option(call.offset)}`,
    ...(call.key === 0 ? [] : [`key: 0x${call.key.toString(16)}`]),
    ...(call.event ? ['has_event: true'] : []),
    `buffer: ${bufferText(buffer, bytes)}`,
    '..PLAIN',
  ];
  return `Transfer { ${fields.join(', ')} }`;
}

function controlText(call: DeviceControlCall | FsControlCall, step: Step, bytes: RustData): string {
  const fields = [
    `handle: ${handleText(call.handle)}`,
    `code: 0x${call.code.toString(16)}`,
    `has_event: ${call.event}`,
    `input: ${bufferText(step.input, bytes)}`,
    `output: ${bufferText(step.buffer, bytes)}`,
  ];
  return `Control {\n${fields.map((field) => `            ${field},\n`).join('')}        }`;
}

function callText(step: Step, bytes: RustData): string {
  const { call, makes } = step;
  switch (call.call) {
    case 'NtCreateFile':
      return createText({ ...step, call });
    case 'NtReadFile':
      return `Call::Read(${transferText(call, step, bytes)})`;
    case 'NtWriteFile':
      return `Call::Write(${transferText(call, step, bytes)})`;
    case 'NtFlushBuffersFile':
      return `Call::Flush(${handleText(call.handle)})`;
    case 'NtSetInformationFile':
      return `Call::SetPosition(${handleText(call.handle)}, ${call.position})`;
    case 'NtQueryInformationFile':
      return `Call::QueryPosition(${handleText(call.handle)})`;
    case 'NtDuplicateObject':
      return `Call::Duplicate { handle: ${handleText(call.handle)}, makes: ${option(makes)} }`;
    case 'NtClose':
      return `Call::Close(${handleText(call.handle)})`;
    case 'NtDeviceIoControlFile':
      return `Call::DeviceControl(${controlText(call, step, bytes)})`;
    case 'NtFsControlFile':
      return `Call::FsControl(${controlText(call, step, bytes)})`;
  }
}

function blockText(block: Block, information: number): string {
  if (block === 'written') return `Block::Written(${information})`;
  return block === 'untouched' ? 'Block::Untouched' : 'Block::Any';
}

function outcomeText(outcome: StepOutcome, bytes: RustData): string {
  const { status, block, information, data, restOpen, position } = outcome;
  const fields = [
    `status: ${statusText(status)}`,
    `block: ${blockText(block, information)}`,
    `data: ${option(data === null ? null : bytes.slice(data))}`,
    `rest: Rest::${restOpen ? 'Open' : 'Kept'}`,
    `position: ${option(position)}`,
  ];
  return `            Outcome { ${fields.join(', ')} },\n`;
}

function checkText({ notPerformed, notCompared, allowed }: Step, bytes: RustData): string {
  if (notPerformed !== null) return `Check::NotPerformed(${stringLiteral(ascii(notPerformed))})`;
  if (notCompared !== null) return `Check::NotCompared(${stringLiteral(ascii(notCompared))})`;
  return `Check::Expected(&[\n${allowed.map((outcome) => outcomeText(outcome, bytes)).join('')}        ])`;
}

function opText(step: Step, bytes: RustData): string {
  const simulated = step.simulated === null ? null : stringLiteral(ascii(step.simulated));
  const fields = [
    `text: ${stringLiteral(step.text)}`,
    `call: ${callText(step, bytes)}`,
    `check: ${checkText(step, bytes)}`,
    `simulated: ${option(simulated)}`,
  ];
  return `    Op {\n${fields.map((field) => `        ${field},\n`).join('')}    },\n`;
}

/** A Rust program, edition 2021 without crates, that performs a trace. */
export function rustProgram(exported: ExportedTrace): string {
  const program = programOf(exported);
  const { steps, handles } = program;
  const bytes = new RustData();
  const ops = steps.map((step) => opText(step, bytes)).join('');
  const statuses = namedStatuses(steps);
  const head = [...windowsHeaderLines(exported, program), ...howTo(fileName(exported))].map((line) =>
    `//! ${line}`.trimEnd(),
  );
  const trace = [
    ...statuses.map(({ name, hex }) => `const ${name}: NtStatus = ${hex}_u32 as NtStatus;`),
    '',
    'const STATUS_NAMES: &[(NtStatus, &str)] = &[',
    ...statuses.map(({ name }) => `    (${name}, "${name}"),`),
    '];',
    '',
    '/// The device; the command line can name another one.',
    `const DEVICE: Name = ${nameText(exported.openName)};`,
    '/// How many handles the trace makes.',
    `const HANDLES: usize = ${handles};`,
    ...bytes.definitions,
    '',
    '/// The trace.',
    'const OPS: &[Op] = &[',
    `${ops}];`,
    '',
  ].join('\n');
  return [
    `${head.join('\n')}\n`,
    RUST_DECLARATIONS,
    RUST_TYPES,
    trace,
    RUST_BUFFERS,
    RUST_CALLS,
    RUST_MAIN,
  ].join('\n');
}
