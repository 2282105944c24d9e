import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { Irp } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import type { Breach } from '../../../src/trace/finding.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { on, open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Routine, wdmDriver } from './wdm-driver.ts';

/** The breaches of a trace with two writes, a read and a close, by a driver with one routine of its own. */
function breachesOf(major: number, routine: Routine, mode: BufferingMode = 'buffered'): Breach[] {
  const ops = [open(), write({ length: 8 }), write({ length: 8 }), read({ length: 8 }), on('close')];
  return new CaseRunner(subjectOf(wdmDriver({ [major]: routine }))).breaches(traceOf(mode, ops));
}

describe('what is no access', () => {
  it.each<[string, Routine]>([
    [
      'everything before completing',
      ({ ddi, irp, location, complete }) => {
        ddi.memory.readI32(irp.va);
        return location.length > 99 ? -1 : complete();
      },
    ],
    [
      'to hold and compare the pointer, or to make a view of it',
      ({ ddi, irp, complete }) => {
        const status = complete();
        return new Irp(ddi.memory, irp.va).va === irp.va ? status : -1;
      },
    ],
    [
      'calls into the kernel, and memory of its own',
      ({ ddi, complete }) => {
        const block = ddi.ExAllocatePool2(0x40, 280, 0);
        const status = complete();
        ddi.memory.writeI32(block, ddi.KeGetCurrentIrql());
        ddi.ExFreePoolWithTag(block, 0);
        return status;
      },
    ],
  ])('%s', (_name, routine) => {
    for (const mode of ['buffered', 'direct', 'neither'] as const) {
      expect(breachesOf(IRP_MJ_WRITE, routine, mode)).toEqual([]);
    }
  });
});
