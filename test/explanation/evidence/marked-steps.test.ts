import { describe, expect, it } from 'vitest';
import { markedSteps } from '../../../src/explanation/evidence/marked-steps.ts';
import type { Step } from '../../../src/explanation/evidence/step.ts';
import { STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import type { JudgedBreach } from '../../../src/trace/finding/finding.ts';
import type { EventDetails, RunEvent } from '../../../src/trace/run/event.ts';
import { eventOf } from '../../trace/run/events.ts';

function step(event: RunEvent, parts: Partial<Step> = {}): Step {
  return { op: event.op, actor: 'driver', to: null, text: event.kind, event, aspect: 'event', ...parts };
}

const call = (op: number, moment: number): Step => step(eventOf('call', { text: 'a call' }, { op, moment }));
const answer = (op: number, moment: number, aspect: Step['aspect'] = 'event'): Step =>
  step(eventOf('answer', ANSWERED, { op, moment }), { aspect });

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
  control: null,
  systemBuffer: true,
  mdl: false,
  mdlByteOffset: 0,
  userBuffer: false,
  level: 0,
};

/** A breach of operation 1, at `moment`, about `request`. */
function breach(property: string, moment = 0, request: number | null = 7): JudgedBreach {
  const told = {
    property,
    reason: 'r',
    severity: 'error',
    op: 1,
    expected: 'this',
    observed: 'that',
  } as const;
  return { ...told, where: { op: 1, request, moment } };
}

const at = (moment: number, request: number | null = 7, op = 1) => ({ op, request, moment });
const complete = (moment: number, request: number, op = 1): Step =>
  step(eventOf('complete', { status: STATUS_SUCCESS, information: 9 }, at(moment, request, op)));
const returned = (moment: number, request: number): Step =>
  step(
    eventOf(
      'returned',
      { status: STATUS_PENDING, completions: 1, pendingMarked: false, level: 0 },
      at(moment, request),
    ),
  );
const violation = (moment: number): Step =>
  step(eventOf('violation', { kind: 'pool-overrun', detail: 'the same', beyond: null }, at(moment)));
const use = (moment: number): Step =>
  step(
    eventOf('userPtr', { method: 'read', sizeBytes: 3, status: STATUS_SUCCESS, movedBytes: 9 }, at(moment)),
  );
const all = [
  call(0, 1),
  answer(0, 2),
  call(1, 3),
  step(eventOf('dispatch', DISPATCHED, at(4))),
  use(5),
  use(6),
  step(eventOf('refetched', { from: 0, to: 1 }, at(6))),
  violation(7),
  violation(8),
  // Another request that the driver had kept, completed with the same status.
  complete(9, 2),
  complete(10, 7),
  returned(11, 7),
  answer(1, 12, 'surroundings'),
  answer(1, 12),
  call(2, 13),
  complete(14, 5, 2),
];
const END = 14;

/** Places of what is marked. */
function marked(steps: readonly Step[], of: JudgedBreach): number[] {
  const result = markedSteps(steps, of);
  return result.steps.flatMap((each, at) => (result.marked.has(each) ? [at] : []));
}

describe('what a breach is about', () => {
  it.each<[string, number, number[]]>([
    ['model/status', 12, [13]],
    ['model/iosb', 12, [13]],
    ['model/user-ptr', 5, [4]],
    ['model/user-ptr', 6, [5]],
    ['contract/complete-once', 10, [10]],
    ['contract/completed-or-pending', 11, [11]],
    ['contract/pending-marked', 11, [11]],
    ['contract/status-agrees', 11, [10, 11]],
    ['contract/information-bounded', 9, [9]],
    ['contract/information-bounded', 10, [10]],
    ['contract/in-bounds', 7, [7]],
    ['contract/no-touch-after-complete', 8, [8]],
    ['contract/in-bounds', 12, [12]],
    ['contract/read-only-respected', 8, [8]],
    ['contract/lock-released', 10, [10]],
    ['contract/lock-released', 11, [11]],
    ['contract/no-double-fetch', 4, [6]],
    ['contract/terminates', 0, [13]],
  ])('%s, moment %i', (property, moment, places) => {
    expect(marked(all, breach(property, moment))).toEqual(places);
  });

  it.each(['result', 'last-error', 'bytes', 'overlapped', 'position'])(
    'win32/%s, what the program is told',
    (name) => {
      const told = (op: number, moment: number): Step =>
        step(
          eventOf('program.answer', { ending: 'returned', succeeded: true, text: 'TRUE' }, { op, moment }),
        );
      const steps = [call(0, 1), told(0, 2), call(1, 3), answer(1, 4), told(1, 5)];
      expect(marked(steps, breach(`win32/${name}`, 5))).toEqual([4]);
    },
  );

  it('of another request that was completed meanwhile', () => {
    expect(marked(all, breach('contract/complete-once', 9, 2))).toEqual([9]);
    expect(marked(all, breach('contract/complete-once', 14, 5))).toEqual([15]);
  });

  it('a bug check, where there is one', () => {
    const steps = [...all.slice(0, 12), step(eventOf('bug-check', { code: 1, reason: 'why' }, at(12)))];
    for (const property of [
      'model/status',
      'win32/result',
      'contract/mdl-use',
      'contract/survives-faults',
      'contract/in-bounds',
    ]) {
      expect(marked(steps, breach(property, 12))).toEqual([12]);
    }
    expect(marked(steps, breach('contract/lock-released', 11))).toEqual([12]);
    expect(marked(steps, breach('contract/complete-once', 12))).toEqual([10, 12]);
  });

  it.each([
    ['model/data', 'caller', 'that; expected: this'],
    ['win32/data', 'caller', 'that; expected: this'],
    ['metamorphic/alignment', 'caller', 'in a variant: that; expected: this'],
    ['contract/no-leak', 'io-manager', 'that; expected: this'],
    ['contract/mdl-use', 'driver', 'that; expected: this'],
    ['some/other', 'driver', 'that; expected: this'],
  ])('%s, of which no step tells, has one of its own', (property, actor, text) => {
    const { steps, marked: found } = markedSteps(all, breach(property));
    expect(steps).toHaveLength(all.length + 1);
    expect([...found]).toEqual([steps[END]]);
    expect(steps[END]).toMatchObject({ op: 1, actor, to: null, text });
  });

  it('is named even where nothing was recorded', () => {
    for (const property of ['contract/terminates', 'model/status']) {
      expect(markedSteps([], breach(property)).marked.size).toBe(1);
    }
  });
});
