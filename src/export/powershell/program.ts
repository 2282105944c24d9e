import { ntstatusName } from '../../nt/ntstatus.ts';
import type { CreateFileCall, OpenAccess, ReadFileCall, WriteFileCall } from '../../trace/ops/index.ts';
import { ascii } from '../ascii.ts';
import type { ExportedTrace } from '../exported-trace.ts';
import { fileName, windowsHeaderLines } from '../header.ts';
import { programOf, type Step, type StepOutcome } from '../program.ts';
import { namedStatuses } from '../statuses.ts';
import { CSHARP_BUFFER } from './buffer.ts';
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

function hashtable(entries: readonly Entry[]): string {
  return `@{ ${entries.map(([name, value]) => `${name} = ${value}`).join('; ')} }`;
}

function createEntries({ call, opensDevice, requiresDevice }: Step & { call: CreateFileCall }): Entry[] {
  const { name, access, overlapped } = call;
  return [
    ...(opensDevice ? [] : [['Name', nameText(name)] as const]),
    ['Access', ACCESS[access]],
    ...(overlapped ? [['Overlapped', '$true'] as const] : []),
    ...(requiresDevice ? [['RequiresDevice', '$true'] as const] : []),
  ];
}

function transferEntries(call: ReadFileCall | WriteFileCall): Entry[] {
  return [
    ['Handle', call.handle],
    ...(call.offset === null ? [] : [['Offset', `'${call.offset}'`] as const]),
    ['Length', call.length],
    ...(call.key === 0 ? [] : [['Key', call.key] as const]),
    ...(call.event ? [['Event', '$true'] as const] : []),
    ...(call.buffer.pageOffset === 0 ? [] : [['PageOffset', call.buffer.pageOffset] as const]),
    ...(call.buffer.memory === 'read-write' ? [] : [['Memory', stringLiteral(call.buffer.memory)] as const]),
    ...(call.buffer.shared ? [['Shared', '$true'] as const] : []),
  ];
}

function operands(step: Step): Entry[] {
  const { call, data } = step;
  switch (call.call) {
    case 'NtCreateFile':
      return createEntries({ ...step, call });
    case 'NtReadFile':
      return transferEntries(call);
    case 'NtWriteFile':
      return [...transferEntries(call), ['Data', dataText(data)]];
    case 'NtSetInformationFile':
      return [
        ['Handle', call.handle],
        ['Offset', `'${call.position}'`],
      ];
    default:
      return [['Handle', call.handle]];
  }
}

function outcomeText({ status, block, information, data, position }: StepOutcome): string {
  return hashtable([
    ['Status', stringLiteral(ntstatusName(status))],
    ['Block', stringLiteral(block)],
    ...(block === 'written' ? [['Information', information] as const] : []),
    ...(data === null ? [] : [['Data', dataText(data)] as const]),
    ...(position === null ? [] : [['Position', `'${position}'`] as const]),
  ]);
}

function note(name: string, text: string | null): string[] {
  return text === null ? [] : [`${name} = ${stringLiteral(ascii(text))}`];
}

function opText(step: Step): string {
  const { text, call, makes, allowed, notCompared, notPerformed, simulated } = step;
  const fields: Entry[] = [
    ['Call', stringLiteral(call.call)],
    ...(makes === null ? [] : [['Makes', makes] as const]),
    ...operands(step),
  ];
  const outcomes = allowed.map((outcome) => `            ${outcomeText(outcome)}`);
  const lines = [
    `Text = ${stringLiteral(text)}`,
    fields.map(([name, value]) => `${name} = ${value}`).join('; '),
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
