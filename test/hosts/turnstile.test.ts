import { expect, it } from 'vitest';
import { Turnstile } from '../../src/hosts/turnstile.ts';

/** Work that is under way until it is let go. */
function pieces(turnstile: Turnstile) {
  const log: string[] = [];
  const releases = new Map<string, () => void>();
  const piece = (name: string) => async (): Promise<string> => {
    log.push(`${name} begins`);
    await new Promise<void>((resolve) => releases.set(name, resolve));
    log.push(`${name} ends`);
    return name;
  };
  return {
    log,
    beside: (name: string) => turnstile.beside(piece(name)),
    alone: (name: string) => turnstile.alone(piece(name)),
    async end(name: string): Promise<void> {
      await new Promise((resolve) => setImmediate(resolve));
      releases.get(name)?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}

it('lets work in beside other work', async () => {
  const { log, beside, end } = pieces(new Turnstile());
  const both = Promise.all([beside('a'), beside('b')]);
  await end('b');
  await end('a');
  expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
  expect(await both).toEqual(['a', 'b']);
});

it('does work alone when what is inside has ended, and before what comes later', async () => {
  const { log, beside, alone, end } = pieces(new Turnstile());
  const all = Promise.all([beside('a'), alone('b'), beside('c')]);
  await end('a');
  expect(log).toEqual(['a begins', 'a ends', 'b begins']);
  await end('b');
  await end('c');
  expect(log.slice(3)).toEqual(['b ends', 'c begins', 'c ends']);
  expect(await all).toEqual(['a', 'b', 'c']);
});

it('goes on after work that fails', async () => {
  const turnstile = new Turnstile();
  await expect(turnstile.alone(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turnstile.alone(async () => 1)).toBe(1);
});
