import { expect, it } from 'vitest';
import { builtInSubjects, findSubject, summaryOf } from '../../src/subjects/index.ts';
import { MODEL_CHOICES } from '../../src/trace/subject.ts';

it.each(builtInSubjects.map((subject) => [subject.name, subject] as const))(
  'the summary of %s can be sent to another thread',
  (_name, subject) => {
    const summary = summaryOf(subject);
    expect(structuredClone(summary)).toEqual(summary);
    const { driver: _driver, model, ...facts } = subject;
    const modelAnswers = MODEL_CHOICES.filter((answer) => model?.[answer] !== undefined);
    const modelReach = model?.reach ?? {};
    expect(summary).toEqual({ ...facts, modelArms: model?.arms ?? null, modelReach, modelAnswers });
  },
);

it('without a model there are no arms', () => {
  const summary = summaryOf({ ...findSubject('mailbox'), model: null });
  expect(summary).toMatchObject({ modelArms: null, modelReach: {}, modelAnswers: [] });
});

it('a model’s word on its arms is in the summary', () => {
  const mailbox = findSubject('mailbox');
  expect(summaryOf(mailbox).modelReach).toMatchObject({ 'mailbox no access': { modes: ['neither'] } });
});
