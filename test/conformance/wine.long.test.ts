import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { irpcheck } from './dist.ts';
import { mingw, wine } from './tools.ts';
import { agrees, exportedTraces, namesOf, type PlacedTrace, verdictsOf } from './wine/exported-traces.ts';
import { WineMachine } from './wine/programs.ts';

/** Exported programs against the article's driver in C, loaded by another I/O manager than ours. */

const MINGW = mingw();
const WINE = wine();
const { exportTrace, findSubject } = irpcheck;

const TRACES = 32;
/** Half of them meet nothing but what agrees; they are as many as the others. */
const AGREEING = TRACES / 2;

describe.skipIf(MINGW.isMissing || WINE.isMissing)(
  `exported programs and a driver in Wine${MINGW.note}${WINE.note}`,
  () => {
    let machine: WineMachine;
    let exported: readonly PlacedTrace[];
    let programs: readonly string[];

    beforeAll(async () => {
      machine = new WineMachine();
      exported = await exportedTraces({
        subject: findSubject('article'),
        drawn: 600,
        kept: AGREEING,
        isKept: () => true,
      });
      programs = await machine.buildPrograms(exported.map(({ trace }) => exportTrace(trace, 'c')));
    });

    afterAll(() => machine.close());

    it('differ where Wine is known to, and nowhere else', () => {
      expect(exported).toHaveLength(TRACES);
      const ran = machine.run(machine.buildDriver('article'), programs);
      const names = ran.map((each, index) => namesOf(each, exported[index]?.calls ?? []));
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
      const ran = machine.run(machine.buildDriver('article', '-DMAX_STORED_BYTES=16'), programs);
      const unknown = ran.flatMap((each, index) =>
        namesOf(each, exported[index]?.calls ?? []).filter((name) => name.startsWith('unknown')),
      );
      expect(unknown.length).toBeGreaterThan(8);
    });
  },
);
