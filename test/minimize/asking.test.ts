import { expect, it } from 'vitest';
import { type Asking, askAll, askInTurn } from '../../src/minimize/asking.ts';

/** Counts down from a number to the first that is refused. */
function* down(from: number): Asking<number, number> {
  let lowest = from;
  while (yield lowest - 1) lowest -= 1;
  return lowest;
}

it('ends where the answers lead to, whether they are known at once or take time', async () => {
  const accept = (candidate: number): boolean => candidate >= 3;
  expect(askAll(down(9), accept)).toBe(3);
  expect(await askInTurn(down(9), (candidate) => Promise.resolve(accept(candidate)))).toEqual({ result: 3 });
});

it('ends early at an answer that is null, and asks no more', async () => {
  const asked: number[] = [];
  const ended = await askInTurn(down(9), async (candidate) => {
    asked.push(candidate);
    return candidate === 7 ? null : true;
  });
  expect([ended, asked]).toEqual([null, [8, 7]]);
});

it('passes on what is thrown, by the work or by the answers', async () => {
  function* broken(): Asking<void, number> {
    yield 1;
    throw new RangeError('broken');
  }
  expect(() => askAll(broken(), () => true)).toThrow('broken');
  await expect(askInTurn(broken(), async () => true)).rejects.toThrow('broken');
  await expect(askInTurn(down(9), () => Promise.reject(new RangeError('gone')))).rejects.toThrow('gone');
});
