import { describe, expect, it } from 'vitest';
import { gated } from './gate.setup.ts';

const UNREACHED = { conclusion: 'conforms', modelArms: { 'R9 opened': 3, 'R4 exclusive': 0 } } as const;

describe('--strict', () => {
  it('ends with 5 where an arm of the model was never reached, and without it with 0', async () => {
    expect((await gated([], UNREACHED)).exitCode).toBe(0);
    const { exitCode, out } = await gated(['--strict'], UNREACHED);
    expect(exitCode).toBe(5);
    expect(out).toContain('insufficient coverage: 1 arm of the model was never reached (exit 5)');
  });

  it('ends with 0 where all was, and leaves findings what they are', async () => {
    const reached = { ...UNREACHED, modelArms: { 'R9 opened': 3 } };
    expect((await gated(['--strict'], reached)).exitCode).toBe(0);
    expect((await gated(['--strict'])).exitCode).toBe(1);
  });

  it('is refused for a shard before the campaign', async () => {
    const { exitCode, err, requests } = await gated(['--strict', '--shard', '1/2'], UNREACHED);
    expect([exitCode, requests]).toEqual([2, []]);
    expect(err).toContain('--strict is for irpcheck merge: a shard alone does not reach all');
  });
});
