import { Mdl } from '../memory/mdl.ts';
import type { Va } from '../memory/va.ts';
import type { Kernel } from './kernel.ts';

/**
 * Notes that a driver made an MDL describe pages, and locked `lockedPages` of them, for the request that it serves. MDLs
 * over the driver's own memory are its own business.
 */
export function noteMdl(kernel: Kernel, mdl: Va, lockedPages: number): void {
  const { request } = kernel.context;
  if (request === null) return;
  if (new Mdl(kernel.memory, mdl).frame(0) >= kernel.firstUserFrame) {
    kernel.mm.driverMdls.made(mdl, request, lockedPages);
  }
}
