import { describe, expect, it } from 'vitest';
import { DETECTION_DEFAULTS } from '../../src/cli/options.ts';
import {
  DEFAULT_BASE_CASES,
  DEFAULT_CAP,
  DEFAULT_SEEDS,
  type DetectionProgress,
  type DetectionRequest,
  measureDetection,
} from '../../src/defects/measure.ts';
import { type Defect, findDefect } from '../../src/subjects/index.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { startThreadsThat } from './perform-jobs.setup.ts';

function named(...ids: readonly string[]): Defect[] {
  return ids.map((id) => {
    const defect = findDefect(id);
    if (defect === undefined) throw new Error(`no defect ${id}`);
    return defect;
  });
}

const measured = async (parts: Partial<DetectionRequest> = {}) =>
  await measureDetection({
    defects: named('overclaim', 'returns-success-for-error'),
    seeds: 2,
    cap: 100,
    baseCases: 30,
    workers: 1,
    ...parts,
  });

describe('measureDetection', () => {
  it('says how each defect was found, and that correct drivers were not accused', async () => {
    const result = await measured();
    expect(result).toMatchObject({
      format: 'irpdefects/1',
      source: 'ours',
      seeds: 2,
      cap: 100,
      searches: 4,
      found: 4,
      minimal: 4,
      conclusion: 'as-published',
      bases: [
        { name: 'article', cases: 30, findings: [] },
        { name: 'wdm-article', cases: 30, findings: [] },
      ],
    });
    expect(result.defects).toMatchObject([
      { id: 'overclaim', searches: 2, found: 2, minimal: 2, otherTraces: [], below: { simpler: null } },
      { id: 'returns-success-for-error', mode: 'buffered', minimalOps: 2, found: 2 },
    ]);
    expect(result.defects[0]?.below?.executions).toBeGreaterThan(20);
    expect(result.properties.filter(({ defects }) => defects.length > 0)).toMatchObject([
      { property: 'contract/status-agrees', defects: ['returns-success-for-error'] },
      { property: 'contract/information-bounded', defects: ['overclaim'] },
    ]);
  });

  it('counts what the properties compared on the correct drivers', async () => {
    const compared = new Map((await measured()).properties.map((each) => [each.property, each.compared]));
    expect(compared.get('model/status')).toBeGreaterThan(500);
    expect(compared.get('metamorphic/repeat')).toBeGreaterThan(0);
    expect(compared.get('contract/terminates')).toBe(0);
  });

  it('tries no trace below the published ones when it is not asked to', async () => {
    const { defects } = await measured({ exhaustive: false });
    expect(defects.map(({ below }) => below)).toEqual([null, null]);
  });

  it('differs where a simpler trace than the published one fails too', async () => {
    const result = await measured({
      defects: named('overclaim'),
      workers: 2,
      startThread: startThreadsThat((outcome) => {
        const simpler = { ...(named('overclaim')[0]?.minimal as Trace), ops: [] };
        return outcome.kind === 'below' ? { ...outcome, simpler } : outcome;
      }),
    });
    expect(result).toMatchObject({ minimal: 2, conclusion: 'differs' });
    expect(result.defects[0]?.below?.simpler?.ops).toEqual([]);
  });

  it('is the same a second time', async () => {
    expect(await measured()).toEqual(await measured());
  });

  it('counts what is missed as the cap', async () => {
    const result = await measured({ defects: named('mapping-unchecked'), cap: 1 });
    expect(result).toMatchObject({ searches: 2, found: 0, minimal: 0, conclusion: 'differs' });
    expect(result.defects[0]?.cases).toEqual({ median: 1, p95: 1, max: 1 });
    expect(result.defects[0]).toMatchObject({ minimizeExecutions: 0 });
  });

  it('names traces that are not the published one, each once', async () => {
    const published = named('overclaim').map((defect) => ({
      ...defect,
      reason: 'exceeds-length',
      minimal: { ...defect.minimal, ops: [canonicalOp('open')] },
    }));
    // The thread that searches has the catalogue's own entry: what it finds is not what this one says.
    const result = await measureDetection({
      defects: published,
      seeds: 2,
      cap: 50,
      baseCases: 10,
      workers: 2,
      startThread: startThreadsThat((outcome) => {
        if (outcome.kind !== 'search' || outcome.minimized === null) return outcome;
        return { ...outcome, minimized: { ...outcome.minimized, isPublished: false } };
      }),
    });
    expect(result.conclusion).toBe('differs');
    expect(result.defects[0]?.otherTraces).toMatchObject([
      { seeds: 2, trace: { ops: [canonicalOp('open'), canonicalOp('read')], seed: null } },
    ]);
  });

  it('puts the parts of a driver’s cases together, each accusation once', async () => {
    const defects = named('overclaim').map((defect) => ({ ...defect, base: 'article-verbatim' }));
    const { bases, conclusion } = await measured({ defects, seeds: 1, baseCases: 1100 });
    expect(conclusion).toBe('differs');
    expect(bases).toMatchObject([{ name: 'article-verbatim', cases: 1100 }]);
    const keys = bases[0]?.findings.map(({ property, reason }) => `${property} ${reason}`) ?? [];
    expect(keys.length).toBeGreaterThan(1);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('tells how far it is, and ends when it is interrupted', async () => {
    const states: DetectionProgress[] = [];
    const controller = new AbortController();
    const result = await measured({
      signal: controller.signal,
      onProgress: (state) => {
        states.push(state);
        if (state.jobs === 1) controller.abort();
      },
    });
    expect(states).toEqual([
      { jobs: 0, jobsRequested: 8, found: 0 },
      { jobs: 1, jobsRequested: 8, found: 1 },
    ]);
    expect(result).toMatchObject({ searches: 1, bases: [], conclusion: 'interrupted' });
  });

  it('has the defaults that the help tells', () => {
    expect(DETECTION_DEFAULTS).toEqual({
      seeds: DEFAULT_SEEDS,
      cap: DEFAULT_CAP,
      baseCases: DEFAULT_BASE_CASES,
    });
  });
});
