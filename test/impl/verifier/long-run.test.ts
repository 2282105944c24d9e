import { describe, expect, it } from 'vitest';
import { IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { open, read, write } from '../../model/calls.ts';
import { type Options, type Routine, start, type World } from '../io/test-driver.ts';

const OPEN = open();
const READ = read({ length: 4096 });
const WRITE = write({ length: 4096 });

/** The entries of an array, each access to one of which is counted. */
class Counted<T extends object> {
  visits = 0;
  readonly entries: T[];

  constructor(entries: T[]) {
    this.entries = new Proxy(entries, {
      get: (target, key, receiver) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) this.visits += 1;
        return Reflect.get(target, key, receiver);
      },
    });
  }
}

/** What came of a run. */
interface Visits {
  /** How many records of the run these requests looked at. */
  readonly early: number;
  readonly late: number;
  /** Kinds of the violations that the last one is accused of. */
  readonly violations: readonly string[];
}

const EARLY = 10;
const LATE = 150;

function visitsOf(options: Options, call: Call): Visits {
  const { kernel, call: make }: World = start(options);
  make(OPEN);
  const { recorder } = kernel;
  const requests = new Counted(recorder.requests);
  const violations = new Counted(recorder.violations);
  recorder.requests = requests.entries;
  recorder.violations = violations.entries;
  const visits: number[] = [];
  for (let request = 1; request <= LATE; request += 1) {
    recorder.begin(request);
    const before = requests.visits + violations.visits;
    make(call);
    visits[request] = requests.visits + violations.visits - before;
  }
  expect(recorder.requests.filter(({ finishedAt, op }) => finishedAt !== null && op > 0)).toHaveLength(LATE);
  return {
    early: visits[EARLY] ?? 0,
    late: visits[LATE] ?? 0,
    violations: recorder.violations.filter(({ op }) => op === LATE).map(({ kind }) => kind),
  };
}

const MODES: readonly BufferingMode[] = ['buffered', 'direct', 'neither'];
const CASES = MODES.flatMap((mode) => [READ, WRITE].map((call) => [mode, call.call, call] as const));

describe('in a long run', () => {
  it.each(CASES)('of %s %s a request looks at as few records as at first', (mode, _name, call) => {
    const { early, late, violations } = visitsOf({ mode }, call);
    expect(late).toBe(early);
    expect(violations).toEqual([]);
  });

  it('a driver that breaks the contract each time makes later requests look at no more', () => {
    const write: Routine = ({ ddi, complete, irp }) => {
      ddi.memory.writeU8(ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, NormalPagePriority), 1);
      const status = complete();
      irp.status = status;
      return status;
    };
    const { early, late, violations } = visitsOf(
      { mode: 'direct', routines: { [IRP_MJ_WRITE]: write } },
      WRITE,
    );
    expect(late).toBe(early);
    expect(violations).toEqual(['read-locked-written', 'irp-touched-after-complete']);
  });
});
