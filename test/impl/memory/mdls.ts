import type { Kernel } from '../../../src/impl/kernel/kernel.ts';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { ioAllocateMdl } from '../../../src/impl/memory/mdl-allocate.ts';
import { mmProbeAndLockPages } from '../../../src/impl/memory/mdl-lock.ts';
import { NULL_VA, type Va } from '../../../src/impl/memory/va.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoWriteAccess } from '../../../src/nt/mdl.ts';

/** An allocated MDL; one is expected to be had. */
export function allocated(kernel: Kernel, address: Va, length: number): Va {
  const mdl = ioAllocateMdl(kernel.mm, address, length);
  if (mdl === NULL_VA) throw new Error('no MDL');
  return mdl;
}

/** An MDL with its pages locked for writing. */
export function locked(kernel: Kernel, address: Va, length: number): Va {
  const mdl = allocated(kernel, address, length);
  mmProbeAndLockPages(kernel.mm, mdl, UserMode, IoWriteAccess);
  return mdl;
}

/** The frames of an MDL, counted from the first of user memory. */
export function framesOf(kernel: Kernel, mdl: Va): number[] {
  const view = new Mdl(kernel.memory, mdl);
  return Array.from({ length: view.pages }, (_, page) => view.frame(page) - kernel.firstUserFrame);
}
