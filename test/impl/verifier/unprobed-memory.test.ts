import { beforeEach, describe, expect, it } from 'vitest';
import { type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { UnprobedMemory } from '../../../src/impl/verifier/unprobed-memory.ts';
import { mapUser, newKernel, USER } from '../memory/kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;

const at = (offset: number): Va => vaAdd(USER, offset);

/** Twenty bytes over the end of a page whose frames do not follow each other. */
function unprobed(): UnprobedMemory {
  return new UnprobedMemory(memory, 'buffer', at(4090), 20);
}

/** Which of a few bytes, counted from the buffer's first, are told of. */
function toldOf(unprobedMemory: UnprobedMemory): number[] {
  const offsets = [-1, 0, 3, 5, 6, 9, 10, 19, 20];
  return offsets.filter((offset) => unprobedMemory.isAt(memory.position(at(4090 + offset)), 1));
}

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5, 2]);
});

describe('memory that was not probed', () => {
  it('is all of a buffer, and nothing beside it', () => {
    expect(toldOf(unprobed())).toEqual([0, 3, 5, 6, 9, 10, 19]);
  });

  it.each<[what: string, from: number, bytes: number, left: number[]]>([
    ['the whole', 0, 20, []],
    ['more than the whole', -10, 40, []],
    ['the beginning', 0, 6, [6, 9, 10, 19]],
    ['from before it', -4, 8, [5, 6, 9, 10, 19]],
    ['the middle', 4, 6, [0, 3, 10, 19]],
    ['the end', 6, 14, [0, 3, 5]],
    ['what lies before it', -20, 20, [0, 3, 5, 6, 9, 10, 19]],
    ['what lies behind it', 20, 5, [0, 3, 5, 6, 9, 10, 19]],
  ])('is what a probe of %s leaves', (_what, from, bytes, left) => {
    const memoryOfRequest = unprobed();
    memoryOfRequest.probed(at(4090 + from), bytes);
    expect(toldOf(memoryOfRequest)).toEqual(left);
  });

  it('is what several probes leave', () => {
    const memoryOfRequest = unprobed();
    memoryOfRequest.probed(at(4090), 5);
    memoryOfRequest.probed(at(4100), 10);
    expect(toldOf(memoryOfRequest)).toEqual([5, 6, 9]);
    memoryOfRequest.probed(at(4095), 5);
    expect(toldOf(memoryOfRequest)).toEqual([]);
  });

  it('is accessed by whatever reaches into it', () => {
    const memoryOfRequest = unprobed();
    memoryOfRequest.probed(at(4090), 5);
    expect(memoryOfRequest.isAt(memory.position(at(4088)), 7)).toBe(false);
    expect(memoryOfRequest.isAt(memory.position(at(4088)), 8)).toBe(true);
  });

  it('is told once', () => {
    const memoryOfRequest = unprobed();
    memoryOfRequest.told();
    expect(toldOf(memoryOfRequest)).toEqual([]);
  });

  it('is nothing where no page is', () => {
    memory.unmap(USER, 2);
    mapUser(kernel, at(4096), [2]);
    const memoryOfRequest = unprobed();
    expect(memoryOfRequest.isAt(memory.position(at(4096)), 1)).toBe(true);
    expect(memoryOfRequest.isAt(0, 4096)).toBe(false);
  });
});
