import { describe, expect, it } from 'vitest';
import type { CommitBench } from '../../../bench/against/commit-bench.ts';
import { type Comparison, compare } from '../../../bench/against/compare.ts';
import { ORDERS } from '../../../bench/against/rounds.ts';
import { toldLines } from '../../../bench/against/told.ts';

/** A commit that takes so many milliseconds for each thing, by its own account, and whose long runs grow so much. */
function commit(msOf: Readonly<Record<string, number>>, growth = 1): CommitBench {
  const workloads = (each: number) =>
    Object.entries(msOf).map(([name, ms]) => ({ name, each, run: (count: number) => count * each * ms }));
  return {
    campaigns: () => workloads(50),
    roundTrips: () => workloads(1),
    longRuns: () => [{ name: 'read', growth: () => growth }],
  };
}

/** What is told of it in two processes that load the sides in different orders. */
async function told(comparison: Omit<Comparison, 'order'>): Promise<string[]> {
  const [first, second = first] = ORDERS;
  const processes = [
    await compare({ ...comparison, order: first }),
    await compare({ ...comparison, order: second }),
  ];
  return toldLines(processes);
}

describe('compare', () => {
  const ref = commit({ read: 2, write: 10 }, 4);
  const current = commit({ read: 1, write: 20 }, 1.5);
  const settings = { sides: [ref, ref, current] as const, rounds: 3, progress: () => undefined };

  it('prints rates, ratios, and those of REF over itself', async () => {
    expect(await told({ ...settings, parts: ['campaigns'] })).toEqual([
      '',
      'cases  REF/s  this/s  this/REF  middle half  REF/REF  middle half',
      'read     500   1,000     2.000    2.00-2.00    1.000    1.00-1.00',
      'write    100      50     0.500    0.50-0.50    1.000    1.00-1.00',
    ]);
  });

  it('ends round trips with their geometric mean', async () => {
    const lines = await told({
      ...settings,
      sides: [ref, commit({ read: 2, write: 2.5 }), commit({ read: 1, write: 1.25 })],
      parts: ['roundTrips'],
    });
    expect(lines.at(-1)?.split(/ {2,}/)).toEqual([
      'geometric mean',
      '4.000',
      '4.00-4.00',
      '2.000',
      '2.00-2.00',
    ]);
  });

  it('prints by how much the cost of a request grows', async () => {
    expect(await told({ ...settings, parts: ['longRuns'] })).toEqual([
      '',
      'request 5,000 over request 100   REF  REF again  this',
      'read                            4.00       4.00  1.50',
    ]);
  });

  it('pairs by name, and names what only one commit has', async () => {
    const lines = await told({
      ...settings,
      sides: [ref, ref, commit({ write: 5, open: 1 })],
      parts: ['campaigns'],
    });
    expect(lines.slice(2)).toEqual([
      'write    100     200     2.000    2.00-2.00    1.000    1.00-1.00',
      'not in REF: open',
      'only in REF: read',
    ]);
  });

  it('takes medians, so that one slow round does not count', async () => {
    let runs = 0;
    const slowOnce = commit({ read: 2 });
    slowOnce.roundTrips = () => [
      { name: 'read', each: 1, run: (count) => count * (++runs === 30 ? 100 : 2) },
    ];
    const sides = [commit({ read: 2 }), commit({ read: 2 }), slowOnce] as const;
    const lines = await told({ ...settings, sides, rounds: 9, parts: ['roundTrips'] });
    expect(runs).toBeGreaterThan(30);
    expect(lines[2]).toContain('1.000    1.00-1.00');
  });
});
