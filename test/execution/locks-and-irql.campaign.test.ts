import { describe, expect, it } from 'vitest';
import { runCampaign } from '../../src/campaign/run-campaign.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { type Ddi, Irp, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import { APC_LEVEL, DISPATCH_LEVEL, HIGH_LEVEL, PASSIVE_LEVEL } from '../../src/nt/irql.ts';
import { type NTSTATUS, STATUS_PENDING } from '../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../src/nt/pool.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';
import { subjectOf } from '../campaign/subjects.ts';
import { breachesOf, complete, reading, TAG, TRACE } from './locks-and-irql.setup.ts';

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
