import { ntstatusName } from '../../nt/ntstatus.ts';
import type {
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
import { flagBits, openFlags } from '../open-flags.ts';
import type { PassedBuffer } from '../passed-buffer.ts';
import { programOf, type Step, type StepOutcome } from '../program.ts';
import { namedStatuses } from '../statuses.ts';
import { CSHARP_BUFFER } from './buffer.ts';
import { CSHARP_CALLS } from './calls.ts';
import { dataText, nameText, stringLiteral } from './literals.ts';
import { CSHARP_NATIVE } from './native.ts';
import { CSHARP_RUNTIME } from './runtime.ts';
import { CSHARP_TYPES } from './types.ts';

/** FILE_READ_DATA is 1, FILE_WRITE_DATA 2 and FILE_APPEND_DATA 4. */
const ACCESS: Readonly<Record<OpenAccess, number>> = { 'read-write': 7, read: 1, write: 6, append: 4 };

/** How to build and run the program, and what it ends with. */
function howTo(name: string): string[] {
  return [
    '',
    `Run:    powershell -ExecutionPolicy Bypass -File ${name}.ps1 [-Device NAME], 64-bit; or pwsh`,
    'Exit:   0 every compared operation is as expected, 1 one differs, 2 the device cannot be opened or',
    '        nothing was compared',
  ];
}

type Entry = readonly [name: string, value: string | number | bigint];

function entryText([name, value]: Entry): string {
  return `${name} = ${value}`;
}

function hashtable(entries: readonly Entry[]): string {
  return `@{ ${entries.map(entryText).join('; ')} }`;
}

function createEntries({ call, opensDevice, requiresDevice }: Step & { call: CreateFileCall }): Entry[] {
  const { name, access, overlapped } = call;
  const { options, isAlertable, share } = openFlags(call);
  return [
    ...(opensDevice ? [] : [['Name', nameText(name)] as const]),
    ['Access', ACCESS[access]],
    ...(overlapped ? [['Overlapped', '$true'] as const] : []),
    ...(isAlertable ? [['Alertable', '$true'] as const] : []),
    ...(options.length === 0 ? [] : [['Options', flagBits(options)] as const]),
    ...(share === null ? [] : [['Share', flagBits(share)] as const]),
    ...(requiresDevice ? [['RequiresDevice', '$true'] as const] : []),
  ];
}

function bufferEntry(
  name: string,
  { length, pageOffset, memory, shared, data, mayChange }: PassedBuffer,
): Entry {
  const entries: readonly Entry[] = [
    ['Length', length],
    ...(pageOffset === 0 ? [] : [['PageOffset', pageOffset] as const]),
    ...(memory === 'read-write'
      ? []
      : [['Memory', stringLiteral(memory === 'kernel-page' ? 'kernel' : memory)] as const]),
    ...(shared ? [['Shared', '$true'] as const] : []),
    ...(data === null ? [] : [['Data', dataText(data)] as const]),
    ...(mayChange ? [['MayChange', '$true'] as const] : []),
  ];
  return [name, `[IrpTrace.PassedBuffer]${hashtable(entries)}`];
}

function transferEntries(call: ReadFileCall | WriteFileCall): Entry[] {
  return [
    ...(call.offset === null ? [] : [['Offset', `'${call.offset}'`] as const]),
    ...(call.key === 0 ? [] : [['Key', call.key] as const]),
    ...(call.event ? [['Event', '$true'] as const] : []),
  ];
}

function controlEntries({ code, event }: DeviceControlCall | FsControlCall): Entry[] {
  return [['Code', code], ...(event ? [['Event', '$true'] as const] : [])];
}

function operands(step: Step): Entry[] {
  const { call } = step;
  if (call.call === 'NtCreateFile') return createEntries({ ...step, call });
  const handle = ['Handle', call.handle] as const;
  switch (call.call) {
    case 'NtReadFile':
    case 'NtWriteFile':
      return [handle, ...transferEntries(call)];
    case 'NtDeviceIoControlFile':
    case 'NtFsControlFile':
      return [handle, ...controlEntries(call)];
    case 'NtSetInformationFile':
      return [handle, ['Offset', `'${call.position}'`]];
    default:
      return [handle];
  }
}

function outcomeText(outcome: StepOutcome): string {
  const { status, block, information, data, restOpen, position } = outcome;
  return hashtable([
    ['Status', stringLiteral(ntstatusName(status))],
    ['Block', stringLiteral(block)],
    ...(block === 'written' ? [['Information', information] as const] : []),
    ...(data === null ? [] : [['Data', dataText(data)] as const]),
    ...(restOpen ? [['OpenRest', '$true'] as const] : []),
    ...(position === null ? [] : [['Position', `'${position}'`] as const]),
  ]);
}

function note(name: string, text: string | null): string[] {
  return text === null ? [] : [`${name} = ${stringLiteral(ascii(text))}`];
}

function opText(step: Step): string {
  const { text, call, makes, buffer, input, allowed, notCompared, notPerformed, simulated } = step;
  const fields: Entry[] = [
    ['Call', stringLiteral(call.call)],
    ...(makes === null ? [] : [['Makes', makes] as const]),
    ...operands(step),
  ];
  const outcomes = allowed.map((outcome) => `            ${outcomeText(outcome)}`);
  const lines = [
    `Text = ${stringLiteral(text)}`,
    fields.map(entryText).join('; '),
    ...(input === null ? [] : [entryText(bufferEntry('Input', input))]),
    ...(buffer === null ? [] : [entryText(bufferEntry('Buffer', buffer))]),
    ...(outcomes.length === 0
      ? []
      : [`Expected = [IrpTrace.Outcome[]]@(\n${outcomes.join(',\n')}\n        )`]),
    ...note('NotCompared', notCompared),
    ...note('NotPerformed', notPerformed),
    ...note('Simulated', simulated),
  ];
  return `    [IrpTrace.Op]@{\n${lines.map((line) => `        ${line}\n`).join('')}    }`;
}

/** A script for Windows PowerShell 5.1 and PowerShell 7 that performs a trace. */
export function powershellProgram(exported: ExportedTrace): string {
  const program = programOf(exported);
  const { steps } = program;
  // Two spaces, so that no text can look like a signature block or a #requires.
  const head = [...windowsHeaderLines(exported, program), ...howTo(fileName(exported))].map((line) =>
    `#  ${line}`.trimEnd(),
  );
  const statuses = namedStatuses(steps).map(({ name, hex }) => `    ${name} = '${hex}'`);
  return `${head.join('\n')}
[CmdletBinding()]
param(
    # The device to open in place of the trace's.
    [string] $Device = ${nameText(exported.openName)}
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
if ([IntPtr]::Size -ne 8) {
    [Console]::WriteLine('could not run: this needs a 64-bit PowerShell')
    exit 2
}

Add-Type -IgnoreWarnings -TypeDefinition @'
${CSHARP_TYPES}
${CSHARP_NATIVE}
${CSHARP_BUFFER}
${CSHARP_CALLS}
${CSHARP_RUNTIME}
'@

$statuses = @{
${statuses.join('\n')}
}

$trace = [IrpTrace.Op[]]@(
${steps.map(opText).join(',\n')}
)

$runtime = New-Object IrpTrace.Runtime -ArgumentList $Device, $statuses
exit $runtime.Run($trace)
`;
}
