import { describe, expect, it } from 'vitest';
import { type Job, Jobs } from '../../src/detection/jobs.ts';
import { findDefect } from '../../src/subjects/index.ts';

const search = (parts: Partial<Extract<Job, { kind: 'search' }>> = {}): Job => ({
  kind: 'search',
  defect: 'read-offset-ignored',
  source: 'ours',
  seed: 1,
  cap: 500,
  ...parts,
});

describe('a search', () => {
  it('finds the defect, and minimizes it to the published trace', () => {
    const outcome = new Jobs().perform(search());
    if (outcome.kind !== 'search' || outcome.minimized === null) throw new Error('nothing found');
    const { cases, searchExecutions, minimized } = outcome;
    expect(cases).toBeGreaterThan(0);
    expect(searchExecutions).toBeGreaterThanOrEqual(cases ?? 0);
    expect(minimized.executions).toBeGreaterThan(1);
    expect(minimized.isPublished).toBe(true);
    const { ops, setting } = findDefect('read-offset-ignored')?.minimal ?? {};
    expect(minimized.trace).toMatchObject({ ops, setting });
  });

  it('does not depend on jobs done before', () => {
    const jobs = new Jobs();
    const other = search({ defect: 'overclaim', source: 'fc-commands', seed: 2 });
    const outcomes = [search(), other, search()].map((job) => jobs.perform(job));
    expect(outcomes[2]).toEqual(outcomes[0]);
    expect(outcomes[1]).toEqual(new Jobs().perform(other));
  });

  it('gives up at the cap', () => {
    const rare = { defect: 'end-off-by-one' };
    const found = new Jobs().perform(search(rare));
    const needed = found.kind === 'search' ? (found.cases ?? 0) : 0;
    expect(needed).toBeGreaterThan(1);
    expect(new Jobs().perform(search({ ...rare, cap: needed - 1 }))).toMatchObject({
      cases: null,
      minimized: null,
    });
    expect(new Jobs().perform(search({ ...rare, cap: needed }))).toEqual(found);
  });

  it('of a defect that there is not is refused', () => {
    expect(() => new Jobs().perform(search({ defect: 'nonesuch' }))).toThrow(RangeError);
  });
});

describe('the traces below a published one', () => {
  it('are all tried, and none shows the finding', () => {
    const outcome = new Jobs().perform({ kind: 'below', defect: 'overclaim' });
    expect(outcome).toMatchObject({ kind: 'below', defect: 'overclaim', simpler: null });
    expect(outcome.kind === 'below' && outcome.executions).toBeGreaterThan(20);
  });
});

describe('cases of a driver', () => {
  const base = (subject: string, from: number, to: number): Job => ({
    kind: 'base',
    subject,
    seed: 1,
    from,
    to,
  });

  it('accuse no correct one', () => {
    const outcome = new Jobs().perform(base('article', 0, 60));
    expect(outcome).toMatchObject({ kind: 'base', subject: 'article', cases: 60, findings: [] });
    expect(outcome.kind === 'base' && outcome.compared.get('model/status')).toBeGreaterThan(500);
  });

  it('tell what another one is accused of', () => {
    const outcome = new Jobs().perform(base('article-verbatim', 30, 60));
    expect(outcome).toMatchObject({ cases: 30 });
    if (outcome.kind !== 'base') throw new Error('not the cases of a driver');
    expect(outcome.findings.map(({ property }) => property)).toContain('model/status');
  });
});
