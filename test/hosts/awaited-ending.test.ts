import { expect, it } from 'vitest';
import { AwaitedEnding } from '../../src/hosts/awaited-ending.ts';

it('is the first that comes, before it is waited for or while it is', async () => {
  const awaited = new AwaitedEnding<string, string>();
  awaited.settle({ message: 'first' });
  awaited.settle({ loss: 'second' });
  expect(await awaited.next()).toEqual({ message: 'first' });
  awaited.begin();
  const next = awaited.next();
  awaited.settle({ message: 'third' });
  expect(await next).toEqual({ message: 'third' });
});

it('a loss is the ending of every request after it', async () => {
  const awaited = new AwaitedEnding<string, string>();
  awaited.settle({ loss: 'gone' });
  awaited.begin();
  awaited.settle({ message: 'late' });
  expect(await awaited.next()).toEqual({ loss: 'gone' });
});
