import { describe, expect, it } from 'vitest';
import { NO_RESTRAINT, SKIPPED } from '../../src/execution/case-loop.ts';
import { Ok } from '../../src/impl/framework/index.ts';
import { RELATIONS } from '../../src/properties/registry.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { cases, FakeChanges, readsWith, serverOf, setting } from './serve.setup.ts';

describe('cases', () => {
  it('are counted on the beacon', () => {
    const { ask, beacon } = serverOf(findSubject('article'));
    ask({ ...cases, from: 3, to: 5 });
    expect(beacon.caseIndex).toBe(4);
    expect(beacon.executions).toBeGreaterThan(2);
  });

  it('an error of the harness is thrown, carefully or not', () => {
    const subject = readsWith(() => {});
    const refused = { ...subject, driver: { driverEntry: () => 0xc0000001 | 0 } };
    for (const careful of [false, true]) {
      expect(() => serverOf(refused).ask({ ...cases, careful })).toThrow('STATUS_UNSUCCESSFUL');
    }
  });

  it('what fails on changed objects is not told as a failure', () => {
    const changes = new FakeChanges();
    let changed = false;
    const subject = readsWith(() => {
      changed = true;
      changes.change('Math');
    });
    changes.requireUsable = () => {
      if (changed) throw new Error('not usable');
    };
    expect(serverOf(subject, changes).ask(cases).changed).toEqual(['Math']);
  });

  it('carefully, what can not be put back ends the request after its case', () => {
    const changes = new FakeChanges(false);
    const { part, next } = serverOf(
      readsWith(() => changes.change('Math')),
      changes,
    ).ask({
      ...cases,
      careful: true,
    });
    expect(next).toBeLessThan(40);
    expect(part.cases).toBe(next);
    expect(part.breached.get('contract/self-contained')).toBe(1);
  });
});

describe('a probe', () => {
  const probe = { kind: 'probe', setting, caseIndex: 4, restraint: NO_RESTRAINT } as const;

  it('tells which traces it executes: the case and its variant', () => {
    const { ask, told } = serverOf(findSubject('article'));
    expect(ask(probe)).toBeNull();
    expect(told.map(({ kind }) => kind)).toEqual(['executing', 'executing']);
    expect(told[0]).not.toEqual(told[1]);
  });

  it('keeps to the restraint', () => {
    const { ask, told } = serverOf(findSubject('article'));
    ask({ ...probe, restraint: { without: [{ kind: 'open', from: 0 }], opLimits: new Map([[4, 2]]) } });
    const [first] = told;
    if (first?.kind !== 'executing') throw new Error('nothing was executed');
    expect(first.trace.ops).toHaveLength(2);
    expect(first.trace.ops.map(({ op }) => op)).not.toContain('open');
  });

  it('a driver without relations has no variant', () => {
    const limits = RELATIONS.map(({ property }) => ({ property, reason: 'none' }));
    const { ask, told } = serverOf({ ...findSubject('article'), limits });
    ask(probe);
    expect(told).toHaveLength(1);
  });
});

it('a case that is left out altogether is counted and not judged', () => {
  const opLimits = new Map([[0, SKIPPED]]);
  const subject = readsWith((request) => {
    request.complete(Ok(0));
  });
  const { part } = serverOf(subject).ask({ ...cases, to: 1, restraint: { without: [], opLimits } });
  expect([part.cases, part.calls, part.executions]).toEqual([1, 0, 1]);
});
