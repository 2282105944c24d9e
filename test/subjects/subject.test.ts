import { expect, it } from 'vitest';
import { builtInSubjects, findSubject, summaryOf } from '../../src/subjects/index.ts';

it.each(builtInSubjects.map((subject) => [subject.name, subject] as const))(
  'the summary of %s can be sent to another thread',
  (_name, subject) => {
    const summary = summaryOf(subject);
    expect(structuredClone(summary)).toEqual(summary);
    const { driver: _driver, model, ...facts } = subject;
    expect(summary).toEqual({ ...facts, modelArms: model?.arms ?? null });
  },
);

it('without a model there are no arms', () => {
  expect(summaryOf({ ...findSubject('article'), model: null }).modelArms).toBeNull();
});
