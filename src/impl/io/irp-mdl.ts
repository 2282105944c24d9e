import { Mdl } from '../memory/mdl.ts';
import { ioAllocateMdl } from '../memory/mdl-allocate.ts';
import type { MemoryManager } from '../memory/memory-manager.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { Irp } from './irp.ts';

/**
 * IoAllocateMdl (R70). With an IRP the MDL replaces the head of its chain, which is then the driver's to free,
 * or, with `secondary`, goes to its end. Returns NULL as `ioAllocateMdl` does, the IRP left alone.
 */
export function allocateMdlFor(
  mm: MemoryManager,
  address: Va,
  lengthBytes: number,
  secondary: boolean,
  irp: Va,
): Va {
  const mdl = ioAllocateMdl(mm, address, lengthBytes);
  if (mdl === NULL_VA || irp === NULL_VA) return mdl;
  const request = new Irp(mm.memory, irp);
  if (!secondary || request.mdlAddress === NULL_VA) request.mdlAddress = mdl;
  else {
    let last = new Mdl(mm.memory, request.mdlAddress);
    while (last.next !== NULL_VA) last = new Mdl(mm.memory, last.next);
    last.next = mdl;
  }
  return mdl;
}
