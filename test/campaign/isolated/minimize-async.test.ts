import { expect, it } from 'vitest';
import { minimizeAsync } from '../../../src/campaign/isolated/minimize-async.ts';
import { minimize, NotFailingError } from '../../../src/campaign/minimize/minimize.ts';
import type { Trace } from '../../../src/trace/trace.ts';
import { on, open, read, traceOf, write } from '../subjects.ts';

const trace = traceOf('direct', [open(), write({ length: 9 }), on('flush'), read({ length: 5 }), read()]);
const fails = ({ ops }: Trace): boolean =>
  ops.some(({ op }) => op === 'open') && ops.some(({ op }) => op === 'flush');

it('ends where minimizing at once ends, and asks about each candidate once', async () => {
  const asked: string[] = [];
  const result = await minimizeAsync(trace, async (candidate) => {
    asked.push(JSON.stringify(candidate));
    await Promise.resolve();
    return fails(candidate);
  });
  expect(result).toEqual(minimize(trace, fails));
  expect(result.trace.ops.map(({ op }) => op)).toEqual(['open', 'flush']);
  expect(new Set(asked).size).toBe(asked.length);
});

it('keeps to a budget', async () => {
  let asked = 0;
  await minimizeAsync(
    trace,
    async (candidate) => {
      asked += 1;
      return fails(candidate);
    },
    { budget: 4 },
  );
  expect(asked).toBeGreaterThan(0);
  expect(asked).toBeLessThanOrEqual(4);
});

it('passes on what is thrown, by the minimizer or by the answers', async () => {
  await expect(minimizeAsync(trace, async () => false)).rejects.toThrow(NotFailingError);
  await expect(minimizeAsync(trace, () => Promise.reject(new RangeError('gone')))).rejects.toThrow('gone');
});
