import { describe, expect, it } from 'vitest';
import { SKIPPED } from '../../src/execution/case-loop.ts';
import { Ok } from '../../src/impl/framework/index.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { cases, FakeChanges, readsWith, serverOf } from './serve.setup.ts';

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

it('a case that is left out altogether is counted and not judged', () => {
  const opLimits = new Map([[0, SKIPPED]]);
  const subject = readsWith((request) => {
    request.complete(Ok(0));
  });
  const { part } = serverOf(subject).ask({ ...cases, to: 1, restraint: { without: [], opLimits } });
  expect([part.cases, part.calls, part.executions]).toEqual([1, 0, 1]);
});
