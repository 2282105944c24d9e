import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { Detector } from '../../src/detection/detector.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { Executor } from '../../src/execution/execute.ts';
import { minimizeTrace } from '../../src/explanation/minimize-trace.ts';
import { perform } from '../../src/explanation/perform.ts';
import { replay } from '../../src/explanation/replay.ts';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_QUERY_INFORMATION,
  IRP_MJ_READ,
  IRP_MJ_SET_INFORMATION,
  IRP_MJ_WRITE,
  majorFunctionName,
} from '../../src/nt/irp.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { defects, findDefect, findSubject, type Subject } from '../../src/subjects/index.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { settingOf } from '../../src/trace/setting.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { UnsupportedTraceError } from '../../src/trace/unsupported-trace.ts';
import {
  markedPendingDriver,
  overrunsAndPendsDriver,
  pendsAndErrsDriver,
  pendsSometimesDriver,
  pendsWhenLoadedAgain,
  pipeDriver,
} from './pending-drivers.ts';
import { on, open, pendingDriver, read, subjectOf, traceOf, write } from './subjects.ts';

const ALL: readonly BufferingMode[] = ['buffered', 'direct', 'neither'];

const campaign = (subject: Subject, modes: readonly BufferingMode[], cases: number, corpus = NO_CORPUS) =>
  runCampaign({ subject, modes, cases, seed: 1, corpus });
const NO_CORPUS: ReturnType<typeof traceOf>[] = [];

describe('a request that a driver pends as it may', () => {
  const requests: readonly [number, readonly Op[]][] = [
    [IRP_MJ_CREATE, [open()]],
    [IRP_MJ_READ, [open(), read({ length: 1 })]],
    [IRP_MJ_WRITE, [open(), write({ length: 1 })]],
    [IRP_MJ_FLUSH_BUFFERS, [open(), on('flush')]],
    [IRP_MJ_CLEANUP, [open(), on('close')]],
    [IRP_MJ_CLOSE, [open(), on('close')]],
  ];
  const overlapped: readonly [number, readonly Op[]][] = [
    [IRP_MJ_CREATE, [open({ overlapped: true })]],
    [IRP_MJ_READ, [open({ overlapped: true }), read({ length: 1 })]],
    [IRP_MJ_WRITE, [open({ overlapped: true }), write({ length: 1 })]],
    [IRP_MJ_FLUSH_BUFFERS, [open({ overlapped: true }), on('flush')]],
    [IRP_MJ_QUERY_INFORMATION, [open({ overlapped: true }), on('query-position')]],
    [IRP_MJ_SET_INFORMATION, [open({ overlapped: true }), on('set-position')]],
    [IRP_MJ_CLEANUP, [open({ overlapped: true }), on('close')]],
    [IRP_MJ_CLOSE, [open({ overlapped: true }), on('close')]],
  ];

  it.each([...requests, ...overlapped])('ends its run: 0x%s of %j', (majorFunction, ops) => {
    const subject = subjectOf(markedPendingDriver(majorFunction));
    const last = ops.length - 1;
    for (const mode of ALL) {
      const trace = traceOf(mode, [...ops, on('flush')]);
      const run = new Executor(subject).execute(trace);
      expect(run.refused).toMatchObject({ op: last, major: majorFunction });
      expect(run.calls).toHaveLength(last);
      expect(run.observations).toHaveLength(last);
      expect(run).toMatchObject({ balance: null, bugCheck: null });
      const replayed = replay(trace, subject);
      expect(replayed).toMatchObject({
        breaches: [],
        refused: {
          op: last,
          operation: ops[last]?.op,
          major: majorFunctionName(majorFunction),
          variant: null,
        },
      });
      expect(replayed.evidence.timeline.at(-1)?.text).toMatch(/asynchronous requests are not executed/);
    }
  });

  it.each([IRP_MJ_CLEANUP, IRP_MJ_CLOSE])('ends it at the end of the process too: 0x%s', (majorFunction) => {
    const trace = traceOf('direct', [open()]);
    const { refused, breaches } = replay(trace, subjectOf(markedPendingDriver(majorFunction)));
    expect(refused).toMatchObject({ op: 1, operation: 'exit', major: majorFunctionName(majorFunction) });
    expect(breaches).toEqual([]);
  });

  it('ends it below a filter as well: it is the driver under test that pends', () => {
    const subject = subjectOf(markedPendingDriver(IRP_MJ_READ));
    const trace = traceOf('buffered', [open({ overlapped: true }), read()]);
    for (const filter of ['skip', 'copy'] as const) {
      const setting = settingOf('buffered', { stack: [filter] });
      const run = new Executor(subject).execute({ ...trace, setting });
      expect(run.refused).toMatchObject({ op: 1, major: IRP_MJ_READ });
    }
  });

  it('stays a finding where it is not marked, on whatever handle', () => {
    const subject = subjectOf(pendingDriver(IRP_MJ_READ));
    for (const isOverlapped of [false, true]) {
      const trace = traceOf('buffered', [open({ overlapped: isOverlapped }), read()]);
      const { breaches, refused } = replay(trace, subject);
      expect(refused).toBeNull();
      expect(breaches).toMatchObject([
        { property: 'contract/completed-or-pending', reason: 'never-completed' },
      ]);
    }
  });
});

describe('a campaign on a driver that pends', () => {
  it('accuses an honest pipe of nothing, and ends with what is not supported', async () => {
    const result = await campaign(subjectOf(pipeDriver), ALL, 300);
    expect(result).toMatchObject({ conclusion: 'unsupported', findings: [], cases: 300 });
    const { refused } = result;
    expect(refused?.cases).toBeGreaterThan(150);
    expect(refused).toMatchObject({ traces: 0, first: { operation: 'read', major: 'IRP_MJ_READ' } });
    const { exitCode, text } = verdictOf(result);
    expect(exitCode).toBe(4);
    expect(text).toMatch(
      /^asynchronous requests are not supported: \d+ of 300 cases refused, first case \d+ at operation \d+, read \(IRP_MJ_READ\)$/,
    );
    expect(result.notChecked[0]).toMatch(/^asynchronous requests: /);
  });

  it('is not told of too little coverage where every case that opens it is refused', async () => {
    const cases = 400;
    const result = await campaign(subjectOf(markedPendingDriver(IRP_MJ_CREATE)), ['buffered'], cases);
    expect(result).toMatchObject({ conclusion: 'unsupported', findings: [] });
    // Hardly any case never opens the device.
    const refused = result.refused?.cases ?? 0;
    expect(refused).toBeGreaterThan(0.9 * cases);
    expect(refused).toBeLessThan(cases);
    expect(verdictOf(result)).toMatchObject({
      exitCode: 4,
      text: expect.not.stringContaining('insufficient'),
    });
  });

  it('says how many cases were refused beside the findings of others', async () => {
    const result = await campaign(subjectOf(pendsAndErrsDriver), ['buffered', 'direct'], 200);
    expect(result.conclusion).toBe('findings');
    expect(result.findings.map(({ property }) => property)).toEqual(
      expect.arrayContaining(['contract/status-agrees']),
    );
    for (const { property, trace, minimization } of result.findings) {
      expect(property).not.toBe('contract/completed-or-pending');
      expect(minimization).toBe('complete');
      expect(trace.ops).toHaveLength(2);
    }
    const { exitCode, text } = verdictOf(result);
    expect(exitCode).toBe(1);
    expect(text).toMatch(
      /^\d+ (?:findings?|causes? \(\d+ findings\)); asynchronous requests are not supported: \d+ of 200 cases refused/,
    );
  });

  it('accuses a driver that pends only sometimes of nothing', async () => {
    const { conclusion, findings, refused } = await campaign(subjectOf(pendsSometimesDriver), ALL, 300);
    expect({ conclusion, findings }).toEqual({ conclusion: 'unsupported', findings: [] });
    expect(refused?.cases).toBeLessThan(300);
  });

  it('has no such field where nothing is pended', async () => {
    const result = await campaign(findSubject('wdm-article'), ['direct'], 20);
    expect(result).not.toHaveProperty('refused');
  });

  it('compares nothing with a variant that is refused, and counts the case once', async () => {
    const subject = subjectOf(pendsWhenLoadedAgain(IRP_MJ_READ), { modes: ['buffered'] });
    const result = await campaign(subject, ['buffered'], 40);
    expect(result.findings).toEqual([]);
    expect(result.refused?.cases).toBeGreaterThan(0);
    expect(result.refused?.cases).toBeLessThanOrEqual(40);
    expect(result.refused?.first.variant).toMatch(/^(?:metamorphic|contract)\//);
  });

  it('counts traces of the corpus that are refused apart: the first of all is one of them', async () => {
    const corpus = [traceOf('buffered', [open()]), traceOf('buffered', [open(), read()])];
    const result = await campaign(subjectOf(pipeDriver), ['buffered'], 10, corpus);
    expect(result.corpus).toEqual({ traces: 2, showing: 0 });
    expect(result.refused).toMatchObject({ traces: 1, first: { caseIndex: -1, op: 1 } });
    expect(verdictOf(result).text).toContain('1 trace of the corpus and ');
  });
});

describe('what a driver did wrong before a request is refused', () => {
  it('is a finding of that case', async () => {
    const subject = subjectOf(overrunsAndPendsDriver);
    const result = await campaign(subject, ['buffered'], 60);
    expect(result.conclusion).toBe('findings');
    const kept = { property: 'contract/in-bounds', minimization: 'complete' };
    for (const finding of result.findings) {
      expect(finding).toMatchObject(kept);
      expect(finding.origin).toMatch(/^IRP_MJ_READ/);
      expect(finding.trace.ops.map(({ op }) => op)).toEqual(['open', 'read']);
    }
    expect(result.findings.length).toBeGreaterThan(0);
    expect(result.refused?.cases).toBeGreaterThan(0);
  });

  it('is minimized to what shows it before', () => {
    const subject = subjectOf(pendsAndErrsDriver);
    const trace = traceOf('buffered', [open(), write({ length: 2 }), read({ length: 1 }), on('flush')]);
    const key = { property: 'contract/status-agrees', reason: 'STATUS_CANCELLED-for-STATUS_SUCCESS' };
    const runner = new CaseRunner(subject);
    expect(runner.shown(trace)).toMatchObject({ breaches: [key], refused: { op: 2 } });
    const finding = minimizeTrace(runner, trace, key);
    expect(finding?.trace.ops.map(({ op }) => op)).toEqual(['open', 'write']);
  });
});

it('a candidate of the minimizer that is refused shows nothing', () => {
  const runner = new CaseRunner(subjectOf(pipeDriver));
  const trace = traceOf('buffered', [open(), read()]);
  for (const property of ['contract/completed-or-pending', 'metamorphic/repeat', 'contract/no-disclosure']) {
    expect(runner.breachWith(trace, { property, reason: 'never-completed' })).toBeNull();
  }
  expect(
    minimizeTrace(runner, trace, { property: 'contract/completed-or-pending', reason: 'neither' }),
  ).toBeNull();
});

it('a trace is not performed for an export beyond what is executed', () => {
  const subject = subjectOf(pipeDriver);
  const ops = [open(), write({ length: 1 }), read({ length: 1 })];
  expect(() => perform(new Executor(subject), subject, traceOf('direct', ops), null)).toThrow(
    new UnsupportedTraceError(
      'asynchronous requests are not executed by this version: the driver marks a request pending and does not complete it within its call, at operation 3, read (IRP_MJ_READ)',
    ),
  );
  const atExit = subjectOf(markedPendingDriver(IRP_MJ_CLEANUP));
  const performed = perform(new Executor(atExit), atExit, traceOf('direct', ops), null);
  expect(performed).toHaveLength(3);
});

it.each(defects.map(({ id, subject, minimal }) => ({ id, subject, minimal })))(
  'the seeded defect $id is not refused',
  ({ subject, minimal }) => {
    expect(new Executor(subject).execute(minimal).refused).toBeNull();
  },
);

it('a search for a defect does not pass over refused cases', () => {
  const defect = findDefect('no-clamp');
  if (defect === undefined) throw new Error('no such defect');
  const detector = new Detector({ ...defect, subject: subjectOf(pipeDriver) });
  expect(() => detector.search(1, 20)).toThrow(UnsupportedTraceError);
});
