import { describe, expect, it } from 'vitest';
import { markedSteps } from '../../../src/campaign/evidence/marks.ts';
import type { Step } from '../../../src/campaign/evidence/step.ts';
import { STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import type { Breach } from '../../../src/trace/finding.ts';
import type { EventDetails, RunEvent } from '../../../src/trace/run/event.ts';
import { eventOf } from '../../trace/run/events.ts';

function step(event: RunEvent, parts: Partial<Step> = {}): Step {
  return { op: event.op, actor: 'driver', to: null, text: event.kind, event, aspect: 'event', ...parts };
}

const call = (op: number): Step => step(eventOf('call', { text: 'a call' }, { op }));
const answer = (op: number, aspect: Step['aspect'] = 'event'): Step =>
  step(eventOf('answer', ANSWERED, { op }), { aspect });

const ANSWERED: EventDetails['answer'] = {
  ending: 'returned',
  status: STATUS_SUCCESS,
  iosbWritten: true,
  information: 9,
  eventSignaled: null,
  position: null,
  surroundingsChanged: 2,
};
const DISPATCHED: EventDetails['dispatch'] = {
  major: 3,
  length: 3,
  byteOffset: 0n,
  key: 0,
  systemBuffer: true,
  mdl: false,
  mdlByteOffset: 0,
  userBuffer: false,
  level: 0,
};

function breach(property: string, parts: Partial<Breach> = {}): Breach {
  return { property, reason: 'r', severity: 'error', op: 1, expected: 'this', observed: 'that', ...parts };
}

const at1 = { op: 1 };
const returned = step(
  eventOf('returned', { status: STATUS_PENDING, completions: 1, pendingMarked: false, level: 0 }, at1),
);
const completed = step(eventOf('complete', { status: STATUS_SUCCESS, information: 9 }, at1));
const violation = step(
  eventOf('violation', { kind: 'pool-overrun', detail: 'bytes beyond were written', beyond: null }, at1),
);
const use = (movedBytes: number): Step =>
  step(eventOf('userPtr', { method: 'read', sizeBytes: 3, status: STATUS_SUCCESS, movedBytes }, at1), {
    text: `UserPtr.read<T>, T of 3 bytes: STATUS_SUCCESS, ${movedBytes} bytes moved`,
  });
const all = [
  call(0),
  answer(0),
  call(1),
  step(eventOf('dispatch', DISPATCHED, at1)),
  use(9),
  use(3),
  step(eventOf('refetched', { from: 0, to: 1 }, at1)),
  violation,
  completed,
  returned,
  answer(1, 'surroundings'),
  answer(1),
  call(2),
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
    const steps = [...all.slice(0, -2), step(eventOf('bug-check', { code: 1, reason: 'why' }, at1))];
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
