import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';
import { aligned, RELATION_KEY, unaligned, verbatim } from './case-runner.setup.ts';

const MODEL_KEY = { property: 'model/status', reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS' };

// Its machines are made once: each case is run from a restart.
const runner = new CaseRunner(verbatim);

describe('CaseRunner', () => {
  it('a driver that conforms has no breach', () => {
    const trace = traceOf('buffered', [open(), write({ length: 9 }), read({ length: { last: 1 } })]);
    expect(new CaseRunner(findSubject('article')).breaches(trace)).toEqual([]);
  });

  it('breaches of single runs and of relations are found together, each property at most once', () => {
    const breaches = runner.breaches(unaligned);
    const properties = breaches.map(({ property }) => property);
    expect(properties).toEqual([...new Set(properties)]);
    expect(breaches).toContainEqual(expect.objectContaining(MODEL_KEY));
    expect(breaches).toContainEqual(expect.objectContaining(RELATION_KEY));
    expect(properties).toContain('metamorphic/buffering-mode');
    expect(properties).not.toContain('metamorphic/repeat');
  });

  it.each([MODEL_KEY, RELATION_KEY])('a breach is found by its key, %o', (key) => {
    expect(runner.breachWith(unaligned, key)).toMatchObject({ ...key, op: 1, severity: 'error' });
    expect(runner.breachWith(unaligned, { ...key, reason: 'another' })).toBeNull();
    const opened = traceOf('direct', [open()]);
    expect(runner.breachWith(opened, key)).toBeNull();
  });

  it('a breach of a relation shows from either side', () => {
    expect(runner.breachWith(aligned, RELATION_KEY)).toMatchObject(RELATION_KEY);
    expect(runner.breachWith(aligned, MODEL_KEY)).toBeNull();
  });
});
