import { DISPATCH_LEVEL, KernelMode, UserMode } from '../../../nt/irql.ts';
import { IoModifyAccess, IoReadAccess, IoWriteAccess } from '../../../nt/mdl.ts';
import type { NTSTATUS } from '../../../nt/ntstatus.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { allocateMdlFor } from '../../io/irp-mdl.ts';
import { noteMdl } from '../../kernel/note-mdl.ts';
import { Mdl } from '../../memory/mdl.ts';
import { ioFreeMdl, mmBuildMdlForNonPagedPool, mmPrepareMdlForReuse } from '../../memory/mdl-allocate.ts';
import { mmProbeAndLockPages, mmUnlockPages } from '../../memory/mdl-lock.ts';
import { mmGetSystemAddressForMdlSafe, mmMapLockedPages, mmUnmapLockedPages } from '../../memory/mdl-map.ts';
import { ioBuildPartialMdl, mmAdvanceMdl } from '../../memory/mdl-partial.ts';
import { NULL_VA, type Va } from '../../memory/va.ts';
import { owned } from '../allocate-pool.ts';
import { row } from '../row.ts';
import { boolean, bytes, NOTHING, pointer, pointerTo, STATUS, value } from '../signature.ts';

const LOCK_OPERATIONS: readonly number[] = [IoReadAccess, IoWriteAccess, IoModifyAccess];

/** MDLs. */
export const MDL_ROWS = {
  /** R70: with an IRP the MDL becomes its first, or with `secondary` the last of its chain. NULL as pool gives. */
  IoAllocateMdl: row({
    reach: { exports: ['IoAllocateMdl'] },
    irql: DISPATCH_LEVEL,
    parameters: [
      pointer('address', 'bytes', { optional: true, length: 'lengthBytes' }),
      bytes('lengthBytes', 'ULONG'),
      boolean('secondary'),
      boolean('chargeQuota'),
      pointer('irp', 'IRP', { optional: true }),
    ],
    result: pointerTo('MDL'),
    rules: ['R70'],
    counts: 'mdl-call',
    told: 'lengthBytes',
    call: (
      io: IoManager,
      address: Va,
      lengthBytes: number,
      secondary: boolean,
      _chargeQuota: boolean,
      irp: Va,
    ): Va =>
      io.kernel.faults.strikes('pool-allocation')
        ? NULL_VA
        : owned(io.kernel, allocateMdlFor(io.kernel.mm, address, lengthBytes, secondary, irp)),
  }),
  /** Frees this MDL alone, not its chain, and unlocks nothing (R79). 0xC4/0xB8 for one that is still mapped. */
  IoFreeMdl: row({
    reach: { exports: ['IoFreeMdl'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL')],
    result: NOTHING,
    rules: ['R79'],
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va): void => ioFreeMdl(io.kernel.mm, mdl),
  }),
  /** Makes `target` describe a part of `source` (R77); 0 bytes stand for the rest of it from `address`. */
  IoBuildPartialMdl: row({
    reach: { exports: ['IoBuildPartialMdl'] },
    irql: DISPATCH_LEVEL,
    parameters: [
      pointer('source', 'MDL'),
      pointer('target', 'MDL'),
      pointer('address', 'bytes', { length: 'lengthBytes' }),
      bytes('lengthBytes', 'ULONG'),
    ],
    result: NOTHING,
    rules: ['R77'],
    counts: 'mdl-call',
    told: 'lengthBytes',
    call: (io: IoManager, source: Va, target: Va, address: Va, lengthBytes: number): void => {
      ioBuildPartialMdl(io.kernel.mm, source, target, address, lengthBytes);
      noteMdl(io.kernel, target, 0);
    },
  }),
  /** Locks the pages of an MDL (R71); catch `RaisedException`. `operation` is IoReadAccess and so on. */
  MmProbeAndLockPages: row({
    reach: { exports: ['MmProbeAndLockPages'] },
    irql: DISPATCH_LEVEL,
    parameters: [
      pointer('mdl', 'MDL'),
      value('mode', 'KPROCESSOR_MODE'),
      value('operation', 'LOCK_OPERATION'),
    ],
    result: NOTHING,
    rules: ['R71'],
    above: 0x70,
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va, mode: number, operation: number): void => {
      const { mm } = io.kernel;
      if (!LOCK_OPERATIONS.includes(operation))
        io.kernel.refuse(`MmProbeAndLockPages with LOCK_OPERATION ${operation}`);
      const before = mm.lockedPages;
      mmProbeAndLockPages(mm, mdl, mode, operation);
      if (mode === UserMode) {
        const { virtualAddress, byteCount } = new Mdl(mm.memory, mdl);
        io.kernel.listener.probed(virtualAddress, byteCount);
      }
      noteMdl(io.kernel, mdl, mm.lockedPages - before);
    },
  }),
  /** Unmaps a system mapping first, then unlocks every page (R72). */
  MmUnlockPages: row({
    reach: { exports: ['MmUnlockPages'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL')],
    result: NOTHING,
    rules: ['R72'],
    above: 0x78,
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va): void => mmUnlockPages(io.kernel.mm, mdl),
  }),
  /** Fills in the frames of a pool buffer; such an MDL is never locked or mapped (R73). */
  MmBuildMdlForNonPagedPool: row({
    reach: { exports: ['MmBuildMdlForNonPagedPool'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL')],
    result: NOTHING,
    rules: ['R73'],
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va): void => mmBuildMdlForNonPagedPool(io.kernel.mm, mdl),
  }),
  /**
   * Maps into system space, with MdlMappingNoWrite in `priority` to be read alone (R74). Mappings into user space, and at
   * a given address, are refused.
   */
  MmMapLockedPagesSpecifyCache: row({
    reach: { exports: ['MmMapLockedPagesSpecifyCache'] },
    irql: DISPATCH_LEVEL,
    parameters: [
      pointer('mdl', 'MDL'),
      value('mode', 'KPROCESSOR_MODE'),
      value('cacheType', 'MEMORY_CACHING_TYPE'),
      pointer('base', 'bytes', { optional: true }),
      boolean('bugCheckOnFailure', 'ULONG'),
      value('priority', 'ULONG'),
    ],
    result: pointerTo('bytes', 'mdl'),
    rules: ['R74'],
    above: 0x76,
    counts: 'mdl-call',
    call: (
      io: IoManager,
      mdl: Va,
      mode: number,
      _cacheType: number,
      base: Va,
      bugCheckOnFailure: boolean,
      priority: number,
    ): Va => {
      if (mode !== KernelMode) io.kernel.refuse('MmMapLockedPagesSpecifyCache with UserMode');
      if (base !== NULL_VA) io.kernel.refuse('MmMapLockedPagesSpecifyCache with RequestedAddress');
      return mmMapLockedPages(io.kernel.mm, mdl, bugCheckOnFailure, priority);
    },
  }),
  /** The mapping there is, or a new one; NULL when it fails (R75). */
  MmGetSystemAddressForMdlSafe: row({
    reach: { inlined: true, calls: ['MmMapLockedPagesSpecifyCache'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL'), value('priority', 'ULONG')],
    result: pointerTo('bytes', 'mdl'),
    rules: ['R75'],
    above: 0x76,
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va, priority: number): Va =>
      mmGetSystemAddressForMdlSafe(io.kernel.mm, mdl, priority),
  }),
  /** Releases exactly the system mapping of this MDL (R76). */
  MmUnmapLockedPages: row({
    reach: { exports: ['MmUnmapLockedPages'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('base', 'bytes'), pointer('mdl', 'MDL')],
    result: NOTHING,
    rules: ['R76'],
    above: 0x79,
    counts: 'mdl-call',
    call: (io: IoManager, base: Va, mdl: Va): void => mmUnmapLockedPages(io.kernel.mm, base, mdl),
  }),
  /** Gives up the first `bytes` bytes; pages wholly passed are unlocked (R80). */
  MmAdvanceMdl: row({
    reach: { exports: ['MmAdvanceMdl'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL'), bytes('bytes', 'ULONG')],
    result: STATUS,
    rules: ['R80'],
    counts: 'mdl-call',
    told: 'bytes',
    call: (io: IoManager, mdl: Va, bytes: number): NTSTATUS => mmAdvanceMdl(io.kernel.mm, mdl, bytes),
  }),
  /** Unmaps a mapping of its own that a partial MDL made (R78). */
  MmPrepareMdlForReuse: row({
    reach: { inlined: true, calls: ['MmUnmapLockedPages'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('mdl', 'MDL')],
    result: NOTHING,
    rules: ['R78'],
    counts: 'mdl-call',
    call: (io: IoManager, mdl: Va): void => mmPrepareMdlForReuse(io.kernel.mm, mdl),
  }),
} as const;
