import { describe, expect, it } from 'vitest';
import type { Progress } from '../../src/campaign/campaign-request.ts';
import { result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

const at = (cases: number, parts: Partial<Progress> = {}): Progress => ({
  phase: 'cases',
  cases,
  casesRequested: 1000,
  calls: cases * 10,
  findings: 0,
  ...parts,
});

async function shown(states: readonly Progress[], isTTY: boolean, ...args: string[]): Promise<string> {
  const fake = fakeServices(async ({ onProgress }) => {
    for (const state of states) onProgress?.(state);
    return result();
  });
  const host = new FakeHost({ isTTY });
  return (await irpcheck(['run', '-o', temporaryFolder(), ...args], fake, host)).err;
}

const steps = [0, 99, 100, 150, 199, 350, 360, 400, 1000].map((cases) => at(cases));
const minimizing = [
  at(1000, { phase: 'minimizing', findings: 2 }),
  at(1000, { phase: 'minimizing', findings: 2 }),
];

describe('progress', () => {
  it('is a line for each tenth in a log', async () => {
    expect(await shown([...steps, ...minimizing], false)).toMatchInlineSnapshot(`
      " 10 %  100 of 1,000 cases, 1,000 calls
       30 %  350 of 1,000 cases, 3,500 calls
       40 %  400 of 1,000 cases, 4,000 calls
      100 %  1,000 of 1,000 cases, 10,000 calls
      minimizing 2 findings
      "
    `);
  });

  it('tells of findings as they come', async () => {
    expect(await shown([at(100, { findings: 1 })], false)).toBe(
      ' 10 %  100 of 1,000 cases, 1,000 calls, 1 finding\n',
    );
  });

  it('is a bar on a terminal, and gone at the end', async () => {
    const text = await shown([...steps, ...minimizing], true);
    expect(text).toContain('░ 0 of 1,000 cases, 0 calls');
    expect(text.endsWith('\u001b[2K')).toBe(true);
    expect(await shown([], true)).toBe('');
  });

  it('is nothing when that is asked for', async () => {
    expect(await shown([...steps, ...minimizing], false, '--quiet')).toBe('');
    expect(await shown([...steps, ...minimizing], true, '-q')).toBe('');
  });
});
