import { beforeEach, describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { mmMapLockedPages } from '../../../src/impl/memory/mdl-map.ts';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { PAGE_SHIFT } from '../../../src/nt/page.ts';
import { mapUser, newKernel, USER } from './kernel.ts';
import { locked } from './mdls.ts';

const { kernel, restart } = newKernel();
const { memory, mm, sizes, firstUserFrame } = kernel;

beforeEach(() => {
  restart();
  mapUser(kernel, USER, [5]);
});

/** Maps another frame than the one that was locked, as a driver does that changes an MDL. */
function mapped(frame: number) {
  const mdl = locked(kernel, USER, 1);
  new Mdl(memory, mdl).setFrame(0, frame);
  return mmMapLockedPages(mm, mdl, true);
}

describe('a frame that nobody locked', () => {
  it('of user memory holds nothing of an earlier run', () => {
    memory.u8.fill(9, (firstUserFrame + 7) << PAGE_SHIFT, (firstUserFrame + 8) << PAGE_SHIFT);
    restart();
    mapUser(kernel, USER, [5]);
    const address = mapped(firstUserFrame + 7);
    expect([memory.readU8(address), memory.readU8(vaAdd(address, 4095))]).toEqual([0, 0]);
  });

  it('holds what was written there in this one', () => {
    memory.writeU8(mapped(firstUserFrame + 7), 3);
    expect(memory.readU8(mapped(firstUserFrame + 7))).toBe(3);
  });

  it('that somebody has is left as it is', () => {
    mm.strayFrames.given(firstUserFrame + 9);
    memory.u8[(firstUserFrame + 9) << PAGE_SHIFT] = 4;
    expect(memory.readU8(mapped(firstUserFrame + 9))).toBe(4);
  });

  it('of pool is not what was written there in an earlier run', () => {
    const unused = sizes.poolPages >> 1;
    memory.writeU8(mapped(unused), 1);
    expect(memory.readU8(mapped(unused))).toBe(1);
    restart();
    mapUser(kernel, USER, [5]);
    expect(memory.readU8(mapped(unused))).toBe(POOL_POISON);
  });
});

it('a frame that is locked is left as it is', () => {
  memory.writeU8(USER, 6);
  expect(memory.readU8(mmMapLockedPages(mm, locked(kernel, USER, 1), true))).toBe(6);
});
