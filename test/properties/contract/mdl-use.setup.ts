import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, type Irp, Mdl, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import { NonPagedPool, poolTag } from '../../../src/nt/pool.ts';
import { open, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { replacing } from '../../execution/replaced-routines.ts';

export const TAG = poolTag('Test');
export type Use = (ddi: Ddi, request: Irp, address: Va) => void;

/** Every contract breach of a driver whose write does something with MDLs, in direct mode. */
export function breachesOf(use: Use): string[] {
  const driver = replacing((ddi) => ({
    write: (request, { length }) => {
      use(ddi, request, new Mdl(ddi.memory, request.mdlAddress).virtualAddress);
      return length;
    },
  }));
  return new CaseRunner(subjectOf(driver))
    .breaches(traceOf('direct', [open(), write({ length: 5000 })]))
    .map(({ property, reason, op }) => `${property} ${reason} ${op}`);
}

export const allocated = (ddi: Ddi, address: Va): Va =>
  ddi.IoAllocateMdl(address, 5000, false, false, NULL_VA);

export function partial(ddi: Ddi, { mdlAddress }: Irp, address: Va): Va {
  const part = allocated(ddi, address);
  ddi.IoBuildPartialMdl(mdlAddress, part, address, 0);
  return part;
}

export function poolMdl(ddi: Ddi): Va {
  const mdl = allocated(ddi, ddi.ExAllocatePoolWithTag(NonPagedPool, 5000, TAG));
  ddi.MmBuildMdlForNonPagedPool(mdl);
  return mdl;
}

export const map = (ddi: Ddi, mdl: Va): Va => ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority);
