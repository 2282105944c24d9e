import { describe, expect, it } from 'vitest';
import { DriverEntryError } from '../../../src/campaign/execute.ts';
import { runWin32Campaign } from '../../../src/campaign/win32/campaign.ts';
import { STATUS_UNSUCCESSFUL } from '../../../src/nt/ntstatus.ts';
import { findSubject, type Subject } from '../../../src/subjects/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';

const article = findSubject('article');
const run = (subject: Subject, modes: readonly BufferingMode[], cases: number, seed = 1) =>
  runWin32Campaign({ subject, modes, cases, seed });

describe('runWin32Campaign', () => {
  it('fails closed: what was never executed, compared or reached is named', async () => {
    const { conclusion, notChecked } = await run(article, ['buffered'], 1);
    expect(conclusion).toBe('insufficient-coverage');
    expect(notChecked).toContain('operation File::read_to_end: never executed');
    expect(notChecked).toContain('rule W1f negative: never reached');
    expect(notChecked).toContain('win32/position: nothing to compare came up');
  });

  it('says so when it is interrupted', async () => {
    const signal = AbortSignal.abort();
    const { conclusion, cases } = await runWin32Campaign({
      subject: article,
      modes: ['buffered'],
      cases: 10,
      seed: 1,
      signal,
    });
    expect([conclusion, cases]).toEqual(['interrupted', 0]);
  });

  it('refuses what it cannot judge', async () => {
    await expect(run(article, [], 1)).rejects.toThrow(
      new RangeError('a campaign needs at least one buffering mode'),
    );
    const buffered = { ...article, modes: ['buffered'] as const };
    await expect(run(buffered, ['buffered', 'direct'], 1)).rejects.toThrow(
      new RangeError('direct is no mode of article'),
    );
    for (const cases of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(run(article, ['buffered'], cases)).rejects.toThrow(
        new RangeError(`the number of cases is a whole number of at least 1, not ${cases}`),
      );
    }
    for (const seed of [-1, 0.5, 2 ** 32, Number.NaN]) {
      await expect(run(article, ['buffered'], 1, seed)).rejects.toThrow(
        new RangeError(`a seed is a whole number from 0 to 4294967295, not ${seed}`),
      );
    }
    await expect(run({ ...article, model: null }, ['buffered'], 1)).rejects.toThrow('article has no model');
    const failing = { ...article, driver: { driverEntry: () => STATUS_UNSUCCESSFUL } };
    await expect(run(failing, ['buffered'], 1)).rejects.toThrow(DriverEntryError);
  });
});
