import { UserBuffer } from '../../../src/impl/caller/user-buffer.ts';
import { Kernel } from '../../../src/impl/kernel/kernel.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import type { BufferMemory } from '../../../src/trace/op.ts';
import type { Fragmentation } from '../../../src/trace/trace.ts';

export const kernel = new Kernel();
export const { memory } = kernel;
export const buffer = new UserBuffer(kernel);

export function prepare(
  offset: number,
  length: number,
  kind: BufferMemory = 'read-write',
  shared = false,
): Va {
  return buffer.prepare(offset, length, kind, shared, null);
}

export function framesOf(
  of: UserBuffer,
  fragmentation: Fragmentation,
  frameSeed: number,
  pages: number,
): number[] {
  of.reset({ fragmentation, frameSeed });
  of.prepare(0, pages * PAGE_SIZE, 'read-write', false, null);
  return of.frameNumbers();
}
