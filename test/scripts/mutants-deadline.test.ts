import { afterEach, beforeEach, expect, it, vi } from 'vitest';

interface Outcome {
  readonly failed: readonly string[];
  readonly died: boolean;
}
interface Runner {
  run(tests: readonly string[], patience: number, mutant: unknown): Promise<Outcome>;
  stop(): Promise<void>;
}
interface Deadline {
  readonly TimedRunner: { start(start: () => Promise<Runner>): Promise<Runner> };
  deadlineOf(files: number, patience: number): number;
}

const { href } = new URL('../../scripts/mutants/deadline.js', import.meta.url);
const { TimedRunner, deadlineOf } = (await import(href)) as Deadline;

const NEVER = new Promise<never>(() => {});
const PASSED: Outcome = { failed: [], died: false };
const TESTS = ['a.test.ts', 'b.test.ts'];
const PATIENCE = 1_000;

/** A runner that starts others whose runs end as given, each with one. */
async function timed(...runs: readonly (() => Promise<Outcome>)[]) {
  const stopped: number[] = [];
  const asked: unknown[] = [];
  let started = 0;
  const runner = await TimedRunner.start(async () => {
    const index = started;
    started += 1;
    return {
      run: (...parameters) => {
        asked.push([index, ...parameters]);
        return runs[index]?.() ?? NEVER;
      },
      stop: async () => {
        stopped.push(index);
        if (runs[index] === undefined) await NEVER;
      },
    };
  });
  return { runner, asked, stopped };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('a run has all the time that its tests have, and more', () => {
  expect(deadlineOf(2, PATIENCE)).toBeGreaterThan(60_000 + 2 * PATIENCE);
  expect(deadlineOf(3, PATIENCE) - deadlineOf(2, PATIENCE)).toBe(PATIENCE);
});

it('what ends in time is what it came to, and nothing is left to wait for', async () => {
  const failed: Outcome = { failed: ['a.test.ts'], died: false };
  const { runner, asked } = await timed(async () => failed);
  expect(await runner.run(TESTS, PATIENCE, 'mutant')).toBe(failed);
  expect(asked).toEqual([[0, TESTS, PATIENCE, 'mutant']]);
  expect(vi.getTimerCount()).toBe(0);
});

it('fails as the run fails', async () => {
  const { runner } = await timed(() => Promise.reject(new Error('no such test')));
  await expect(runner.run(TESTS, PATIENCE, null)).rejects.toThrow('no such test');
});

it('a run that is late is tried again by another runner, which goes on', async () => {
  const { runner, asked } = await timed(
    () => NEVER,
    async () => PASSED,
  );
  const run = runner.run(TESTS, PATIENCE, 'mutant');
  await vi.advanceTimersByTimeAsync(deadlineOf(2, PATIENCE) - 1);
  expect(asked).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await run).toBe(PASSED);
  await runner.run(TESTS, PATIENCE, null);
  expect(asked).toEqual([
    [0, TESTS, PATIENCE, 'mutant'],
    [1, TESTS, PATIENCE, 'mutant'],
    [1, TESTS, PATIENCE, null],
  ]);
});

it('a run that is late twice is as if its process had died, whatever it comes to afterwards', async () => {
  const lateFailure = new Promise<never>((_resolve, reject) => {
    setTimeout(reject, 2 * deadlineOf(2, PATIENCE) + 1, new Error('late'));
  });
  const { runner } = await timed(
    () => NEVER,
    () => lateFailure,
    async () => PASSED,
  );
  const run = runner.run(TESTS, PATIENCE, 'mutant');
  await vi.advanceTimersByTimeAsync(2 * deadlineOf(2, PATIENCE) + 1);
  expect(await run).toEqual({ failed: [], died: true });
  expect(await runner.run(TESTS, PATIENCE, null)).toBe(PASSED);
});

it('all runners are stopped at the end, and none is waited for without an end', async () => {
  const { runner, stopped } = await timed(() => NEVER);
  void runner.run(TESTS, PATIENCE, 'mutant');
  await vi.advanceTimersByTimeAsync(deadlineOf(2, PATIENCE));
  const stop = runner.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  await stop;
  expect(stopped).toEqual([1, 0]);
});
