import { Kernel } from '../../../src/impl/kernel/kernel.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import { ObservedBytes } from '../../../src/impl/process/observed-bytes.ts';
import { UserBuffer } from '../../../src/impl/process/user-buffer.ts';
import { UserSpace } from '../../../src/impl/process/user-space.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type { BufferMemory } from '../../../src/trace/ops/index.ts';
import { USER_SURROUNDINGS } from '../../../src/trace/run/observation.ts';
import type { Fragmentation } from '../../../src/trace/trace.ts';

export const kernel = new Kernel();
export const { memory } = kernel;
export const space = new UserSpace(kernel);
export const observed = new ObservedBytes();
export const buffer = new UserBuffer(space, observed, USER_SURROUNDINGS);

export function prepare(
  offset: number,
  length: number,
  kind: BufferMemory = 'read-write',
  shared = false,
): Va {
  return buffer.prepare({ pageOffset: offset, memory: kind, shared }, length, null);
}

export function framesOf(
  of: UserSpace,
  fragmentation: Fragmentation,
  frameSeed: number,
  pages: number,
): number[] {
  of.reset({ fragmentation, frameSeed });
  const here = new UserBuffer(of, observed, USER_SURROUNDINGS);
  here.prepare(PLAIN_BUFFER, pages * PAGE_SIZE, null);
  return here.frameNumbers();
}
