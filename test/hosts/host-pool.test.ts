import { describe, expect, it } from 'vitest';
import type { Death, Host } from '../../src/hosts/host.ts';
import { HostPool } from '../../src/hosts/host-pool.ts';

const death = (reason: Death['reason']): Death => ({
  died: true,
  reason,
  caseIndex: 0,
  op: 0,
  modelCall: null,
  executions: 1,
  trace: null,
  events: [],
});

/** Host that answer what they are told to, in turn. */
function answering(...answers: (Death | null)[]): Host & { readonly asked: number } {
  const fake = {
    asked: 0,
    async ask() {
      fake.asked += 1;
      await new Promise((resolve) => setImmediate(resolve));
      return answers.shift() ?? null;
    },
  };
  return fake as unknown as Host & { readonly asked: number };
}

const request = { kind: 'execute', trace: {}, events: false } as never;

describe('work', () => {
  const three = [answering(), answering(), answering()];

  it('is shared out, each piece to one worker, with the results in order', async () => {
    const busy = new Map<Host, number>();
    const works = Array.from({ length: 20 }, (_, index) => index);
    const results = await new HostPool(three).map(works, async (work, workers) => {
      busy.set(workers, (busy.get(workers) ?? 0) + 1);
      for (let turn = 0; turn < work % 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return work * 2;
    });
    expect(results).toEqual(works.map((work) => work * 2));
    expect([...busy.keys()]).toHaveLength(3);
  });

  it('that fails ends it, with the failure of the first that failed', async () => {
    const begun: number[] = [];
    const works = Array.from({ length: 10 }, (_, index) => index);
    const mapped = new HostPool(three).map(works, async (work) => {
      begun.push(work);
      // The second fails long before the first does.
      for (let turn = 0; turn < (work === 0 ? 5 : 0); turn += 1) {
        await new Promise((resolve) => setImmediate(resolve));
      }
      if (work < 2) throw new Error(`piece ${work}`);
    });
    await expect(mapped).rejects.toThrow('piece 0');
    expect(begun.length).toBeLessThan(10);
  });

  it('of nothing is done at once', async () => {
    expect(await new HostPool(three).map([], async () => 1)).toEqual([]);
  });
});

describe('a driver that seems to use up the memory', () => {
  it('is asked again while the others rest', async () => {
    const innocent = answering(death('out-of-memory'), null);
    const pool = new HostPool([innocent, answering()]);
    expect(await pool.askerFor(innocent)(request)).toBeNull();
    expect(innocent.asked).toBe(2);
    const guilty = answering(death('out-of-memory'), death('out-of-memory'));
    expect(await new HostPool([guilty, answering()]).askerFor(guilty)(request)).toMatchObject({
      died: true,
    });
  });

  it('is the one where there is no other', async () => {
    const only = answering(death('out-of-memory'), null);
    expect(await new HostPool([only]).askerFor(only)(request)).toMatchObject({ reason: 'out-of-memory' });
    expect(only.asked).toBe(1);
  });

  it('another death says enough', async () => {
    const dead = answering(death('never-returns'), null);
    expect(await new HostPool([dead, answering()]).askerFor(dead)(request)).toMatchObject({
      reason: 'never-returns',
    });
    expect(dead.asked).toBe(1);
  });
});
