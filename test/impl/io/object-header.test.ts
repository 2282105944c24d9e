import { expect, it } from 'vitest';
import { addHandle, addReference, allocateObject, freeObject } from '../../../src/impl/io/object-header.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';
import { poolTag } from '../../../src/nt/pool.ts';
import { newKernel } from '../memory/kernel.ts';

const { kernel, restart } = newKernel();
const { memory, pool } = kernel;

it('counts references and handles up from none, and down, each by itself', () => {
  restart();
  const object = allocateObject(pool, 40, poolTag('Test'));
  expect(object).not.toBe(NULL_VA);
  expect([1, 1, 1, -1].map((change) => addReference(memory, object, change))).toEqual([1, 2, 3, 2]);
  expect([1, 1, -1, -1].map((change) => addHandle(memory, object, change))).toEqual([1, 2, 1, 0]);
  expect([addReference(memory, object, -1), addReference(memory, object, -1)]).toEqual([1, 0]);
  const blocks = pool.liveBlocks;
  freeObject(pool, object);
  expect(pool.liveBlocks).toBe(blocks - 1);
});
