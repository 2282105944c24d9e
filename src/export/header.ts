import type { RecordedBreach } from '../trace/finding/finding.ts';
import type { BufferingMode, Trace } from '../trace/trace.ts';
import { lines } from './ascii.ts';
import type { ExportedTrace } from './exported-trace.ts';
import { faultsOf, happenings, type Program } from './program.ts';

/** Width of a header's text. */
const WIDTH = 96;

const BUFFERING: Readonly<Record<BufferingMode, string>> = {
  buffered: 'buffered I/O (DO_BUFFERED_IO)',
  direct: 'direct I/O (DO_DIRECT_IO)',
  neither: 'neither buffered nor direct I/O',
};

/** What to do so that a breach shows that callers may see nothing of. */
function watching({ property }: RecordedBreach, consequence: string): string[] {
  if (property.startsWith('model/')) return [];
  if (property.startsWith('metamorphic/')) {
    return [
      'This shows when the same calls are made under other conditions and the two are compared: ' +
        'make them on both, and compare what is printed.',
    ];
  }
  return [
    `A caller may see nothing of this. Watch for: ${consequence === '' ? 'a bug check' : consequence}. ` +
      'Let Driver Verifier watch the driver: verifier /standard /driver <name>.sys, then restart.',
  ];
}

/** Where a finding shows: a judge names what follows the last operation by its number. */
function place({ ops }: Trace, op: number): string {
  return op < ops.length ? `At operation ${op + 1}` : 'When the driver is unloaded';
}

function findingParagraphs({ trace, finding, consequence }: ExportedTrace): string[] {
  if (finding === null) return ['A trace of irpcheck without a recorded finding.'];
  const { property, reason, expected, observed, op } = finding;
  return [
    `A finding of irpcheck: ${property}, ${reason}.`,
    `${place(trace, op)}: expected ${expected}; observed ${observed}.`,
    ...(consequence === '' || property.startsWith('contract/') ? [] : [`On Windows: ${consequence}.`]),
  ];
}

/** Why a program on Windows does not come to what the finding is about, or may not. */
function outOfReach({ trace, finding }: ExportedTrace, { steps }: Program): string[] {
  if (finding === null) return [];
  if (finding.op >= trace.ops.length) {
    return ['What it is about comes after the last operation: stop the driver when this has run.'];
  }
  const parts: string[] = [];
  const step = steps[finding.op];
  const reason = step?.notPerformed ?? step?.notCompared ?? null;
  if (reason !== null) parts.push(`This program does not show it: operation ${finding.op + 1}: ${reason}.`);
  const struck = steps.slice(0, finding.op + 1).flatMap((each, index) => {
    const faults = faultsOf(each.call);
    return faults === null ? [] : [`operation ${index + 1} has the ${faults}`];
  });
  if (struck.length > 0) {
    parts.push(
      `It may need what no user-mode program can cause or time: ${struck.join(', ')}. Driver Verifier's low ` +
        'resources simulation (verifier /flags 0x4) makes allocations fail at random.',
    );
  }
  return parts;
}

/** What of a trace's machine no user-mode program can ask of Windows. */
function leftOut({ setting }: Trace): string[] {
  const { machine, dialect, load, unload } = setting;
  const parts: string[] = [];
  for (const [when, during] of [
    ['loaded', load],
    ['unloaded', unload],
  ] as const) {
    const happens = happenings(during);
    if (happens === null) continue;
    parts.push(
      `The trace has the ${happens} while the driver is ${when}, which no user-mode program can cause.`,
    );
  }
  if (machine.fragmentation !== 'contiguous') {
    parts.push(
      `The trace has ${machine.fragmentation} physical pages behind buffers; Windows chooses its own.`,
    );
  }
  if (!dialect.strictOffsets) {
    parts.push('Expectations are of an I/O manager that dispatches negative offsets as they are given.');
  }
  if (dialect.systemBuffer === 'zeroed') {
    parts.push('Expectations are of an I/O manager that clears the SystemBuffer of a read.');
  }
  return parts;
}

function stopped({ trace, calls }: ExportedTrace): string[] {
  const rest = trace.ops.length - calls.length;
  const parts: string[] = [];
  if (calls.at(-1)?.observed.ending === 'bug-check') {
    parts.push(
      `CAUTION: irpcheck's simulated machine stopped at operation ${calls.length}. Use a test machine that may ` +
        'stop too.',
    );
  }
  if (rest > 0) {
    parts.push(
      `The trace's last ${rest === 1 ? 'operation' : `${rest} operations`} never ran there and is left out.`,
    );
  }
  return parts;
}

function asLines(paragraphs: readonly string[]): string[] {
  return paragraphs.flatMap((paragraph) => lines(paragraph, WIDTH));
}

function driverParagraph({ trace, openName }: ExportedTrace): string {
  return `Driver: ${trace.subject}. Its device, ${openName}, is to use ${BUFFERING[trace.setting.mode]}.`;
}

/** What the head of a test says of its trace: lines of printable ASCII. */
export function headerLines(exported: ExportedTrace): string[] {
  return asLines([...findingParagraphs(exported), driverParagraph(exported)]);
}

/** What the head of a program for Windows says of its trace: lines of printable ASCII. */
export function windowsHeaderLines(exported: ExportedTrace, program: Program): string[] {
  const { trace, finding, consequence } = exported;
  return asLines([
    ...findingParagraphs(exported),
    ...(finding === null ? [] : watching(finding, consequence)),
    ...outOfReach(exported, program),
    driverParagraph(exported),
    ...leftOut(trace),
    ...stopped(exported),
  ]);
}

/** What a program's head calls its file, without the ending: a name that needs no quotes anywhere. */
export function fileName({ name }: ExportedTrace): string {
  return /^[\w.-]+$/.test(name) ? name : 'trace';
}
