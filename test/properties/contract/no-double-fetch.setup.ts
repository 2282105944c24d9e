import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import type { Breach } from '../../../src/trace/finding/finding.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { open, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Request, type Routine, wdmDriver } from './wdm-driver.ts';

export const PROPERTY = 'contract/no-double-fetch';

function addressOf({ ddi, irp }: Request): Va {
  const { mdlAddress, systemBuffer, userBuffer } = irp;
  if (mdlAddress !== NULL_VA) return ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
  return systemBuffer === NULL_VA ? userBuffer : systemBuffer;
}

/** What a message of the test is like: its first byte counts those after it. */
export type Copy = (ddi: Ddi, message: Va, availableBytes: number) => void;

/** Copies the bytes of a message after its first into a pool block of the size that the first fetch gave. */
export const fetchTwice: Copy = (ddi, message, availableBytes) => {
  const size = ddi.memory.readU8(message);
  if (size > availableBytes) return;
  const block = ddi.ExAllocatePool2(0x40, size + 1, 1);
  const again = ddi.memory.readU8(message);
  ddi.memory.fill(block, 0, again);
  ddi.ExFreePoolWithTag(block, 0);
};

export const storing =
  (copy: Copy): Routine =>
  (request) => {
    const { length } = request.location;
    const address = length === 0 ? NULL_VA : addressOf(request);
    if (address !== NULL_VA) {
      try {
        copy(request.ddi, address, length - 1);
      } catch (error) {
        if ((error as Error).name !== 'AccessViolation') throw error;
      }
    }
    return request.complete(length);
  };

export const runnerOf = (copy: Copy): CaseRunner =>
  new CaseRunner(subjectOf(wdmDriver({ [IRP_MJ_WRITE]: storing(copy) })));
export const trace = (mode: BufferingMode) =>
  traceOf(mode, [open(), write({ length: 4 }), write({ length: 0 })]);

export function breachesOf(copy: Copy, mode: BufferingMode): Breach[] {
  return runnerOf(copy).breaches(trace(mode));
}
