import { describe, expect, it } from 'vitest';
import { runWin32Campaign } from '../../../src/campaign/win32/campaign.ts';
import { WIN32_PROPERTIES } from '../../../src/properties/win32/judge-win32.ts';
import { findSubject, type Subject } from '../../../src/subjects/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { WIN32_OP_KINDS } from '../../../src/trace/win32/op.ts';
import { pendsAndErrsDriver, pipeDriver } from '../pending-drivers.ts';

const article = findSubject('article');
const verbatim = findSubject('article-verbatim');
const run = (subject: Subject, modes: readonly BufferingMode[], cases: number, seed = 1) =>
  runWin32Campaign({ subject, modes, cases, seed });

describe('runWin32Campaign', () => {
  it('conforms for the article’s device, and says what it did', async () => {
    const result = await run(article, article.modes, 600, 3);
    expect(result.conclusion).toBe('conforms');
    expect(result.counterexamples).toEqual([]);
    expect(result).toMatchObject({ subject: 'article', seed: 3, casesRequested: 600, cases: 600 });
    expect(result.modes.map(({ cases }) => cases)).toEqual([200, 200, 200]);
    expect(result.modes.reduce((sum, { calls }) => sum + calls, 0)).toBe(result.calls);
    for (const kind of WIN32_OP_KINDS) expect(result.opKinds[kind], kind).toBeGreaterThan(0);
    expect(result.properties.map(({ id }) => id)).toEqual(WIN32_PROPERTIES);
    for (const property of result.properties) {
      expect(property).toMatchObject({ verdict: 'ok', breaches: 0, note: '' });
      expect(property.compared).toBeGreaterThan(0);
    }
    expect(result.modelArms['W3c out of memory']).toBeGreaterThan(0);
    expect(result.notChecked).toContain('rule W1 end of file: the device gave no such answer');
  });

  it('does not conform while one arm is left', async () => {
    const unreachable = { ...article, model: article.model && { ...article.model, arms: ['M99 never'] } };
    const { conclusion, notChecked } = await run(unreachable, article.modes, 600, 3);
    expect(conclusion).toBe('insufficient-coverage');
    expect(notChecked.filter((line) => line.endsWith('never reached'))).toEqual([
      'rule M99 never: never reached',
    ]);
  });

  it('refuses what is pended as it may be, on whatever handle, and accuses it of nothing', async () => {
    const pipe = await run({ ...article, driver: pipeDriver }, ['buffered', 'direct'], 200);
    expect(pipe).toMatchObject({ conclusion: 'unsupported', counterexamples: [], cases: 200 });
    expect(pipe.refused?.cases).toBeGreaterThan(50);
    expect(pipe.refused?.first).toMatchObject({ major: 'IRP_MJ_READ', variant: null });
    expect(pipe.refused?.first.operation).toMatch(/^(?:ReadFile|File::read|File::read_to_end)$/);
    expect(pipe.notChecked[0]).toMatch(/^asynchronous requests: .* case \d+ at operation \d+, .*Read/i);
    expect(await run(article, ['buffered'], 10)).not.toHaveProperty('refused');
  });

  it('tells of refused cases beside what is found in others', async () => {
    const result = await run({ ...article, driver: pendsAndErrsDriver }, ['direct'], 120);
    expect(result.conclusion).toBe('findings');
    expect(result.counterexamples.map(({ property }) => property)).toContain('win32/result');
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

  it('gives one counterexample per property and reason, shrunk, in the order of the properties', async () => {
    const { conclusion, counterexamples, properties } = await run(verbatim, ['direct'], 60);
    expect(conclusion).toBe('findings');
    const keys = counterexamples.map(({ property, reason }) => `${property} ${reason}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys.slice(0, 2)).toEqual([
      'win32/result bug-check-for-failure',
      'win32/result success-for-failure',
    ]);
    expect(keys).toContain('win32/data wrong-bytes');
    const ranks = counterexamples.map(({ property }) => WIN32_PROPERTIES.indexOf(property));
    expect(ranks).toEqual(ranks.toSorted((left, right) => left - right));
    for (const { ops, originalOps, op, steps } of counterexamples) {
      expect(ops.length).toBeLessThanOrEqual(4);
      expect(originalOps).toBeGreaterThanOrEqual(ops.length);
      expect([op, steps.length]).toEqual([ops.length - 1, ops.length]);
    }
    expect(properties.find(({ id }) => id === 'win32/data')?.verdict).toBe('finding');
  });

  it('shrinks a finding to operations of which none can go', async () => {
    const { counterexamples } = await run(verbatim, ['buffered'], 30);
    expect(counterexamples.find(({ reason }) => reason === 'bug-check-for-failure')?.steps).toEqual([
      {
        op: 'CreateFile \\??\\Example, GENERIC_READ | GENERIC_WRITE, OPEN_EXISTING, FILE_FLAG_OVERLAPPED',
        expected: 'a handle',
        observed: 'a handle',
      },
      {
        op: 'SetFilePointerEx 0, FILE_BEGIN',
        expected: 'FALSE, ERROR_INVALID_FUNCTION',
        observed: 'bug check',
      },
    ]);
  });

  it('leaves counterexamples as they were generated when asked to', async () => {
    const options = { subject: verbatim, modes: ['buffered'] as const, cases: 60, seed: 1 };
    const { counterexamples } = await runWin32Campaign({ ...options, shrink: false });
    expect(counterexamples.length).toBeGreaterThan(0);
    for (const { ops, originalOps } of counterexamples) expect(ops.length).toBe(originalOps);
  });

  it('is the same twice, and another with another seed', async () => {
    const first = await run(verbatim, ['neither'], 30);
    expect(await run(verbatim, ['neither'], 30)).toEqual(first);
    expect(await run(verbatim, ['neither'], 30, 2)).not.toEqual({ ...first, seed: 2 });
  });
});

it('win32 counterexamples of a driver that keeps state across restarts stay as they were', async () => {
  let loads = 0;
  const { driver } = verbatim;
  const fickle: Subject = {
    ...article,
    driver: {
      driverEntry: (ddi, va, mode) => {
        loads += 1;
        return (loads <= 40 ? driver : article.driver).driverEntry(ddi, va, mode);
      },
    },
  };
  const { counterexamples, conclusion } = await run(fickle, ['buffered'], 40);
  expect(conclusion).toBe('findings');
  for (const { ops, originalOps, observed } of counterexamples) {
    expect(ops.length).toBe(originalOps);
    expect(observed).not.toBe('');
  }
});
