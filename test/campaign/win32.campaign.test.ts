import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { minimizeTrace } from '../../src/explanation/minimize-trace.ts';
import { propertiesOf } from '../../src/properties/registry.ts';
import { WIN32_PROPERTIES } from '../../src/properties/win32/index.ts';
import { jsonReport } from '../../src/report/json.ts';
import { findSubject, type Subject } from '../../src/subjects/index.ts';
import { formatTrace, parseTrace } from '../../src/trace/json.ts';
import { kindsOf } from '../../src/trace/ops/index.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import {
  completesPendedControlsDriver,
  completesPendedDriver,
  pendsAndErrsDriver,
  pipeDriver,
} from './pending-drivers.ts';

const article = findSubject('article');
const controls = findSubject('controls');
const verbatim = findSubject('article-verbatim');
const WIN32_IDS = WIN32_PROPERTIES.map(({ id }) => id);
const run = (subject: Subject, modes: readonly BufferingMode[], cases: number, seed = 1) =>
  runCampaign({ subject, view: 'win32', modes, cases, seed });

describe('a campaign of programs', () => {
  it('conforms for the article’s device, and says what it did', async () => {
    const result = await run(article, article.modes, 600, 3);
    expect(result.conclusion).toBe('conforms');
    expect(result.findings).toEqual([]);
    expect(result).toMatchObject({ subject: 'article', view: 'win32', seed: 3, cases: 600 });
    expect(result.modes.map(({ cases }) => cases)).toEqual([200, 200, 200]);
    // No control code of the article's device is known.
    const applicable = kindsOf('win32').kinds.filter((kind) => kind !== 'DeviceIoControl');
    expect(Object.keys(result.opKinds)).toEqual(applicable);
    for (const [kind, executed] of Object.entries(result.opKinds)) expect(executed, kind).toBeGreaterThan(0);
    expect(result.properties.map(({ id }) => id)).toEqual(propertiesOf('win32').map(({ id }) => id));
    for (const property of result.properties.filter(({ id }) => WIN32_IDS.includes(id))) {
      expect(property).toMatchObject({ verdict: 'ok', breaches: 0, note: '' });
      expect(property.compared).toBeGreaterThan(0);
    }
    expect(result.modelArms['W3c out of memory']).toBeGreaterThan(0);
    expect(result.modelArms['W1 end of file']).toBe(0);
    expect(parseResult(jsonReport(result))).toEqual(result);
  });

  it('fails closed: a kind of its view that was never executed is named, and none of another', async () => {
    const { conclusion, notChecked, opKinds } = await run(article, ['buffered'], 1);
    expect(conclusion).toBe('insufficient-coverage');
    const never = kindsOf('win32').kinds.filter((kind) => opKinds[kind] === 0);
    expect(never.length).toBeGreaterThan(0);
    const said = notChecked.filter((line) => line.startsWith('operation '));
    expect(said).toEqual(never.map((kind) => `operation ${kind}: never executed`));
  });

  it('refuses what is pended as it may be, on whatever handle, and accuses it of nothing', async () => {
    const pipe = await run({ ...article, driver: pipeDriver }, ['buffered', 'direct'], 200);
    expect(pipe).toMatchObject({ conclusion: 'unsupported', findings: [], cases: 200 });
    expect(pipe.refused?.cases).toBeGreaterThan(50);
    expect(pipe.refused?.first).toMatchObject({ major: 'IRP_MJ_READ', variant: null });
    expect(pipe.refused?.first.operation).toMatch(/^(?:ReadFile|File::read|File::read_to_end)$/);
    expect(pipe.notChecked[0]).toMatch(/^asynchronous requests: .* case \d+ at operation \d+, .*Read/i);
    expect(await run(article, ['buffered'], 10)).not.toHaveProperty('refused');
  });

  it('knows that what is pended is FALSE, even where it is completed by then', async () => {
    const result = await run({ ...article, driver: completesPendedDriver }, ['buffered', 'direct'], 300);
    expect(result).toMatchObject({ conclusion: 'conforms', findings: [] });
    const compared = result.properties.find(({ id }) => id === 'win32/overlapped')?.compared ?? 0;
    expect(compared).toBeGreaterThan(100);
  });

  it('sends control requests to a driver whose codes are known, and knows those that are pended', async () => {
    for (const driver of [controls.driver, completesPendedControlsDriver]) {
      const result = await run({ ...controls, driver }, controls.modes, 600);
      expect(result).toMatchObject({ conclusion: 'conforms', findings: [] });
      expect(Object.keys(result.opKinds)).toEqual(kindsOf('win32').kinds);
      expect(result.opKinds.DeviceIoControl).toBeGreaterThan(1000);
      const [invert] = result.controls ?? [];
      const ends = invert?.statuses.map(({ status }) => status);
      expect(ends).toEqual(expect.arrayContaining(['ERROR_SUCCESS', 'ERROR_INSUFFICIENT_BUFFER']));
      expect(parseResult(jsonReport(result))).toEqual(result);
      const ofIt = Object.entries(result.modelArms).filter(([arm]) => /^W1g |^R43b /.test(arm));
      expect(ofIt.map(([arm]) => arm)).toEqual(['R43b file-system control', 'W1g success', 'W1g error']);
      for (const [arm, count] of ofIt) expect(count, arm).toBeGreaterThan(20);
    }
  });

  it('tells of refused cases beside what is found in others', async () => {
    const result = await run({ ...article, driver: pendsAndErrsDriver }, ['direct'], 120);
    expect(result.conclusion).toBe('findings');
    expect(result.findings.map(({ property }) => property)).toContain('win32/result');
    expect(result.refused?.cases).toBeGreaterThan(0);
  });

  it('skips the data of a device that moves none, and of one that goes by keys', async () => {
    const neither = await run(article, ['neither'], 20);
    expect(neither.notChecked).toContain('win32/data: the device moves no data in this mode');
    const record = await run(findSubject('record'), ['buffered'], 20);
    expect(record.notChecked).toContain('win32/data: no call has the key that the device goes by');
    expect(record.modelArms).toHaveProperty('M6 T read');
  });

  it('knows that an exclusive device has one handle', async () => {
    const { modelArms } = await run(findSubject('article-exclusive'), ['direct'], 100);
    expect(modelArms['R4 exclusive']).toBeGreaterThan(0);
    expect(modelArms).not.toHaveProperty('R36 buffered read');
  });

  it('minimizes each finding to a trace in normal form that a file holds and that shows it again', async () => {
    const { conclusion, findings, properties } = await run(verbatim, ['direct'], 60);
    expect(conclusion).toBe('findings');
    const keys = findings.map(({ property, reason }) => `${property} ${reason}`);
    expect(keys).toContain('win32/result bug-check-for-failure');
    expect(keys).toContain('win32/data wrong-bytes');
    expect(keys).toContain('contract/complete-once completed-twice');
    expect(properties.find(({ id }) => id === 'win32/data')?.verdict).toBe('finding');
    const runner = new CaseRunner(verbatim);
    for (const finding of findings) {
      expect(finding.minimization).toBe('complete');
      expect(finding.trace.ops.length).toBeLessThanOrEqual(4);
      expect(finding.op).toBe(finding.trace.ops.length - 1);
      const text = formatTrace(finding.trace, finding, finding.evidence.observed);
      const { trace, observed } = parseTrace(text);
      expect(trace).toEqual(finding.trace);
      expect(observed).toEqual(finding.evidence.observed);
      expect(runner.breachWith(trace, finding)).not.toBeNull();
      expect(minimizeTrace(runner, trace, finding)?.trace.ops).toEqual(trace.ops);
    }
  });

  it('finds the simplest program', async () => {
    const { findings } = await run(verbatim, ['buffered'], 30);
    const found = findings.find(({ reason }) => reason === 'bug-check-for-failure');
    expect(found && formatTrace(found.trace)).toContain(
      '"ops": [\n    { "op": "CreateFile" },\n    { "op": "FlushFileBuffers" }\n  ]',
    );
  });

  it('is the same twice, and another with another seed', async () => {
    const first = await run(verbatim, ['neither'], 30);
    expect(await run(verbatim, ['neither'], 30)).toEqual(first);
    expect(await run(verbatim, ['neither'], 30, 2)).not.toEqual({ ...first, seed: 2 });
  });

  it('changes nothing of a campaign of system calls in the same place', async () => {
    const native = () => runCampaign({ subject: verbatim, modes: ['direct'], cases: 20, seed: 1 });
    const before = await native();
    await run(verbatim, ['direct'], 20);
    expect(await native()).toEqual(before);
    expect(before).not.toHaveProperty('view');
  });
});
