import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METHOD_NEITHER, methodName, methodOf } from '../../src/nt/control-code.ts';
import type { Subject } from '../../src/subjects/index.ts';
import type { PerformedCall } from '../../src/trace/finding/evidence.ts';
import type { DeviceControlCall, FsControlCall } from '../../src/trace/ops/index.ts';
import { irpcheck } from './dist.ts';
import { mingw, rustc, wine } from './tools.ts';
import { agrees, exportedTraces, namesOf, type PlacedTrace, verdictsOf } from './wine/exported-traces.ts';
import { isChance } from './wine/known-differences.ts';
import { type Ran, WineMachine } from './wine/programs.ts';

/** Exported programs with control requests against a driver in C that takes them, loaded by another I/O manager than ours. */

const MINGW = mingw();
const RUSTC = rustc();
const WINE = wine();
const { exportTrace, findSubject } = irpcheck;

const TRACES = 40;
/** Half of them meet nothing but what agrees; they are as many as the others. */
const AGREEING = TRACES / 2;
/** Which are in Rust too: some that meet nothing but what agrees, and some others. */
const IN_RUST = [0, 1, AGREEING, AGREEING + 1, AGREEING + 2];

/** What is sent of its codes: with METHOD_NEITHER, Wine gives a driver the addresses of copies. */
function comparable(subject: Subject): Subject {
  const { generation } = subject;
  const controls = generation.controls?.filter(({ code }) => methodOf(code) !== METHOD_NEITHER) ?? [];
  return { ...subject, generation: { ...generation, controls } };
}

/** Whether there are control requests, none of METHOD_NEITHER: codes near those that are sent may be of it. */
function isComparable(calls: readonly PerformedCall[]): boolean {
  const controls = calls.flatMap(({ call }) => ('code' in call ? [call] : []));
  return (
    controls.length > 0 && controls.every((call) => methodOf(call.code) !== METHOD_NEITHER && !isChance(call))
  );
}

type Control = DeviceControlCall | FsControlCall;

/** The control requests that programs made and found as expected. */
function agreeingControls(ran: readonly Ran[], exported: readonly PlacedTrace[]): readonly Control[] {
  return ran.flatMap((each, index) => {
    const calls = exported[index]?.calls ?? [];
    const verdicts = verdictsOf(each);
    return calls.flatMap(({ call }, at) => ('code' in call && verdicts[at] === 'ok' ? [call] : []));
  });
}

/** How many of some names each is. */
function counted(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

describe.skipIf(MINGW.isMissing || WINE.isMissing)(
  `exported programs with control requests and a driver in Wine${MINGW.note}${WINE.note}`,
  () => {
    let machine: WineMachine;
    let exported: readonly PlacedTrace[];
    let programs: readonly string[];

    beforeAll(async () => {
      machine = new WineMachine();
      exported = await exportedTraces({
        subject: comparable(findSubject('controls')),
        drawn: 900,
        kept: AGREEING,
        isKept: isComparable,
      });
      programs = await machine.buildPrograms(exported.map(({ trace }) => exportTrace(trace, 'c')));
    });

    afterAll(() => machine.close());

    it('differ where Wine is known to, and nowhere else', () => {
      expect(exported).toHaveLength(TRACES);
      const ran = machine.run(machine.buildDriver('controls'), programs);
      const names = ran.map((each, index) => namesOf(each, exported[index]?.calls ?? []));
      expect(names.flat().filter((name) => name.startsWith('unknown'))).toEqual([]);
      expect(ran.map(({ exitCode }) => exitCode)).toEqual(names.map((met) => (met.length === 0 ? 0 : 1)));
      const mustAgree = exported.map(({ calls }) => agrees(calls));
      expect(mustAgree.filter(Boolean)).toHaveLength(AGREEING);
      expect(names.filter((_, index) => mustAgree[index])).toEqual(
        Array.from({ length: AGREEING }, () => []),
      );
      // What was compared at all, and how much of it agreed.
      const agreed = agreeingControls(ran, exported);
      const perCall = counted(agreed.map(({ call, code }) => `${call} ${methodName(code)}`));
      for (const call of ['NtDeviceIoControlFile', 'NtFsControlFile']) {
        for (const method of ['METHOD_BUFFERED', 'METHOD_IN_DIRECT', 'METHOD_OUT_DIRECT']) {
          expect(perCall.get(`${call} ${method}`), `${call} ${method}`).toBeGreaterThan(1);
        }
      }
      expect(new Set(names.flat()).size).toBeGreaterThanOrEqual(10);
    });

    it.skipIf(RUSTC.isMissing)(`say the same in Rust${RUSTC.note}`, () => {
      const driver = machine.buildDriver('controls');
      const inRust = IN_RUST.flatMap((index) => exported[index] ?? []).map(({ trace }) =>
        machine.buildRust(exportTrace(trace, 'rust')),
      );
      const inC = IN_RUST.flatMap((index) => programs[index] ?? []);
      expect(inC).toHaveLength(IN_RUST.length);
      expect(machine.run(driver, inRust)).toEqual(machine.run(driver, inC));
    });

    it.each([
      ['leaves a bit as it is', '-DINVERTED_BITS=0x7F'],
      ['stores less', '-DMAX_STORED_BYTES=2'],
    ])('differ elsewhere too from a driver that %s', (_name, flag) => {
      const ran = machine.run(machine.buildDriver('controls', flag), programs);
      const unknown = ran.flatMap((each, index) =>
        namesOf(each, exported[index]?.calls ?? []).filter((name) => name.startsWith('unknown')),
      );
      expect(unknown.length).toBeGreaterThan(5);
    });
  },
);
