import { deserialize, serialize } from 'node:v8';
import { describe, expect, it } from 'vitest';
import { Beacon } from '../../../src/execution/beacon.ts';
import type { Answers, WorkerRequest } from '../../../src/hosts/messages.ts';
import { answerSchema } from '../../../src/hosts/process/answers.ts';
import { Server } from '../../../src/hosts/serve.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { open, read, traceOf, write } from '../../campaign/subjects.ts';
import { UNCHANGED } from '../fake-thread.ts';

const trace = traceOf('direct', [open(), write(), read()]);
const KEY = { property: 'model/information', reason: 'longer' };
const CASES = {
  kind: 'cases',
  setting: { modes: ['buffered', 'direct', 'neither'], seed: 1, view: 'native' },
  from: 0,
  to: 20,
  restraint: { without: [], opLimits: new Map() },
  careful: false,
} as const;

/** Each with what a driver that has a finding answers. */
const REQUESTS: readonly WorkerRequest[] = [
  CASES,
  { ...CASES, setting: { ...CASES.setting, view: 'win32' } },
  { ...CASES, from: 20 },
  { kind: 'probe', setting: CASES.setting, caseIndex: 3, restraint: CASES.restraint },
  { kind: 'fails', trace, key: KEY },
  { kind: 'execute', trace, events: true },
  { kind: 'replay', trace, recorded: null },
  { kind: 'show', trace },
  { kind: 'perform', trace, deadlyOp: null },
];

function answered(subject: string, request: WorkerRequest): Answers[keyof Answers] {
  const server = new Server(findSubject(subject), new Beacon(), UNCHANGED, () => {});
  // As it comes through a channel.
  return deserialize(serialize(server.answer(request)));
}

describe.each(['article', 'defects/overclaim'])('%s', (subject) => {
  it.each(REQUESTS)('an answer is taken as it is: $kind %#', (request) => {
    const answer = answered(subject, request);
    expect(answerSchema(request).parse(answer)).toEqual(answer);
  });

  it('and so is what there is to say of each finding', () => {
    for (const { breach, trace: shown } of first(subject)) {
      const request = { kind: 'explain', trace: shown, key: breach } as const;
      const answer = answered(subject, request);
      expect(answer).not.toBeNull();
      expect(answerSchema(request).parse(answer)).toEqual(answer);
    }
    expect(first(subject).length > 0).toBe(subject !== 'article');
  });
});

function first(subject: string) {
  return (answered(subject, CASES) as Answers['cases']).part.first;
}

describe('what is not what was asked is refused', () => {
  const answer = answered('article', CASES) as Answers['cases'];

  it.each<[what: string, answer: unknown]>([
    ['nothing', undefined],
    ['more cases than were asked for', { ...answer, part: { ...answer.part, cases: 21 } }],
    ['a next case before the first', { ...answer, next: 0 }],
    ['a next case after the last', { ...answer, next: 21 }],
    ['a further field', { ...answer, verdict: 'conforms' }],
    ['counts that are none', { ...answer, part: { ...answer.part, compared: new Map([['a', -1]]) } }],
  ])('%s', (_what, given) => {
    expect(answerSchema(CASES).safeParse(given).success).toBe(false);
  });
});
