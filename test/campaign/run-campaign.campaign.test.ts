import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/campaign/campaign-request.ts';
import { ArticleDevice } from '../../src/drivers/article.ts';
import { reachableArms } from '../../src/execution/model-arms.ts';
import { type Device, Ok, type ReadRequest, type Result } from '../../src/impl/framework/index.ts';
import { selfContained } from '../../src/properties/contract/self-contained.ts';
import { terminates } from '../../src/properties/contract/terminates.ts';
import { applicableKinds } from '../../src/properties/generate/applicable-kinds.ts';
import { propertiesOf, RELATIONS } from '../../src/properties/registry.ts';
import { causeLines } from '../../src/report/cause.ts';
import { summaryOf } from '../../src/subjects/index.ts';
import { NO_EVIDENCE } from '../../src/trace/finding/evidence.ts';
import { PLAIN_PROFILE } from '../../src/trace/ops/draw/profile.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { VERSION } from '../../src/trace/version.ts';
import { article, campaign, verbatim, verdicts } from './run-campaign.setup.ts';
import { driverOf, subjectOf } from './subjects.ts';

const PROPERTIES = propertiesOf('native');

const OP_KINDS = applicableKinds(PLAIN_PROFILE);

/** What a campaign in this thread can't check. */
const UNWATCHED = [terminates.id, selfContained.id].map(
  (id) => `${id}: the driver runs in this process, without a watchdog`,
);

/** A driver that says one byte more was read than asked for, and is told in direct mode alone. */
const overclaiming = subjectOf(
  driverOf(
    () =>
      new (class extends ArticleDevice {
        override read(_device: Device, request: ReadRequest): Result<void> {
          this.copyStored(request);
          request.complete(Ok(request.stackLocation().length + 1));
          return Ok();
        }
      })(),
  ),
  { modes: ['direct'] },
);

describe('a campaign on a driver that conforms', () => {
  it('counts what it did', async () => {
    const result = await campaign();
    expect(result).toMatchObject({
      format: 'irpresult/2',
      version: VERSION,
      subject: 'article',
      seed: 1,
      casesRequested: 300,
      cases: 300,
      findings: [],
      conclusion: 'conforms',
      notChecked: [
        'model/user-ptr: the driver moves no typed values',
        'contract/lock-released: the driver acquires no spin lock',
        'contract/no-data-lost: no request in which something failed was answered as where nothing does',
        ...UNWATCHED,
      ],
    });
    expect(result.modes.map(({ mode, cases }) => [mode, cases])).toEqual([
      ['buffered', 100],
      ['direct', 100],
      ['neither', 100],
    ]);
    expect(result.modes.reduce((sum, { calls }) => sum + calls, 0)).toBe(result.calls);
    expect(Object.values(result.opKinds).reduce((sum, count) => sum + count, 0)).toBe(result.calls);
    expect(Object.keys(result.opKinds)).toEqual(OP_KINDS);
    expect(result.distinctTraces).toBeGreaterThan(290);
    expect(result.distinctTraces).toBeLessThanOrEqual(300);
    expect(result.executions).toBeGreaterThan(500);
    expect(result.executions).toBeLessThanOrEqual(600);
    expect(Object.keys(result.modelArms)).toEqual(reachableArms(summaryOf(article), BUFFERING_MODES));
    expect(result.properties.map(({ id }) => id)).toEqual(PROPERTIES.map(({ id }) => id));
    expect(verdicts(result, 'ok')).toHaveLength(PROPERTIES.length - 5);
  });

  it('the same seed gives the same result, another seed another', async () => {
    const first = await campaign({ cases: 60 });
    expect(await campaign({ cases: 60 })).toEqual(first);
    const other = await campaign({ cases: 60, seed: 2 });
    expect({ ...other, seed: 1 }).not.toEqual(first);
  });

  it('says how far it has come', async () => {
    const progress: Progress[] = [];
    const result = await campaign({ cases: 401, onProgress: (each) => progress.push(each) });
    expect(progress.map(({ phase, cases }) => [phase, cases])).toEqual([
      ['cases', 0],
      ['cases', 100],
      ['cases', 300],
      ['cases', 401],
    ]);
    expect(progress[0]).toEqual({ phase: 'cases', cases: 0, casesRequested: 401, calls: 0, findings: 0 });
    expect(progress[2]?.calls).toBeLessThan(result.calls);
  });

  it('lets the event loop run', async () => {
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    await campaign({ cases: 600 });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(0);
  });

  it('without a model model/ is skipped, and says so', async () => {
    const result = await campaign({ subject: { ...article, model: null } });
    expect(result).toMatchObject({ conclusion: 'conforms', modelArms: {} });
    const model = PROPERTIES.map(({ id }) => id).filter((id) => id.startsWith('model/'));
    expect(verdicts(result, 'skipped')).toEqual([
      ...model,
      'contract/lock-released',
      'contract/no-data-lost',
      terminates.id,
      selfContained.id,
    ]);
    expect(result.notChecked).toContainEqual(
      expect.stringMatching(/^model\/data: no model of the device: [1-9][0-9,]* calls not compared$/),
    );
  });

  it('a relation that a driver is exempt from is not compared', async () => {
    const limits = [{ property: 'metamorphic/alignment', reason: 'needs sectors' }];
    const result = await campaign({ subject: { ...article, limits } });
    const alignment = result.properties.find(({ id }) => id === 'metamorphic/alignment');
    expect(alignment).toMatchObject({ verdict: 'skipped', compared: 0, note: 'declared: needs sectors' });
    expect(result.conclusion).toBe('conforms');
  });
});

describe('a campaign with findings', () => {
  it('minimizes, explains and orders them', async () => {
    const options = { subject: verbatim, modes: ['direct'], cases: 2 } as const;
    const progress: Progress[] = [];
    const result = await campaign({ ...options, onProgress: (each) => progress.push(each) });
    expect(result.conclusion).toBe('findings');
    const found = result.findings.map(({ property }) => property);
    const listed = PROPERTIES.map(({ id }) => id).filter((id) => found.includes(id));
    expect([...new Set(found)]).toEqual(listed);
    expect(verdicts(result, 'finding')).toEqual(listed);
    for (const finding of result.findings) {
      expect(finding.trace.ops.length).toBeLessThanOrEqual(Math.min(4, finding.original.ops.length));
      expect(finding.op).toBeLessThan(finding.trace.ops.length);
      expect(finding.executions).toBeGreaterThan(1);
      expect(causeLines(finding).length).toBeGreaterThan(0);
      expect(finding.consequence).not.toBe('');
      expect(finding.trace.seed?.seed).toBe(1);
    }
    const minimizing = progress.filter(({ phase }) => phase === 'minimizing');
    expect(minimizing).toHaveLength(result.findings.length);
    expect(minimizing.every(({ findings, cases }) => findings === found.length && cases === 2)).toBe(true);
    expect(await campaign(options)).toEqual(result);
  });

  it('warnings alone conform, and are reported', async () => {
    const result = await campaign({ subject: overclaiming, modes: ['direct'], cases: 150 });
    expect(result.findings.map(({ property, reason, severity }) => [property, reason, severity])).toEqual([
      ['contract/information-bounded', 'exceeds-length', 'warning'],
    ]);
    expect(result.findings[0]?.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    expect(verdicts(result, 'warning')).toEqual(['contract/information-bounded']);
    expect(result.conclusion).toBe('conforms');
    expect(result.notChecked).toContain('contract/survives-faults: no faults are injected');
  });
});

describe('a campaign that is interrupted', () => {
  it('while minimizing: the findings left are not minimized', async () => {
    const controller = new AbortController();
    let minimizing = 0;
    const onProgress = ({ phase }: Progress): void => {
      if (phase === 'minimizing') minimizing += 1;
      if (minimizing === 2) controller.abort();
    };
    const { signal } = controller;
    const options = { subject: verbatim, modes: ['direct'], cases: 10, signal, onProgress } as const;
    const { findings, conclusion } = await campaign(options);
    const isMinimized = findings.map(({ executions }) => executions > 0);
    expect(isMinimized).toEqual(findings.map((_, index) => index === 0));
    expect(findings.length).toBeGreaterThan(2);
    expect(conclusion).toBe('findings');
  });

  it('between cases: what was done counts', async () => {
    const controller = new AbortController();
    const onProgress = ({ cases }: Progress): void => {
      if (cases >= 300) controller.abort();
    };
    const result = await campaign({ cases: 1000, signal: controller.signal, onProgress });
    expect(result).toMatchObject({ casesRequested: 1000, cases: 300, conclusion: 'interrupted' });
  });

  it('between cases, with findings: they are kept as they were generated', async () => {
    const controller = new AbortController();
    const onProgress = ({ cases }: Progress): void => {
      if (cases >= 300) controller.abort();
    };
    const { signal } = controller;
    const options = { subject: verbatim, modes: ['direct'], cases: 1000, signal, onProgress } as const;
    const result = await campaign(options);
    expect(result).toMatchObject({ cases: 300, conclusion: 'findings' });
    for (const finding of result.findings) {
      expect(finding).toMatchObject({
        remarks: ['not minimized: the campaign was interrupted'],
        evidence: NO_EVIDENCE,
        executions: 0,
        original: finding.trace,
      });
      expect(finding.consequence).not.toBe('');
    }
  });
});

describe('a campaign of few cases', () => {
  it('one mode of several is checked alone', async () => {
    const { modes, modelArms } = await campaign({ modes: ['neither'], cases: 20 });
    expect(modes.map(({ mode, cases }) => [mode, cases])).toEqual([['neither', 20]]);
    expect(modelArms).toHaveProperty('R41 neither');
    expect(modelArms).not.toHaveProperty('R39 lock');
  });

  it('a driver exempt from every relation is executed once for each case', async () => {
    const limits = RELATIONS.map(({ property }) => ({ property, reason: 'all' }));
    const result = await campaign({ subject: { ...article, limits }, cases: 30 });
    expect(result.executions).toBe(30);
  });
});
