import { describe, expect, it } from 'vitest';
import { Irp, vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { IRP } from '../../../src/nt/layout.ts';
import { breachesOf, PROPERTY } from './no-touch-after-complete.setup.ts';
import type { Routine } from './wdm-driver.ts';

describe('after IoCompleteRequest', () => {
  it.each<[string, Routine, string]>([
    [
      'reads IoStatus.Status through a view it kept',
      ({ irp, complete }) => {
        complete();
        return irp.status;
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'reads IoStatus.Status by its address',
      ({ ddi, irp, complete }) => {
        complete();
        return ddi.memory.readI32(vaAdd(irp.va, IRP['IoStatus.Status']));
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'reads IoStatus.Status through a new view',
      ({ ddi, irp, complete }) => {
        complete();
        return new Irp(ddi.memory, irp.va).status;
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'writes IoStatus.Information',
      ({ irp, complete }) => {
        const status = complete();
        irp.information = 0;
        return status;
      },
      'IoStatus.Information of a completed IRP_MJ_WRITE was written',
    ],
    [
      'reads the length in its stack location',
      ({ location, complete }) => {
        const status = complete();
        return location.length < 0 ? -1 : status;
      },
      'a stack location of a completed IRP_MJ_WRITE was read',
    ],
  ])('%s', (_name, routine, observed) => {
    for (const mode of ['buffered', 'direct', 'neither'] as const) {
      expect(breachesOf(IRP_MJ_WRITE, routine, mode)).toMatchObject([
        { property: PROPERTY, reason: 'irp-touched', op: 1, observed },
      ]);
    }
  });
});

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
        const block = ddi.ExAllocatePool2(0x40, 280, 1);
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
