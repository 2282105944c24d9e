import { cleanupScratchUncheckedDriver } from '../../drivers/defects/cleanup-scratch-unchecked.ts';
import { deviceUncheckedDriver } from '../../drivers/defects/device-unchecked.ts';
import { entryLeaksBlockDriver } from '../../drivers/defects/entry-leaks-block.ts';
import { entryLeavesDeviceDriver } from '../../drivers/defects/entry-leaves-device.ts';
import { fillsAfterGuardDriver } from '../../drivers/defects/fills-after-guard.ts';
import { fillsWhatWasReadDriver } from '../../drivers/defects/fills-what-was-read.ts';
import { firstBlockLeakedDriver } from '../../drivers/defects/first-block-leaked.ts';
import { flushScratchUncheckedDriver } from '../../drivers/defects/flush-scratch-unchecked.ts';
import { laterMappingUncheckedDriver } from '../../drivers/defects/later-mapping-unchecked.ts';
import { lockStatusUnexpectedDriver } from '../../drivers/defects/lock-status-unexpected.ts';
import { openStatusDiffersDriver } from '../../drivers/defects/open-status-differs.ts';
import { queryScratchUncheckedDriver } from '../../drivers/defects/query-scratch-unchecked.ts';
import { setScratchUncheckedDriver } from '../../drivers/defects/set-scratch-unchecked.ts';
import { unloadScratchUncheckedDriver } from '../../drivers/defects/unload-scratch-unchecked.ts';
import { changing, failing, failingAt, raising } from '../../trace/during.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { canonicalOp } from '../../trace/ops/index.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

const NO_POOL = failing('pool-allocation');

/** Mistakes that show where something is not had, or goes: on each kind of request, while the driver is loaded and unloaded. */
export const faultDefects: readonly Defect[] = [
  defect({
    id: 'open-status-differs',
    rule: 'R44',
    title: 'refuses an open without memory with one status, and returns another',
    base: 'per-file',
    driver: openStatusDiffersDriver,
    property: 'contract/status-agrees',
    reason: 'STATUS_NO_MEMORY-for-STATUS_INSUFFICIENT_RESOURCES',
    coupled: null,
    mode: 'buffered',
    ops: [open({ during: NO_POOL })],
  }),
  defect({
    id: 'flush-scratch-unchecked',
    rule: 'M10',
    title: 'does not look whether there was pool, in a flush',
    base: 'zero',
    driver: flushScratchUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    coupled: null,
    mode: 'buffered',
    ops: [open(), { ...canonicalOp('flush'), during: NO_POOL }],
  }),
  defect({
    id: 'cleanup-scratch-unchecked',
    rule: 'G9',
    title: 'does not look whether there was pool, in IRP_MJ_CLEANUP',
    base: 'zero',
    driver: cleanupScratchUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    coupled: null,
    mode: 'buffered',
    ops: [open(), { ...canonicalOp('close'), during: NO_POOL }],
  }),
  defect({
    id: 'query-scratch-unchecked',
    rule: 'R28',
    title: 'does not look whether there was pool, in a query',
    base: 'zero',
    driver: queryScratchUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    coupled: 'the query has to be on a handle without a position, and its allocation to fail',
    mode: 'buffered',
    ops: [open({ overlapped: true }), { ...canonicalOp('query-position'), during: NO_POOL }],
  }),
  defect({
    id: 'set-scratch-unchecked',
    rule: 'R28',
    title: 'does not look whether there was pool, where information is set',
    base: 'zero',
    driver: setScratchUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    coupled: 'the position has to be set on a handle without one, and the allocation to fail',
    mode: 'buffered',
    ops: [open({ overlapped: true }), { ...canonicalOp('set-position'), during: NO_POOL }],
  }),
  defect({
    id: 'entry-leaks-block',
    rule: 'R17',
    title: 'keeps the first of two blocks where DriverEntry has no pool for the second',
    base: 'zero',
    driver: entryLeaksBlockDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    load: failingAt('pool-allocation', 1),
    ops: [],
  }),
  defect({
    id: 'device-unchecked',
    rule: 'R2',
    title: 'does not look whether IoCreateDevice made a device',
    base: 'zero',
    driver: deviceUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x7e',
    coupled: null,
    mode: 'buffered',
    load: failing('device-creation'),
    ops: [],
  }),
  defect({
    id: 'entry-leaves-device',
    rule: 'R1',
    title: 'leaves its device where DriverEntry fails for want of a link',
    base: 'zero',
    driver: entryLeavesDeviceDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    load: failing('link-creation'),
    ops: [],
  }),
  defect({
    id: 'first-block-leaked',
    rule: 'M10',
    title: 'keeps the first of two blocks where a write has no pool for the second',
    base: 'zero',
    driver: firstBlockLeakedDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ during: failingAt('pool-allocation', 1) })],
  }),
  defect({
    id: 'later-mapping-unchecked',
    rule: 'R75',
    title: 'looks whether the first page of a buffer was mapped, and not whether the others were',
    base: 'partial',
    driver: laterMappingUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    origin: 'IRP_MJ_WRITE, under a fault',
    coupled: 'the second mapping has to fail for a buffer on two pages',
    mode: 'direct',
    ops: [
      open(),
      write({
        length: 2,
        buffer: { ...PLAIN_BUFFER, pageOffset: 4095 },
        during: failingAt('system-mapping', 1),
      }),
    ],
  }),
  defect({
    id: 'unload-scratch-unchecked',
    rule: 'G9',
    title: 'does not look whether there was pool, in DriverUnload',
    base: 'zero',
    driver: unloadScratchUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x7e',
    coupled: null,
    mode: 'buffered',
    unload: NO_POOL,
    ops: [],
  }),
  defect({
    id: 'lock-status-unexpected',
    rule: 'R71',
    title: 'takes it that locking pages raises STATUS_ACCESS_VIOLATION and nothing else',
    base: 'per-file',
    driver: lockStatusUnexpectedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    origin: 'IRP_MJ_WRITE, under a fault',
    coupled: 'pages are locked for a transfer of at least one byte',
    mode: 'neither',
    ops: [open(), write({ length: 1, during: raising('STATUS_INSUFFICIENT_RESOURCES') })],
  }),
  defect({
    id: 'fills-after-guard',
    rule: 'R41',
    title: 'fills the caller’s buffer behind the guard under which it was probed',
    base: 'zero',
    driver: fillsAfterGuardDriver,
    property: 'contract/in-bounds',
    reason: 'access-violation-in-IRP_MJ_READ',
    coupled: 'the buffer has to go when a read of at least one byte has been probed',
    mode: 'neither',
    ops: [open(), read({ length: 1, during: changing('probe', 'unmap') })],
  }),
  defect({
    id: 'fills-what-was-read',
    rule: 'R41',
    title: 'fills the caller’s buffer because it could be read, behind the guard',
    base: 'zero',
    driver: fillsWhatWasReadDriver,
    property: 'contract/in-bounds',
    reason: 'access-violation-in-IRP_MJ_READ',
    coupled: 'the buffer has to turn read-only when a read of at least one byte has been probed',
    mode: 'neither',
    ops: [open(), read({ length: 1, during: changing('probe', 'protect') })],
  }),
];
