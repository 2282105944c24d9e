import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PerformedCall } from '../../src/trace/finding/evidence.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { fromDist, irpcheck } from './dist.ts';
import { mingw, wine } from './tools.ts';
import { type KnownDifference, nameOf, type PlacedCall, placed } from './wine/known-differences.ts';
import { type Ran, WineMachine } from './wine/programs.ts';

/** Exported programs against the article's driver in C, loaded by another I/O manager than ours. */

const MINGW = mingw();
const WINE = wine();
const { findSubject, openSession, subjectSource, exportTrace } = irpcheck;
const { traces } = await fromDist<typeof import('../../src/arbitraries.ts')>('arbitraries');

const TRACES = 32;
const SEED = 1;
/** Half of them meet nothing but what agrees; they are as many as the others. */
const AGREEING = TRACES / 2;

interface Exported {
  readonly text: string;
  readonly calls: readonly PlacedCall[];
}

/** What a program says of each of its operations: `ok`, `DIFFERS`, `not compared`, `not performed`. */
function verdictsOf({ lines }: Ran): readonly string[] {
  return lines
    .filter((line) => /^ {2}(ok|DIFFERS|not compared|not performed)$/.test(line))
    .map((line) => line.trim());
}

/** The differences that a program reports: the names of those that are known, `unknown: …` for others. */
function namesOf(ran: Ran, { calls }: Exported): readonly string[] {
  const met: KnownDifference[] = [];
  return verdictsOf(ran).flatMap((verdict, index) => {
    const at = calls[index];
    if (verdict !== 'DIFFERS' || at === undefined) return [];
    const known = nameOf(at, met);
    if (known === null) return [`unknown: operation ${index + 1}`];
    met.push(known);
    return [known.name];
  });
}

function agrees(calls: readonly PlacedCall[]): boolean {
  return calls.every((at) => nameOf(at, []) === null);
}

async function exportedTraces(): Promise<readonly Exported[]> {
  const session = await openSession({ source: await subjectSource('article', null) });
  const subject = findSubject('article');
  const found: { agreeing: Exported[]; others: Exported[] } = { agreeing: [], others: [] };
  const exported = (trace: Trace, performed: readonly PerformedCall[]): string =>
    exportTrace(
      {
        name: 'generated',
        trace,
        finding: null,
        consequence: '',
        openName: session.summary.openName,
        modelPath: null,
        calls: performed,
      },
      'c',
    );
  const generated = fc.sample(traces({ subject, modes: ['buffered'], faults: false }), {
    seed: SEED,
    numRuns: 600,
  });
  for (const trace of generated) {
    // Expectations are of one dialect, and a trace of an open alone shows little.
    if (!trace.setting.dialect.strictOffsets || trace.ops.length < 3) continue;
    const performed = await session.perform(trace);
    const calls = placed(performed);
    const kind = agrees(calls) ? found.agreeing : found.others;
    if (kind.length < AGREEING) kind.push({ text: exported(trace, performed), calls });
  }
  await session.close();
  return [...found.agreeing, ...found.others];
}

describe.skipIf(MINGW.isMissing || WINE.isMissing)(
  `exported programs and a driver in Wine${MINGW.note}${WINE.note}`,
  () => {
    let machine: WineMachine;
    let exported: readonly Exported[];
    let programs: readonly string[];

    beforeAll(async () => {
      machine = new WineMachine();
      exported = await exportedTraces();
      programs = await machine.buildPrograms(exported.map(({ text }) => text));
    });

    afterAll(() => machine.close());

    it('differ where Wine is known to, and nowhere else', () => {
      expect(exported).toHaveLength(TRACES);
      const ran = machine.run(machine.buildDriver('article'), programs);
      const names = ran.map((each, index) => namesOf(each, exported[index] ?? { text: '', calls: [] }));
      expect(names.flat().filter((name) => name.startsWith('unknown'))).toEqual([]);
      expect(ran.map(({ exitCode }) => exitCode)).toEqual(names.map((met) => (met.length === 0 ? 0 : 1)));
      const mustAgree = exported.map(({ calls }) => agrees(calls));
      expect(mustAgree.filter(Boolean)).toHaveLength(AGREEING);
      expect(names.filter((_, index) => mustAgree[index])).toEqual(
        Array.from({ length: AGREEING }, () => []),
      );
      // What was compared at all, and how much of it agreed.
      const verdicts = ran.flatMap(verdictsOf);
      expect(verdicts.filter((verdict) => verdict === 'ok').length).toBeGreaterThan(150);
      expect(new Set(names.flat()).size).toBeGreaterThanOrEqual(5);
    });

    it('differ elsewhere too from a driver that stores less', () => {
      const ran = machine.run(machine.buildDriver('short', '-DMAX_STORED_BYTES=16'), programs);
      const unknown = ran.flatMap((each, index) =>
        namesOf(each, exported[index] ?? { text: '', calls: [] }).filter((name) =>
          name.startsWith('unknown'),
        ),
      );
      expect(unknown.length).toBeGreaterThan(8);
    });
  },
);
