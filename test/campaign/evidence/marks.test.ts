import { describe, expect, it } from 'vitest';
import { markedSteps } from '../../../src/campaign/evidence/marks.ts';
import type { Step } from '../../../src/campaign/evidence/step.ts';
import type { Breach } from '../../../src/trace/finding.ts';

function step(kind: string, parts: Partial<Step> = {}): Step {
  return { op: 1, actor: 'driver', to: null, text: kind, kind, detail: {}, ...parts };
}

function breach(property: string, parts: Partial<Breach> = {}): Breach {
  return { property, reason: 'r', severity: 'error', op: 1, expected: 'this', observed: 'that', ...parts };
}

const returned = step('returned', {
  detail: { status: 'STATUS_PENDING', completions: 1, pendingMarked: false },
});
const completed = step('complete', { detail: { status: 'STATUS_SUCCESS', information: 9 } });
const violation = step('violation', { detail: { detail: 'bytes beyond were written' } });
const use = step('userPtr', { text: 'UserPtr.read<T>, T of 3 bytes: STATUS_SUCCESS, 9 bytes moved' });
const all = [
  step('call', { op: 0 }),
  step('answer', { op: 0 }),
  step('call'),
  step('dispatch'),
  use,
  step('userPtr', { text: 'UserPtr.read<T>, T of 3 bytes: STATUS_SUCCESS, 3 bytes moved' }),
  step('refetched'),
  violation,
  completed,
  returned,
  step('surroundings'),
  step('answer'),
  step('call', { op: 2 }),
];

/** Places of what is marked. */
function marked(steps: readonly Step[], of: Breach): number[] {
  const result = markedSteps(steps, of);
  return result.steps.flatMap((each, at) => (result.marked.has(each) ? [at] : []));
}

describe('what a breach is about', () => {
  it.each<[string, Partial<Breach>, number[]]>([
    ['model/status', {}, [11]],
    ['model/iosb', {}, [11]],
    ['model/user-ptr', { observed: 'STATUS_SUCCESS, 9 bytes moved' }, [4]],
    ['contract/complete-once', {}, [8]],
    ['contract/pending-marked', {}, [9]],
    [
      'contract/status-agrees',
      { expected: 'STATUS_SUCCESS returned', observed: 'STATUS_PENDING returned' },
      [8, 9],
    ],
    ['contract/information-bounded', { observed: 'Information 9' }, [8]],
    ['contract/in-bounds', { observed: 'bytes beyond were written' }, [7]],
    ['contract/in-bounds', { observed: '2 bytes around it changed' }, [10]],
    ['contract/read-only-respected', { observed: 'bytes beyond were written' }, [7]],
    ['contract/lock-released', { reason: 'held-at-completion' }, [8]],
    ['contract/lock-released', { reason: 'held-at-return' }, [9]],
    ['contract/no-double-fetch', {}, [6]],
    ['contract/terminates', {}, [11]],
  ])('%s, %o', (property, parts, places) => {
    expect(marked(all, breach(property, parts))).toEqual(places);
  });

  it('a bug check, where there is one', () => {
    const steps = [...all.slice(0, -2), step('bug-check')];
    for (const property of ['model/status', 'contract/mdl-use', 'contract/survives-faults']) {
      expect(marked(steps, breach(property))).toEqual([11]);
    }
  });

  it.each([
    ['model/data', 'caller', 'that; expected: this'],
    ['metamorphic/alignment', 'caller', 'in a variant: that; expected: this'],
    ['contract/no-leak', 'io-manager', 'that; expected: this'],
    ['contract/mdl-use', 'driver', 'that; expected: this'],
    ['some/other', 'driver', 'that; expected: this'],
  ])('%s, of which no step tells, has one of its own', (property, actor, text) => {
    const { steps, marked: found } = markedSteps(all, breach(property));
    expect(steps).toHaveLength(all.length + 1);
    expect([...found]).toEqual([steps[12]]);
    expect(steps[12]).toMatchObject({ op: 1, actor, to: null, text });
  });

  it('is named even where nothing was recorded', () => {
    for (const property of ['contract/terminates', 'model/status']) {
      expect(markedSteps([], breach(property)).marked.size).toBe(1);
    }
  });
});
