import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import { type Ddi, Irp, NULL_VA, type Va } from '../../src/impl/ddi/index.ts';
import { APC_LEVEL, DISPATCH_LEVEL, KernelMode } from '../../src/nt/irql.ts';
import { IoWriteAccess, MdlMappingNoWrite, NormalPagePriority } from '../../src/nt/mdl.ts';
import type { NTSTATUS } from '../../src/nt/ntstatus.ts';
import { NonPagedPoolNx, PagedPool, POOL_FLAG_NON_PAGED, POOL_FLAG_PAGED } from '../../src/nt/pool.ts';
import type { BugCheck } from '../../src/trace/run/run.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { open, read, subjectOf, traceOf, write } from '../campaign/subjects.ts';
import { complete, reading, TAG } from './locks-and-irql.setup.ts';

type Body = (ddi: Ddi, lock: Va, irp: Va) => NTSTATUS;

/** The code of a bug check, what Driver Verifier tells violations apart by, and the IRQL where it says one. */
function stopOf({ code, parameters: [first = '', irql = ''] }: BugCheck): (number | string)[] {
  if (code === 0xbe) return [code];
  return code === 0xc4 ? [code, first, irql] : [code, irql];
}

/** How the machine stopped, and what properties say of it. */
function judged(body: Body, mode: BufferingMode = 'neither') {
  const trace = traceOf(mode, [open(), write({ length: 3 }), read({ length: 3 })]);
  const { run, judgement } = new CaseRunner(subjectOf(reading(body))).run(trace);
  const { bugCheck } = run;
  const breaches = judgement.verdicts.flatMap(({ breach }) => breach ?? []);
  return {
    stop: bugCheck === null ? null : stopOf(bugCheck),
    found: breaches
      .filter(({ property }) => property.startsWith('contract/'))
      .map(({ property, reason }) => `${property} ${reason}`),
  };
}

const at = (level: number, body: Body): Body => {
  return (ddi, lock, irp) => {
    const irql = ddi.KeRaiseIrql(level);
    const status = body(ddi, lock, irp);
    ddi.KeLowerIrql(irql);
    return status;
  };
};

const userBuffer = (ddi: Ddi, irp: Va): Va => new Irp(ddi.memory, irp).userBuffer;
const touch: Body = (ddi, _lock, irp) => {
  ddi.memory.writeU8(userBuffer(ddi, irp), 1);
  return complete(ddi, irp);
};

describe('user memory', () => {
  it('is there at APC_LEVEL', () => {
    expect(judged(at(APC_LEVEL, touch))).toEqual({ stop: null, found: [] });
  });

  it('is out at DISPATCH_LEVEL, and no handler catches that', () => {
    const guarded: Body = (ddi, lock, irp) => {
      try {
        return touch(ddi, lock, irp);
      } catch {
        return complete(ddi, irp);
      }
    };
    const found = ['contract/in-bounds page-fault-in-IRP_MJ_READ'];
    for (const body of [touch, guarded]) {
      expect(judged(at(DISPATCH_LEVEL, body))).toEqual({
        stop: [0xd1, '0x2'],
        found,
      });
    }
  });

  it('is out while a spin lock is held, and back when it is released', () => {
    const held: Body = (ddi, lock, irp) => {
      const irql = ddi.KeAcquireSpinLock(lock);
      ddi.memory.readU8(userBuffer(ddi, irp));
      ddi.KeReleaseSpinLock(lock, irql);
      return complete(ddi, irp);
    };
    const released: Body = (ddi, lock, irp) => {
      ddi.KeReleaseSpinLock(lock, ddi.KeAcquireSpinLock(lock));
      return touch(ddi, lock, irp);
    };
    expect(judged(held).stop).toEqual([0xd1, '0x2']);
    expect(judged(released)).toEqual({ stop: null, found: [] });
  });

  it('is there at DISPATCH_LEVEL where an MDL locks it', () => {
    const locked: Body = (ddi, lock, irp) => {
      const mdl = ddi.IoAllocateMdl(userBuffer(ddi, irp), 3, false, false, NULL_VA);
      ddi.MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
      const irql = ddi.KeAcquireSpinLock(lock);
      ddi.memory.writeU8(userBuffer(ddi, irp), 1);
      ddi.memory.writeU8(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 1);
      ddi.KeReleaseSpinLock(lock, irql);
      ddi.MmUnlockPages(mdl);
      ddi.IoFreeMdl(mdl);
      return complete(ddi, irp);
    };
    expect(judged(locked)).toEqual({ stop: null, found: [] });
  });

  it('can’t be locked at DISPATCH_LEVEL (R71)', () => {
    const locking: Body = (ddi, _lock, irp) => {
      const mdl = ddi.IoAllocateMdl(userBuffer(ddi, irp), 3, false, false, NULL_VA);
      ddi.MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
      return complete(ddi, irp);
    };
    expect(judged(at(DISPATCH_LEVEL, locking))).toEqual({
      stop: [0xa, '0x2'],
      found: ['contract/irql-restored called-above-irql'],
    });
  });
});

describe('paged pool', () => {
  const paged: readonly [string, (ddi: Ddi) => Va][] = [
    ['ExAllocatePool2', (ddi) => ddi.ExAllocatePool2(POOL_FLAG_PAGED, 24, TAG)],
    ['ExAllocatePoolWithTag', (ddi) => ddi.ExAllocatePoolWithTag(PagedPool, 24, TAG)],
  ];

  it.each(paged)('of %s is there below DISPATCH_LEVEL alone', (_name, allocate) => {
    const using = (level: number): Body => {
      return (ddi, lock, irp) => {
        const block = allocate(ddi);
        const irql = ddi.KeRaiseIrql(level);
        ddi.memory.writeI32(block, 7);
        ddi.KeLowerIrql(irql);
        ddi.ExFreePoolWithTag(block, TAG);
        return touch(ddi, lock, irp);
      };
    };
    expect(judged(using(APC_LEVEL))).toEqual({ stop: null, found: [] });
    expect(judged(using(DISPATCH_LEVEL))).toEqual({
      stop: [0xd1, '0x2'],
      found: ['contract/in-bounds page-fault-in-IRP_MJ_READ'],
    });
  });

  it.each(paged)('of %s is neither allocated nor freed above APC_LEVEL', (_name, allocate) => {
    const found = ['contract/irql-restored called-above-irql'];
    const allocating: Body = (ddi, _lock, irp) => {
      allocate(ddi);
      return complete(ddi, irp);
    };
    const freeing: Body = (ddi, _lock, irp) => {
      const block = allocate(ddi);
      ddi.KeRaiseIrql(DISPATCH_LEVEL);
      ddi.ExFreePoolWithTag(block, TAG);
      return complete(ddi, irp);
    };
    expect(judged(at(DISPATCH_LEVEL, allocating))).toEqual({ stop: [0xc4, '0x1', '0x2'], found });
    expect(judged(freeing)).toEqual({ stop: [0xc4, '0x11', '0x2'], found });
  });

  it('is unlike nonpaged pool, which is there at any IRQL', () => {
    const using: Body = (ddi, _lock, irp) => {
      for (const block of [
        ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 24, TAG),
        ddi.ExAllocatePoolWithTag(NonPagedPoolNx, 24, TAG),
      ]) {
        ddi.memory.writeI32(block, 7);
        ddi.ExFreePoolWithTag(block, TAG);
      }
      return complete(ddi, irp);
    };
    expect(judged(at(DISPATCH_LEVEL, using))).toEqual({ stop: null, found: [] });
  });
});

it('a mapping with MdlMappingNoWrite may be read alone', () => {
  const using = (write: boolean): Body => {
    return (ddi, _lock, irp) => {
      const { mdlAddress } = new Irp(ddi.memory, irp);
      const address = ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority | MdlMappingNoWrite);
      ddi.memory.readU8(address);
      if (write) ddi.memory.writeU8(address, 1);
      return complete(ddi, irp);
    };
  };
  expect(judged(using(false), 'direct')).toEqual({ stop: null, found: [] });
  expect(judged(using(true), 'direct')).toEqual({
    stop: [0xbe],
    found: ['contract/in-bounds read-only-memory-in-IRP_MJ_READ'],
  });
});
