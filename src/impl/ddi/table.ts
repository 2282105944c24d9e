import { APC_LEVEL, DISPATCH_LEVEL, HIGH_LEVEL, PASSIVE_LEVEL } from '../../nt/irql.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import { POOL_FLAG_UNINITIALIZED } from '../../nt/pool.ts';
import { completeRequest } from '../io/completion.ts';
import { createDevice, deleteDevice } from '../io/device-lifetime.ts';
import { attachDeviceToDeviceStack, detachDevice } from '../io/device-stack.ts';
import { ioCallDriver } from '../io/dispatch.ts';
import type { IoManager } from '../io/io-manager.ts';
import { allocateMdlFor } from '../io/irp-mdl.ts';
import { keLowerIrql, keRaiseIrql } from '../kernel/irql.ts';
import { noteMdl } from '../kernel/note-mdl.ts';
import { keAcquireSpinLock, keInitializeSpinLock, keReleaseSpinLock } from '../kernel/spin-lock.ts';
import { ioFreeMdl, mmBuildMdlForNonPagedPool, mmPrepareMdlForReuse } from '../memory/mdl-allocate.ts';
import { mmProbeAndLockPages, mmUnlockPages } from '../memory/mdl-lock.ts';
import { mmGetSystemAddressForMdlSafe, mmMapLockedPages, mmUnmapLockedPages } from '../memory/mdl-map.ts';
import { ioBuildPartialMdl, mmAdvanceMdl } from '../memory/mdl-partial.ts';
import { probeForRead, probeForWrite } from '../memory/probe.ts';
import { readUnicodeString } from '../memory/unicode-string.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { allocatePool, owned } from './allocate-pool.ts';
import { exFreePool } from './free-pool.ts';

/** One routine that drivers may call. */
export interface DdiEntry<Arguments extends readonly unknown[], Result> {
  /** The highest IRQL it may be called at. */
  readonly maxIrql: number;
  readonly call: (io: IoManager, ...parameters: Arguments) => Result;
}

function entry<Arguments extends readonly unknown[], Result>(
  maxIrql: number,
  call: (io: IoManager, ...parameters: Arguments) => Result,
): DdiEntry<Arguments, Result> {
  return { maxIrql, call };
}

/**
 * Every routine of the kernel that a driver may call, by its Windows name, with the parameters Windows
 * documents (design D10). Lengths are bytes; addresses are virtual. Macros of the WDK that touch nothing
 * but a structure's fields are members of the views instead (`Irp.currentStackLocation`, `Mdl.byteCount`).
 */
export const DDI_TABLE = {
  /** Creates a device and writes its address to `*deviceObject` (R2). A NULL name creates it unnamed. */
  IoCreateDevice: entry(
    APC_LEVEL,
    (
      io,
      driver: Va,
      extensionBytes: number,
      name: Va,
      deviceType: number,
      characteristics: number,
      exclusive: boolean,
      deviceObject: Va,
    ): NTSTATUS =>
      createDevice(io, driver, extensionBytes, name, deviceType, characteristics, exclusive, deviceObject),
  ),
  /** Unlinks, unnames and frees a device. */
  IoDeleteDevice: entry(APC_LEVEL, (io, device: Va): void => deleteDevice(io, device)),
  /** Returns the device `source` stands above now, NULL when it can't (R58). */
  IoAttachDeviceToDeviceStack: entry(
    DISPATCH_LEVEL,
    (io, source: Va, target: Va): Va => attachDeviceToDeviceStack(io, source, target),
  ),
  /** Takes off what is attached to `target` (R58). */
  IoDetachDevice: entry(PASSIVE_LEVEL, (io, target: Va): void => detachDevice(io, target)),
  /** Both names are UNICODE_STRINGs (R1). */
  IoCreateSymbolicLink: entry(PASSIVE_LEVEL, (io, link: Va, target: Va): NTSTATUS => {
    const { memory } = io.kernel;
    return io.namespace.createLink(readUnicodeString(memory, link), readUnicodeString(memory, target));
  }),
  /** The name is a UNICODE_STRING. */
  IoDeleteSymbolicLink: entry(
    PASSIVE_LEVEL,
    (io, link: Va): NTSTATUS => io.namespace.deleteLink(readUnicodeString(io.kernel.memory, link)),
  ),
  /** Passes an IRP on to the driver of a device below; returns what that returned (R59a). */
  IoCallDriver: entry(DISPATCH_LEVEL, (io, device: Va, irp: Va): NTSTATUS => ioCallDriver(io, device, irp)),
  /** Completes an IRP whose IoStatus is set; the caller no longer owns it (R44, R57). */
  IoCompleteRequest: entry(DISPATCH_LEVEL, (io, irp: Va, _priorityBoost: number): void =>
    completeRequest(io, irp),
  ),
  /** R70: with an IRP the MDL becomes its first, or with `secondary` the last of its chain. NULL as pool gives. */
  IoAllocateMdl: entry(
    DISPATCH_LEVEL,
    (io, address: Va, lengthBytes: number, secondary: boolean, _chargeQuota: boolean, irp: Va): Va =>
      io.kernel.faults.strikes('pool-allocation')
        ? NULL_VA
        : owned(io.kernel, allocateMdlFor(io.kernel.mm, address, lengthBytes, secondary, irp)),
  ),
  /** Frees this MDL alone, not its chain, and unlocks nothing (R79). 0xC4/0xB8 for one that is still mapped. */
  IoFreeMdl: entry(DISPATCH_LEVEL, (io, mdl: Va): void => ioFreeMdl(io.kernel.mm, mdl)),
  /** Makes `target` describe a part of `source` (R77); 0 bytes stand for the rest of it from `address`. */
  IoBuildPartialMdl: entry(
    DISPATCH_LEVEL,
    (io, source: Va, target: Va, address: Va, lengthBytes: number): void => {
      ioBuildPartialMdl(io.kernel.mm, source, target, address, lengthBytes);
      noteMdl(io.kernel, target, 0);
    },
  ),
  /** Locks the pages of an MDL (R71); catch `RaisedException`. `operation` is IoReadAccess and so on. */
  MmProbeAndLockPages: entry(DISPATCH_LEVEL, (io, mdl: Va, mode: number, operation: number): void => {
    const { mm } = io.kernel;
    const before = mm.lockedPages;
    mmProbeAndLockPages(mm, mdl, mode, operation);
    noteMdl(io.kernel, mdl, mm.lockedPages - before);
  }),
  /** Unmaps a system mapping first, then unlocks every page (R72). */
  MmUnlockPages: entry(DISPATCH_LEVEL, (io, mdl: Va): void => mmUnlockPages(io.kernel.mm, mdl)),
  /** Fills in the frames of a pool buffer; such an MDL is never locked or mapped (R73). */
  MmBuildMdlForNonPagedPool: entry(DISPATCH_LEVEL, (io, mdl: Va): void =>
    mmBuildMdlForNonPagedPool(io.kernel.mm, mdl),
  ),
  /** Maps into system space; KernelMode alone is supported (R74). */
  MmMapLockedPagesSpecifyCache: entry(
    DISPATCH_LEVEL,
    (
      io,
      mdl: Va,
      _mode: number,
      _cacheType: number,
      _base: Va,
      bugCheckOnFailure: boolean,
      _priority: number,
    ): Va => mmMapLockedPages(io.kernel.mm, mdl, bugCheckOnFailure),
  ),
  /** The mapping there is, or a new one; NULL when it fails (R75). */
  MmGetSystemAddressForMdlSafe: entry(
    DISPATCH_LEVEL,
    (io, mdl: Va, _priority: number): Va => mmGetSystemAddressForMdlSafe(io.kernel.mm, mdl),
  ),
  /** Releases exactly the system mapping of this MDL (R76). */
  MmUnmapLockedPages: entry(DISPATCH_LEVEL, (io, base: Va, mdl: Va): void =>
    mmUnmapLockedPages(io.kernel.mm, base, mdl),
  ),
  /** Gives up the first `bytes` bytes; pages wholly passed are unlocked (R80). */
  MmAdvanceMdl: entry(
    DISPATCH_LEVEL,
    (io, mdl: Va, bytes: number): NTSTATUS => mmAdvanceMdl(io.kernel.mm, mdl, bytes),
  ),
  /** Unmaps a mapping of its own that a partial MDL made (R78). */
  MmPrepareMdlForReuse: entry(DISPATCH_LEVEL, (io, mdl: Va): void => mmPrepareMdlForReuse(io.kernel.mm, mdl)),
  /** Raises what R22 says; catch `RaisedException`. */
  ProbeForRead: entry(APC_LEVEL, (_io, address: Va, lengthBytes: number, alignment: number): void =>
    probeForRead(address, lengthBytes, alignment),
  ),
  /** As ProbeForRead, and every page is read and rewritten (R22). */
  ProbeForWrite: entry(APC_LEVEL, (io, address: Va, lengthBytes: number, alignment: number): void =>
    probeForWrite(io.kernel.memory, address, lengthBytes, alignment),
  ),
  /** Contents are not initialised; NULL when pool is exhausted. */
  ExAllocatePoolWithTag: entry(
    DISPATCH_LEVEL,
    (io, _poolType: number, sizeBytes: number, tag: number): Va =>
      allocatePool(io.kernel, sizeBytes, tag, false),
  ),
  /** Contents are zero unless POOL_FLAG_UNINITIALIZED is given (R36). */
  ExAllocatePool2: entry(
    DISPATCH_LEVEL,
    (io, flags: number, sizeBytes: number, tag: number): Va =>
      allocatePool(io.kernel, sizeBytes, tag, (flags & POOL_FLAG_UNINITIALIZED) === 0),
  ),
  /** Stops the machine with 0xC2 for an address that is no live block. */
  ExFreePoolWithTag: entry(DISPATCH_LEVEL, (io, address: Va, _tag: number): void =>
    exFreePool(io.kernel, address),
  ),
  /** The IRQL, PASSIVE_LEVEL (0) to HIGH_LEVEL (15). */
  KeGetCurrentIrql: entry(HIGH_LEVEL, (io): number => io.kernel.context.irql),
  /** Returns the IRQL there was, which Windows stores in `*OldIrql`. */
  KeRaiseIrql: entry(HIGH_LEVEL, (io, newIrql: number): number => keRaiseIrql(io.kernel, newIrql)),
  /** Stops the machine with 0xC4/0x31 for an IRQL above the current one. */
  KeLowerIrql: entry(HIGH_LEVEL, (io, newIrql: number): void => keLowerIrql(io.kernel, newIrql)),
  /** A KSPIN_LOCK is 8 bytes of the driver's own nonpaged memory. */
  KeInitializeSpinLock: entry(HIGH_LEVEL, (io, lock: Va): void => keInitializeSpinLock(io.kernel, lock)),
  /** Raises to DISPATCH_LEVEL and returns the IRQL there was, which Windows stores in `*OldIrql`. */
  KeAcquireSpinLock: entry(DISPATCH_LEVEL, (io, lock: Va): number => keAcquireSpinLock(io.kernel, lock)),
  /** Lowers to the IRQL that acquiring returned. 0x10 for a lock that is not held. */
  KeReleaseSpinLock: entry(DISPATCH_LEVEL, (io, lock: Va, oldIrql: number): void =>
    keReleaseSpinLock(io.kernel, lock, oldIrql),
  ),
  /** Stops the machine; the run ends with this bug check. */
  KeBugCheckEx: entry(
    DISPATCH_LEVEL,
    (
      io,
      code: number,
      parameter1: number,
      parameter2: number,
      parameter3: number,
      parameter4: number,
    ): never =>
      io.kernel.bugCheck(code, [parameter1, parameter2, parameter3, parameter4], 'raised by the driver'),
  ),
  /** The text is an event of runs that are recorded in full, such as replays. */
  DbgPrint: entry(DISPATCH_LEVEL, (io, text: string): void => io.kernel.recorder.event('DbgPrint', { text })),
} as const;

/** {@link DDI_TABLE} as a type. */
export type DdiTable = typeof DDI_TABLE;
