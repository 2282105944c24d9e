import { describe, expect, it } from 'vitest';
import { type Ddi, DeviceObject } from '../../../src/impl/ddi/index.ts';
import { type AnyRow, highestIrql } from '../../../src/impl/ddi/row.ts';
import { DDI_TABLE } from '../../../src/impl/ddi/table.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { IRP_MJ_FLUSH_BUFFERS } from '../../../src/nt/irp.ts';
import { APC_LEVEL, DISPATCH_LEVEL, HIGH_LEVEL, KernelMode, PASSIVE_LEVEL } from '../../../src/nt/irql.ts';
import { IoWriteAccess, MmCached, NormalPagePriority } from '../../../src/nt/mdl.ts';
import { STATUS_INVALID_DEVICE_REQUEST, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED, POOL_FLAG_UNINITIALIZED } from '../../../src/nt/pool.ts';
import { failing, NOTHING } from '../../../src/trace/during.ts';
import type { RunEvent } from '../../../src/trace/run/event.ts';
import { contentOf, eventOf } from '../../trace/run/events.ts';
import {
  createDevice,
  createLink,
  DEVICE_NAME,
  deleteLink,
  start,
  unicodeString,
  type World,
} from '../io/test-driver.ts';

const TAG = 0x54534554;
const block = (ddi: Ddi, size = 64): Va => ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, size, TAG);
const lockedMdl = (ddi: Ddi): Va => {
  const mdl = ddi.IoAllocateMdl(block(ddi, 4096), 4096, false, false, NULL_VA);
  ddi.MmProbeAndLockPages(mdl, KernelMode, IoWriteAccess);
  return mdl;
};

type Names = keyof typeof DDI_TABLE;

/** A right use of each routine; what it gives is what `expected` says. */
const USES: Readonly<Record<Names, (world: World) => unknown>> = {
  IoCreateDevice: ({ ddi, driver }) => {
    const pointer = block(ddi, 8);
    const name = unicodeString(ddi, '\\Device\\Eight');
    const status = ddi.IoCreateDevice(driver, 24, name, 0x15, 0x100, true, pointer);
    const device = ddi.memory.readPointer(pointer);
    return [status, ddi.memory.readI32(vaAdd(device, 0x48)), ddi.memory.readU16(vaAdd(device, 2)) - 0x150];
  },
  IoDeleteDevice: ({ ddi, driver }) => ddi.IoDeleteDevice(createDevice(ddi, driver, null).device),
  IoAttachDeviceToDeviceStack: ({ ddi, driver, device }) => {
    const { device: upper } = createDevice(ddi, driver, null);
    return [
      ddi.IoAttachDeviceToDeviceStack(upper, device) - device,
      new DeviceObject(ddi.memory, upper).stackSize,
    ];
  },
  IoDetachDevice: ({ ddi, driver, device }) => {
    ddi.IoAttachDeviceToDeviceStack(createDevice(ddi, driver, null).device, device);
    ddi.IoDetachDevice(device);
    return new DeviceObject(ddi.memory, device).attachedDevice;
  },
  IoCallDriver: ({ ddi, kernel, device }) => {
    const irp = allocateIrp(kernel, 1);
    if (irp === null) throw new Error('no IRP');
    irp.nextStackLocation.majorFunction = IRP_MJ_FLUSH_BUFFERS;
    return ddi.IoCallDriver(device, irp.va);
  },
  IoCreateSymbolicLink: ({ ddi }) => createLink(ddi, '\\??\\New', DEVICE_NAME),
  IoDeleteSymbolicLink: ({ ddi }) => deleteLink(ddi, '\\??\\Example'),
  IoCompleteRequest: ({ call }) =>
    call({
      call: 'NtCreateFile',
      name: DEVICE_NAME,
      access: 'read',
      overlapped: false,
      options: [],
      share: 'read-write',
      during: NOTHING,
    }).status,
  IoAllocateMdl: ({ ddi }) =>
    ddi.memory.readI32(vaAdd(ddi.IoAllocateMdl(POOL_BASE, 77, false, false, NULL_VA), 0x28)),
  IoFreeMdl: ({ ddi }) => ddi.IoFreeMdl(ddi.IoAllocateMdl(POOL_BASE, 1, false, false, NULL_VA)),
  IoBuildPartialMdl: ({ ddi }) => {
    const source = lockedMdl(ddi);
    const start = ddi.memory.readPointer(vaAdd(source, 0x20));
    const part = ddi.IoAllocateMdl(start, 100, false, false, NULL_VA);
    ddi.IoBuildPartialMdl(source, part, vaAdd(start, 3), 50);
    return [ddi.memory.readI32(vaAdd(part, 0x28)), ddi.memory.readI32(vaAdd(part, 0x2c))];
  },
  MmProbeAndLockPages: ({ ddi, kernel }) => {
    lockedMdl(ddi);
    return kernel.mm.lockedPages;
  },
  MmUnlockPages: ({ ddi, kernel }) => {
    ddi.MmUnlockPages(lockedMdl(ddi));
    return kernel.mm.lockedPages;
  },
  MmBuildMdlForNonPagedPool: ({ ddi }) => {
    const mdl = ddi.IoAllocateMdl(block(ddi), 64, false, false, NULL_VA);
    ddi.MmBuildMdlForNonPagedPool(mdl);
    return ddi.memory.readU16(vaAdd(mdl, 0xa)) & 4;
  },
  MmMapLockedPagesSpecifyCache: ({ ddi, kernel }) => {
    kernel.faults.arm(failing('system-mapping'));
    return ddi.MmMapLockedPagesSpecifyCache(
      lockedMdl(ddi),
      KernelMode,
      MmCached,
      NULL_VA,
      false,
      NormalPagePriority,
    );
  },
  MmGetSystemAddressForMdlSafe: ({ ddi }) =>
    ddi.MmGetSystemAddressForMdlSafe(lockedMdl(ddi), NormalPagePriority) < 0,
  MmUnmapLockedPages: ({ ddi, kernel }) => {
    const mdl = lockedMdl(ddi);
    ddi.MmUnmapLockedPages(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), mdl);
    return kernel.systemPtes.liveSpans;
  },
  MmAdvanceMdl: ({ ddi }) => ddi.MmAdvanceMdl(lockedMdl(ddi), 5),
  MmPrepareMdlForReuse: ({ ddi }) =>
    ddi.MmPrepareMdlForReuse(ddi.IoAllocateMdl(POOL_BASE, 1, false, false, NULL_VA)),
  ProbeForRead: ({ ddi }) => {
    expect(() => ddi.ProbeForRead(vaAdd(NULL_VA, 0x10001), 8, 4)).toThrow('STATUS_DATATYPE_MISALIGNMENT');
    return ddi.ProbeForRead(0x10000 as Va, 8, 4);
  },
  ProbeForWrite: ({ ddi }) => {
    expect(() => ddi.ProbeForWrite(0x10000 as Va, 8, 4)).toThrow('STATUS_ACCESS_VIOLATION writing 0x10000');
    return ddi.ProbeForWrite(NULL_VA, 0, 4);
  },
  ExAllocatePoolWithTag: ({ ddi }) => ddi.memory.readU8(ddi.ExAllocatePoolWithTag(0, 64, TAG)),
  ExAllocatePool2: ({ ddi }) => [
    ddi.memory.readU8(ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 64, TAG)),
    ddi.memory.readU8(ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED | POOL_FLAG_UNINITIALIZED, 64, TAG)),
  ],
  ExFreePoolWithTag: ({ ddi }) => ddi.ExFreePoolWithTag(block(ddi), TAG),
  KeGetCurrentIrql: ({ ddi }) => ddi.KeGetCurrentIrql(),
  KeRaiseIrql: ({ ddi, kernel }) => [ddi.KeRaiseIrql(APC_LEVEL), kernel.context.irql],
  KeLowerIrql: ({ ddi, kernel }) => {
    ddi.KeLowerIrql(ddi.KeRaiseIrql(HIGH_LEVEL));
    return kernel.context.irql;
  },
  KeInitializeSpinLock: ({ ddi }) => {
    const lock = ddi.ExAllocatePoolWithTag(0, 8, TAG);
    ddi.KeInitializeSpinLock(lock);
    return ddi.memory.readPointer(lock);
  },
  KeAcquireSpinLock: ({ ddi, kernel }) => [ddi.KeAcquireSpinLock(block(ddi)), kernel.context.irql],
  KeReleaseSpinLock: ({ ddi, kernel }) => {
    const lock = block(ddi);
    ddi.KeReleaseSpinLock(lock, ddi.KeAcquireSpinLock(lock));
    return kernel.context.irql;
  },
  memcpy: ({ ddi }) => {
    const [target, source] = [block(ddi), block(ddi)];
    ddi.memory.writeI32(source, 0x1234);
    return [ddi.memcpy(target, source, 4) === target, ddi.memory.readI32(target)];
  },
  memmove: ({ ddi }) => {
    const at = block(ddi);
    ddi.memory.writeI32(at, 0x04030201);
    ddi.memory.writeI32(vaAdd(at, 4), 0x08070605);
    return [ddi.memmove(vaAdd(at, 1), at, 6) === vaAdd(at, 1), ddi.memory.readI32(vaAdd(at, 4))];
  },
  memset: ({ ddi }) => {
    const at = block(ddi);
    return [ddi.memset(at, 0x1ff, 2) === at, ddi.memory.readU16(at)];
  },
  RtlInitUnicodeString: ({ ddi }) => {
    const [target, text] = [block(ddi), block(ddi)];
    for (const [index, letter] of [...'abc\0'].entries())
      ddi.memory.writeU16(vaAdd(text, 2 * index), letter.charCodeAt(0));
    const made = (source: Va): readonly unknown[] => {
      ddi.RtlInitUnicodeString(target, source);
      const lengths = [ddi.memory.readU16(target), ddi.memory.readU16(vaAdd(target, 2))];
      return [...lengths, ddi.memory.readPointer(vaAdd(target, 8)) === source];
    };
    return [made(text), made(NULL_VA)];
  },
  KeBugCheckEx: ({ ddi, kernel }) => {
    expect(() => ddi.KeBugCheckEx(0xdead, 1, 2, 3, 4)).toThrow(MachineStopped);
    const { code, parameters } = kernel.recorder.bugCheck ?? {};
    return [code, ...(parameters ?? [])];
  },
  DbgPrint: ({ ddi, kernel }) => {
    ddi.DbgPrint('hello');
    return kernel.recorder.events.at(-1)?.detail;
  },
};

const EXPECTED: Readonly<Record<Names, unknown>> = {
  IoCreateDevice: [STATUS_SUCCESS, 0x15, 24],
  IoDeleteDevice: undefined,
  IoAttachDeviceToDeviceStack: [0, 2],
  IoDetachDevice: NULL_VA,
  IoCallDriver: STATUS_INVALID_DEVICE_REQUEST,
  IoCreateSymbolicLink: STATUS_SUCCESS,
  IoDeleteSymbolicLink: STATUS_SUCCESS,
  IoCompleteRequest: STATUS_SUCCESS,
  IoAllocateMdl: 77,
  IoFreeMdl: undefined,
  IoBuildPartialMdl: [50, 3],
  MmProbeAndLockPages: 1,
  MmUnlockPages: 0,
  MmBuildMdlForNonPagedPool: 4,
  MmMapLockedPagesSpecifyCache: NULL_VA,
  MmGetSystemAddressForMdlSafe: true,
  MmUnmapLockedPages: 0,
  MmAdvanceMdl: STATUS_SUCCESS,
  MmPrepareMdlForReuse: undefined,
  ProbeForRead: undefined,
  ProbeForWrite: undefined,
  ExAllocatePoolWithTag: POOL_POISON,
  ExAllocatePool2: [0, POOL_POISON],
  ExFreePoolWithTag: undefined,
  KeGetCurrentIrql: 0,
  KeRaiseIrql: [PASSIVE_LEVEL, APC_LEVEL],
  KeLowerIrql: PASSIVE_LEVEL,
  KeInitializeSpinLock: NULL_VA,
  KeAcquireSpinLock: [PASSIVE_LEVEL, DISPATCH_LEVEL],
  KeReleaseSpinLock: PASSIVE_LEVEL,
  memcpy: [true, 0x1234],
  memmove: [true, 0x08060504],
  memset: [true, 0xffff],
  RtlInitUnicodeString: [
    [6, 8, true],
    [0, 0, true],
  ],
  KeBugCheckEx: [0xdead, '0x1', '0x2', '0x3', '0x4'],
  DbgPrint: { text: 'hello' },
};

const NAMES = Object.keys(DDI_TABLE) as Names[];

describe.each(NAMES)('%s', (name) => {
  it('takes the parameters Windows documents', () => {
    const world = start({ recording: 'full' });
    expect(USES[name](world)).toEqual(EXPECTED[name]);
    expect(
      world.kernel.recorder.events.some(({ kind, detail }) => kind === 'ddi' && detail['name'] === name),
    ).toBe(true);
  });

  it('above its IRQL is 0xA, or what Driver Verifier has for it', () => {
    const { ddi, kernel } = start();
    const row: AnyRow = DDI_TABLE[name];
    const maxIrql = highestIrql(row);
    kernel.context.irql = maxIrql + 1;
    expect(() => (ddi[name] as () => unknown)()).toThrow(MachineStopped);
    expect(kernel.recorder.bugCheck).toMatchObject({
      code: row.above === undefined ? 0xa : 0xc4,
      parameters: [`0x${(row.above ?? 0).toString(16)}`, `0x${(maxIrql + 1).toString(16)}`, '0x0', '0x0'],
      reason: `${name} called at IRQL ${maxIrql + 1}`,
    });
  });

  it('throws once the machine has stopped', () => {
    const { ddi, kernel } = start();
    expect(() => kernel.bugCheck(0x44, [], 'first')).toThrow();
    expect(() => (ddi[name] as () => unknown)()).toThrow('(0x44)');
  });
});

describe('ExFreePoolWithTag', () => {
  it.each<[string, (ddi: Ddi) => Va, string]>([
    ['NULL', () => NULL_VA, '0x46'],
    ['what is no block', (ddi) => vaAdd(block(ddi), 16), '0x46'],
    [
      'what is free already',
      (ddi) => {
        const va = block(ddi);
        ddi.ExFreePoolWithTag(va, TAG);
        return va;
      },
      '0x7',
    ],
  ])('of %s is 0xC2', (_name, address, parameter) => {
    const { ddi, kernel } = start();
    expect(() => ddi.ExFreePoolWithTag(address(ddi), TAG)).toThrow(MachineStopped);
    const { code, parameters } = kernel.recorder.bugCheck ?? {};
    expect([code, parameters?.[0]]).toEqual([0xc2, parameter]);
  });
});

describe('MmMapLockedPagesSpecifyCache', () => {
  it('R74 that must not fail is 0x3F', () => {
    const { ddi, kernel } = start();
    const mdl = lockedMdl(ddi);
    kernel.faults.arm(failing('system-mapping'));
    expect(() => ddi.MmMapLockedPagesSpecifyCache(mdl, KernelMode, MmCached, NULL_VA, true, 16)).toThrow(
      '(0x3F)',
    );
  });
});

describe('reports', () => {
  it('say what moved between a UserPtr and its T', () => {
    const { ddi, kernel } = start();
    const va = block(ddi);
    ddi.reports.beginUserPtrTransfer();
    ddi.memory.copyIn(va, new Uint8Array(12), 0, 12);
    ddi.reports.endUserPtrTransfer('write', 'read', 4, STATUS_SUCCESS);
    expect(kernel.recorder.userPtrs).toMatchObject([
      {
        op: 0,
        request: null,
        direction: 'write',
        method: 'read',
        sizeBytes: 4,
        status: STATUS_SUCCESS,
        movedBytes: 12,
      },
    ]);
  });

  it.each(['judge', 'full'] as const)('of offsets and pointers are events, recording %s', (recording) => {
    const { ddi, kernel } = start({ recording });
    const before = kernel.recorder.events.length;
    ddi.reports.requestOffset(2n ** 40n);
    ddi.reports.userPtr(NULL_VA, 1, 2);
    const expected: readonly RunEvent[] =
      recording === 'judge'
        ? []
        : [
            eventOf('request.offset', { offset: 2n ** 40n }),
            eventOf('request.userPtr', { isNull: true, readSizeBytes: 1, writeSizeBytes: 2 }),
          ];
    expect(kernel.recorder.events.slice(before).map(contentOf)).toEqual(expected.map(contentOf));
  });
});
