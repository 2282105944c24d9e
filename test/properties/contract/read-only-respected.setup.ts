import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { BufferSpec } from '../../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { at, open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Request, type Routine, wdmDriver } from './wdm-driver.ts';

export const PROPERTY = 'contract/read-only-respected';

/** The breaches of the contract alone: a buffer that is changed in one mode and not in another is for others to name. */
export function breachesOf(routine: Routine, mode: BufferingMode, buffer: BufferSpec = at(0)): Breach[] {
  const driver = wdmDriver({ [IRP_MJ_WRITE]: routine, [IRP_MJ_READ]: routine });
  const ops = [open(), read({ length: 5 }), write({ length: 5, buffer }), write({ length: 0 })];
  const { judgement } = new CaseRunner(subjectOf(driver)).run(traceOf(mode, ops));
  const breaches = judgement.verdicts.flatMap(({ breach }) => breach ?? []);
  return breaches.filter(({ property }) => property.startsWith('contract/'));
}

/** Locks the UserBuffer by an MDL of the driver's own, and runs `use` with its mapping. */
function withOwnMdl({ ddi, irp, location }: Request, operation: number, use: (mapped: Va) => void): void {
  const mdl = ddi.IoAllocateMdl(irp.userBuffer, location.length, false, false, NULL_VA);
  ddi.MmProbeAndLockPages(mdl, UserMode, operation);
  use(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority));
  ddi.MmUnlockPages(mdl);
  ddi.IoFreeMdl(mdl);
}

/** Fills the UserBuffer through an MDL of the driver's own that is locked for `operation`. */
export function fillOwn(operation: number): Routine {
  return (request) => {
    const { ddi, location, complete } = request;
    const { length } = location;
    if (length > 0) withOwnMdl(request, operation, (mapped) => ddi.memory.fill(mapped, 1, length));
    return complete(length);
  };
}

/** The buffer of a direct or buffered request at a system address. */
export function bufferOf({ ddi, irp }: Request): Va {
  const { mdlAddress, systemBuffer } = irp;
  return mdlAddress === NULL_VA
    ? systemBuffer
    : ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
}

/** XORs the first bytes of what was written in place. */
export const xor =
  (mask: number): Routine =>
  (request) => {
    const { ddi, location, complete } = request;
    const { length } = location;
    if (length === 0 || location.majorFunction !== IRP_MJ_WRITE) return complete();
    const buffer = bufferOf(request);
    for (let index = 0; index < length; index += 1) {
      const byte = vaAdd(buffer, index);
      ddi.memory.writeU8(byte, ddi.memory.readU8(byte) ^ mask);
    }
    return complete(length);
  };
