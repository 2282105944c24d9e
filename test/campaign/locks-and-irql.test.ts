import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/campaign.ts';
import { CaseRunner } from '../../src/campaign/case-runner.ts';
import { Executor } from '../../src/campaign/execute.ts';
import type { Ddi, DriverModule, Va } from '../../src/impl/ddi/index.ts';
import { DriverObject, Irp, NULL_VA } from '../../src/impl/ddi/index.ts';
import { IO_NO_INCREMENT, IRP_MJ_READ } from '../../src/nt/irp.ts';
import { APC_LEVEL, DISPATCH_LEVEL, HIGH_LEVEL, PASSIVE_LEVEL } from '../../src/nt/irql.ts';
import { type NTSTATUS, STATUS_PENDING, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../src/nt/pool.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { replacing } from './replaced-routines.ts';
import { open, read, subjectOf, traceOf, write } from './subjects.ts';

const TAG = poolTag('Lock');

/** Completes an IRP with nothing transferred. */
function complete(ddi: Ddi, va: Va): NTSTATUS {
  const irp = new Irp(ddi.memory, va);
  irp.status = STATUS_SUCCESS;
  irp.information = 0;
  ddi.IoCompleteRequest(va, IO_NO_INCREMENT);
  return STATUS_SUCCESS;
}

/** A driver whose reads do as `body` says, with a spin lock that lives as long as the driver; they transfer nothing. */
function reading(body: (ddi: Ddi, lock: Va, irp: Va) => NTSTATUS): DriverModule {
  return {
    driverEntry: (ddi, va, mode) => {
      const lock = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
      ddi.KeInitializeSpinLock(lock);
      const driver = replacing(() => ({ unload: () => ddi.ExFreePoolWithTag(lock, TAG) }));
      const status = driver.driverEntry(ddi, va, mode);
      const routine = ddi.routine((_device: Va, irp: Va): NTSTATUS => body(ddi, lock, irp));
      new DriverObject(ddi.memory, va).setMajorFunction(IRP_MJ_READ, routine);
      return status;
    },
  };
}

const TRACE = traceOf('buffered', [open(), write({ length: 3 }), read({ length: 3 }), read()]);

function breachesOf(driver: DriverModule): string[] {
  const breaches = new CaseRunner(subjectOf(driver)).breaches(TRACE);
  return breaches.map(({ property, reason, op }) => `${property} ${reason} at ${op}`);
}

const released = (ddi: Ddi, lock: Va): void => ddi.KeReleaseSpinLock(lock, ddi.KeAcquireSpinLock(lock));

describe('contract/lock-released', () => {
  it.each<[string, string, (ddi: Ddi, lock: Va, irp: Va) => NTSTATUS]>([
    [
      'held-at-return',
      'not released',
      (ddi, lock, irp) => {
        const status = complete(ddi, irp);
        ddi.KeAcquireSpinLock(lock);
        return status;
      },
    ],
    [
      'held-at-return',
      'not released, the IRQL lowered',
      (ddi, lock, irp) => {
        const status = complete(ddi, irp);
        ddi.KeLowerIrql(ddi.KeAcquireSpinLock(lock) + PASSIVE_LEVEL);
        return status;
      },
    ],
    [
      'held-at-completion',
      'held while an IRP is completed',
      (ddi, lock, irp) => {
        const irql = ddi.KeAcquireSpinLock(lock);
        const status = complete(ddi, irp);
        ddi.KeReleaseSpinLock(lock, irql);
        return status;
      },
    ],
    [
      'already-owned',
      'acquired twice',
      (ddi, lock, irp) => {
        ddi.KeAcquireSpinLock(lock);
        ddi.KeAcquireSpinLock(lock);
        return complete(ddi, irp);
      },
    ],
    [
      'already-owned',
      'acquired without KeInitializeSpinLock',
      (ddi, _lock, irp) => {
        ddi.KeAcquireSpinLock(ddi.ExAllocatePoolWithTag(0, 8, TAG));
        return complete(ddi, irp);
      },
    ],
    [
      'not-owned',
      'released twice',
      (ddi, lock, irp) => {
        released(ddi, lock);
        ddi.KeReleaseSpinLock(lock, PASSIVE_LEVEL);
        return complete(ddi, irp);
      },
    ],
    [
      'not-owned',
      'overwritten while it is held',
      (ddi, lock, irp) => {
        const irql = ddi.KeAcquireSpinLock(lock);
        ddi.KeInitializeSpinLock(lock);
        ddi.KeReleaseSpinLock(lock, irql);
        return complete(ddi, irp);
      },
    ],
    [
      'released-at-wrong-irql',
      'released at PASSIVE_LEVEL',
      (ddi, lock, irp) => {
        const irql = ddi.KeAcquireSpinLock(lock);
        ddi.KeLowerIrql(irql);
        ddi.KeReleaseSpinLock(lock, irql);
        return complete(ddi, irp);
      },
    ],
  ])('%s: a spin lock that is %s', (reason, _name, body) => {
    expect(breachesOf(reading(body))).toEqual([`contract/lock-released ${reason} at 2`]);
  });

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

  it.each([
    ['nested', 2],
    ['at DISPATCH_LEVEL', 1],
  ])('compares the acquisitions of a driver that keeps to the rules, %s', (name, acquired) => {
    const driver = reading((ddi, lock, irp) => {
      const outer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
      const irql = name === 'nested' ? ddi.KeAcquireSpinLock(outer) : ddi.KeRaiseIrql(DISPATCH_LEVEL);
      released(ddi, lock);
      expect(ddi.KeGetCurrentIrql()).toBe(DISPATCH_LEVEL);
      if (name === 'nested') ddi.KeReleaseSpinLock(outer, irql);
      else ddi.KeLowerIrql(irql);
      ddi.ExFreePoolWithTag(outer, TAG);
      return complete(ddi, irp);
    });
    expect(breachesOf(driver)).toEqual([]);
    const verdict = new CaseRunner(subjectOf(driver)).run(TRACE).judgement.verdicts;
    expect(verdict.find(({ property }) => property === 'contract/lock-released')?.compared).toBe(
      2 * acquired,
    );
  });

  it('in a campaign it is ok for a driver with locks', async () => {
    const driver = reading((ddi, lock, irp) => {
      released(ddi, lock);
      return complete(ddi, irp);
    });
    const request = { subject: subjectOf(driver), modes: BUFFERING_MODES, cases: 60, seed: 1 };
    const { properties, findings } = await runCampaign(request);
    expect(findings).toEqual([]);
    const result = properties.find(({ id }) => id === 'contract/lock-released');
    expect(result).toMatchObject({ verdict: 'ok', unit: 'acquisitions' });
    expect(result?.compared).toBeGreaterThan(60);
  });
});

describe('contract/irql-restored', () => {
  it.each<[string, string, (ddi: Ddi) => void]>([
    ['changed-at-return', 'left raised', (ddi) => void ddi.KeRaiseIrql(APC_LEVEL)],
    [
      'raised-to-lower',
      'lowered by KeRaiseIrql',
      (ddi) => {
        ddi.KeRaiseIrql(HIGH_LEVEL);
        ddi.KeRaiseIrql(PASSIVE_LEVEL);
      },
    ],
    ['raised-to-lower', 'raised to nowhere', (ddi) => void ddi.KeRaiseIrql(HIGH_LEVEL + 1)],
    ['lowered-to-higher', 'raised by KeLowerIrql', (ddi) => ddi.KeLowerIrql(APC_LEVEL)],
    [
      'lowered-to-higher',
      'raised by a release',
      (ddi) => {
        const lock = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, TAG);
        ddi.KeAcquireSpinLock(lock);
        ddi.KeReleaseSpinLock(lock, HIGH_LEVEL);
      },
    ],
    [
      'called-above-irql',
      'too high for a routine',
      (ddi) => {
        ddi.KeRaiseIrql(DISPATCH_LEVEL);
        ddi.IoDeleteSymbolicLink(NULL_VA);
      },
    ],
  ])('%s: an IRQL that is %s', (reason, _name, misuse) => {
    const driver = reading((ddi, _lock, irp) => {
      const status = complete(ddi, irp);
      misuse(ddi);
      return status;
    });
    expect(breachesOf(driver)).toEqual([`contract/irql-restored ${reason} at 2`]);
  });

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

describe('contract/pending-marked', () => {
  it('not-marked: STATUS_PENDING for an IRP that was completed without the mark', () => {
    const driver = reading((ddi, _lock, irp) => {
      complete(ddi, irp);
      return STATUS_PENDING;
    });
    expect(breachesOf(driver)).toEqual(['contract/pending-marked not-marked at 2']);
  });

  it('marked-not-returned: the mark, and another status', () => {
    const driver = reading((ddi, _lock, irp) => {
      new Irp(ddi.memory, irp).markPending();
      return complete(ddi, irp);
    });
    expect(breachesOf(driver)).toEqual(['contract/pending-marked marked-not-returned at 2']);
  });

  it('says nothing where both agree', () => {
    const driver = reading((ddi, _lock, irp) => {
      new Irp(ddi.memory, irp).markPending();
      complete(ddi, irp);
      return STATUS_PENDING;
    });
    expect(breachesOf(driver)).toEqual([]);
  });
});
