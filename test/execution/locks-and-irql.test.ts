import { describe, expect, it } from 'vitest';
import { Executor } from '../../src/execution/execute.ts';
import { type DriverModule, DriverObject, NULL_VA } from '../../src/impl/ddi/index.ts';
import { APC_LEVEL } from '../../src/nt/irql.ts';
import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../src/nt/pool.ts';
import { subjectOf } from '../campaign/subjects.ts';
import { breachesOf, complete, reading, TAG, TRACE } from './locks-and-irql.setup.ts';

describe('contract/lock-released', () => {
  it('a lock held when DriverEntry returns', () => {
    const driver: DriverModule = {
      driverEntry: (ddi) => {
        const lock = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
        ddi.KeAcquireSpinLock(lock);
        return STATUS_SUCCESS;
      },
    };
    expect(breachesOf(driver)).toEqual(['contract/lock-released held-at-return at 0']);
  });
});

describe('contract/irql-restored', () => {
  it('an IRQL left raised by DriverUnload', () => {
    const driver: DriverModule = {
      driverEntry: (ddi, va) => {
        new DriverObject(ddi.memory, va).driverUnload = ddi.routine(
          () => void ddi.KeRaiseIrql(APC_LEVEL),
          'unload',
        );
        return STATUS_SUCCESS;
      },
    };
    expect(breachesOf(driver)).toEqual(['contract/irql-restored changed-at-return at 4']);
    const { bugCheck } = new Executor(subjectOf(driver)).execute(TRACE);
    expect(bugCheck).toMatchObject({ code: 0xc8, parameters: ['0x10002', '0x0', '0x0', '0x0'] });
  });

  it('a bad user address touched under a lock is no exception to guard', () => {
    const driver = reading((ddi, lock, irp) => {
      const irql = ddi.KeAcquireSpinLock(lock);
      try {
        ddi.memory.readU8(NULL_VA);
      } catch {
        ddi.KeReleaseSpinLock(lock, irql);
      }
      return complete(ddi, irp);
    });
    expect(breachesOf(driver)).toEqual(['contract/in-bounds page-fault-in-IRP_MJ_READ at 2']);
  });
});
