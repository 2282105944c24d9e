import fc from 'fast-check';
import type { ExportedTrace } from '../../../src/export/exported-trace.ts';
import type { Subject } from '../../../src/subjects/index.ts';
import type { PerformedCall } from '../../../src/trace/finding/evidence.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { fromDist, irpcheck } from '../dist.ts';
import { type MetDifference, nameOf, type PlacedCall, placed } from './known-differences.ts';
import type { Ran } from './programs.ts';

const { openSession, subjectSource } = irpcheck;
const { traces } = await fromDist<typeof import('../../../src/arbitraries.ts')>('arbitraries');

const SEED = 1;

/** A trace that programs perform. */
export interface PlacedTrace {
  readonly trace: ExportedTrace;
  readonly calls: readonly PlacedCall[];
}

/** Which traces are exported. */
export interface TraceChoice {
  /** What they are generated for; its driver is built in. */
  readonly subject: Subject;
  /** How many are drawn. */
  readonly drawn: number;
  /** How many are kept that meet nothing but what agrees, and how many others: of each known difference one, if any. */
  readonly kept: number;
  isKept(calls: readonly PerformedCall[]): boolean;
}

/** Whether Wine is known to agree on all calls. */
export function agrees(calls: readonly PlacedCall[]): boolean {
  return calls.every((at) => nameOf(at, []) === null);
}

/** Generated traces, those first that meet nothing but what agrees. */
export async function exportedTraces(choice: TraceChoice): Promise<readonly PlacedTrace[]> {
  const { subject, drawn, kept, isKept } = choice;
  const session = await openSession({ source: await subjectSource(subject.name, null) });
  const found: { agreeing: PlacedTrace[]; others: PlacedTrace[] } = { agreeing: [], others: [] };
  const { openName } = session.summary;
  const exported = (trace: Trace, calls: readonly PerformedCall[]): ExportedTrace => ({
    name: 'generated',
    trace,
    finding: null,
    consequence: '',
    openName,
    modelPath: null,
    calls,
  });
  const generated = fc.sample(traces({ subject, modes: ['buffered'], faults: false }), {
    seed: SEED,
    numRuns: drawn,
  });
  for (const trace of generated) {
    // Expectations are of one dialect, and a trace of an open alone shows little.
    if (!trace.setting.dialect.strictOffsets || trace.ops.length < 3) continue;
    const performed = await session.perform(trace);
    if (!isKept(performed)) continue;
    const calls = placed(performed);
    const kind = agrees(calls) ? found.agreeing : found.others;
    kind.push({ trace: exported(trace, performed), calls });
  }
  await session.close();
  return [...found.agreeing.slice(0, kept), ...withEachDifference(found.others).slice(0, kept)];
}

/** Traces in another order: first those with a difference that none before them has. */
function withEachDifference(all: readonly PlacedTrace[]): readonly PlacedTrace[] {
  const seen = new Set<string>();
  const first = all.filter(({ calls }) => {
    const before = seen.size;
    for (const at of calls) {
      const name = nameOf(at, [])?.name;
      if (name !== undefined) seen.add(name);
    }
    return seen.size > before;
  });
  return [...first, ...all.filter((each) => !first.includes(each))];
}

/** What a program says of each of its operations: `ok`, `DIFFERS`, `not compared`, `not performed`. */
export function verdictsOf({ lines }: Ran): readonly string[] {
  return lines
    .filter((line) => /^ {2}(ok|DIFFERS|not compared|not performed)$/.test(line))
    .map((line) => line.trim());
}

/** The differences that a program reports: the names of those that are known, `unknown: …` for others. */
export function namesOf(ran: Ran, calls: readonly PlacedCall[]): readonly string[] {
  const met: MetDifference[] = [];
  return verdictsOf(ran).flatMap((verdict, index) => {
    const at = calls[index];
    if (verdict !== 'DIFFERS' || at === undefined) return [];
    const known = nameOf(at, met);
    if (known === null) return [`unknown: operation ${index + 1}`];
    met.push({ known, call: at.call });
    return [known.name];
  });
}
