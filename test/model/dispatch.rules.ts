import type { DeviceModel } from '../../src/model/device.ts';
import { articleModel } from '../../src/model/devices/article.ts';
import { diskModel } from '../../src/model/devices/disk.ts';
import { zeroModel } from '../../src/model/devices/zero.ts';
import {
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_PARAMETER,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_VERIFY_REQUIRED,
  STATUS_WORKING_SET_QUOTA,
} from '../../src/nt/ntstatus.ts';
import { changing, failing, failingAt, raising } from '../../src/trace/during.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { OPENING, on, open, type Rule, read, seek, write } from './calls.ts';
import { done, EMPTY, FROM_7, UNTOUCHED } from './steps.ts';

const OVERLAPPED = open({ overlapped: true });
const DATA = new Uint8Array([1, 2, 3, 4]);

/** A device whose reads all answer so, with DATA. */
function reading(status: number, information: number): Partial<{ device: DeviceModel<unknown> }> {
  const outcome = { arm: 'M2 all data', status, information, data: DATA, next: null };
  return { device: { ...articleModel, initial: () => null, read: () => [outcome] } as DeviceModel<unknown> };
}

const EXHAUSTED = { status: STATUS_INSUFFICIENT_RESOURCES, ...FROM_7 } as const;
const NO_BUFFER = { event: true, during: failing('buffer-allocation') } as const;

const QUOTA = raising('STATUS_WORKING_SET_QUOTA');

const FAULTS: readonly Rule[] = [
  {
    arm: 'R20.8 IRP allocation',
    title: 'comes before the copy-in',
    before: [open()],
    call: write({
      event: true,
      during: failing('irp-allocation'),
      buffer: { ...PLAIN_BUFFER, memory: 'no-access' },
    }),
    expected: EXHAUSTED,
  },
  {
    arm: 'R24 overlapped NULL',
    title: 'comes before the IRP',
    before: [OVERLAPPED],
    call: read({ offset: null, during: failing('irp-allocation') }),
    expected: { status: STATUS_INVALID_PARAMETER },
  },
  { arm: 'R36 SystemBuffer allocation', before: [open()], call: read(NO_BUFFER), expected: EXHAUSTED },
  {
    arm: 'R38 SystemBuffer allocation',
    title: 'comes before the copy-in',
    before: [open()],
    call: write({ ...NO_BUFFER, buffer: { ...PLAIN_BUFFER, memory: 'null' } }),
    expected: EXHAUSTED,
  },
  {
    arm: 'R39 MDL allocation',
    title: 'comes before the lock',
    config: { mode: 'direct' },
    before: [open()],
    call: write({ ...NO_BUFFER, buffer: { ...PLAIN_BUFFER, memory: 'null' } }),
    expected: EXHAUSTED,
  },
  {
    arm: 'R29 zero length',
    title: 'allocates nothing',
    before: [open()],
    call: read({ ...NO_BUFFER, length: 0 }),
    expected: done(0),
  },
  {
    arm: 'R41 neither',
    title: 'allocates nothing',
    config: { mode: 'neither' },
    before: [open()],
    call: read(NO_BUFFER),
    expected: done(0),
  },
  {
    arm: 'R74 mapping fails',
    config: { mode: 'direct' },
    before: [open(), write()],
    call: read({ event: true, during: failing('system-mapping') }),
    expected: { ...EXHAUSTED, buffer: EMPTY },
  },
  {
    arm: 'R39 direct read',
    title: 'of what a write that could not be mapped left',
    config: { mode: 'direct' },
    before: [open(), write(), write({ length: 2, during: failing('system-mapping') })],
    call: read(),
    expected: { ...done(4), buffer: DATA },
  },
  {
    arm: 'R29 zero length',
    title: 'maps nothing',
    config: { mode: 'direct' },
    before: [open()],
    call: write({ length: 0, during: failing('system-mapping') }),
    expected: done(0),
  },
  {
    arm: 'R36 buffered read',
    title: 'maps nothing',
    before: [open(), write()],
    call: read({ during: failing('system-mapping') }),
    expected: { ...done(4), buffer: DATA },
  },
  {
    arm: 'R39 lock',
    title: 'raises what locking may raise, before it looks',
    config: { mode: 'direct' },
    before: [open()],
    call: write({ event: true, buffer: { ...PLAIN_BUFFER, memory: 'null' }, during: QUOTA }),
    expected: { status: STATUS_WORKING_SET_QUOTA, ...FROM_7 },
  },
  {
    arm: 'R29 zero length',
    title: 'locks nothing',
    config: { mode: 'direct' },
    before: [open()],
    call: write({ length: 0, during: QUOTA }),
    expected: done(0),
  },
  {
    arm: 'R71 not locked',
    title: 'by the device itself: what was raised',
    config: { mode: 'neither', device: diskModel as DeviceModel<unknown> },
    before: [open()],
    call: read({ length: 512, during: QUOTA }),
    expected: { status: STATUS_WORKING_SET_QUOTA },
  },
];

/** What a device may do whose model says nothing of what it does not get. */
const REFUSALS: readonly Rule[] = [
  {
    arm: 'R19 own refusal',
    title: 'of a write without pool',
    config: { device: OPENING },
    before: [open()],
    call: write({ event: true, during: failing('pool-allocation') }),
    expected: { ...EXHAUSTED, buffer: EMPTY },
  },
  {
    arm: 'R19 own refusal',
    title: 'of a read without a mapping, when it was asked for again',
    config: { device: OPENING, mode: 'direct' },
    before: [open()],
    call: read({ event: true, during: failingAt('system-mapping', 1) }),
    expected: { ...EXHAUSTED, buffer: undefined },
  },
  {
    arm: 'R19 own refusal',
    title: 'that was pended',
    config: { device: OPENING, pends: true },
    before: [open()],
    call: write({ event: true, during: failing('pool-allocation') }),
    expected: { status: STATUS_INSUFFICIENT_RESOURCES, fileSignaled: true, eventSignaled: false },
  },
  {
    arm: 'R19 own refusal',
    title: 'with what locking raised',
    config: { device: OPENING, mode: 'neither' },
    before: [open()],
    call: write({ event: true, during: QUOTA }),
    expected: { status: STATUS_WORKING_SET_QUOTA, ...FROM_7, buffer: EMPTY },
  },
];

/** Memory that is not there stays so, whatever the caller protects. */
const STILL_NOT_THERE: Rule = {
  arm: 'R49 error',
  title: 'a write from memory that is not there, and is protected',
  config: { mode: 'neither', device: diskModel as DeviceModel<unknown> },
  before: [open()],
  call: write({
    length: 512,
    buffer: { ...PLAIN_BUFFER, memory: 'no-access' },
    during: changing('dispatch', 'protect'),
  }),
  expected: { status: STATUS_ACCESS_VIOLATION, buffer: null },
};

const QUIET_READ = { event: true, length: 4 } as const;

/** The caller changes its memory while the driver has the request. */
const CHANGES: readonly Rule[] = [
  {
    arm: 'R46 copy-back fails',
    title: 'to an unmapped buffer',
    before: [open(), write()],
    call: read({ ...QUIET_READ, during: changing('dispatch', 'unmap') }),
    expected: { status: STATUS_SUCCESS, iosb: UNTOUCHED, eventSignaled: false, buffer: null },
  },
  {
    arm: 'R46 copy-back fails',
    title: 'to a buffer that is read-only',
    before: [open(), write()],
    call: read({ ...QUIET_READ, during: changing('dispatch', 'protect') }),
    expected: { status: STATUS_SUCCESS, iosb: UNTOUCHED, buffer: EMPTY },
  },
  {
    arm: 'R38 buffered write',
    title: 'has been copied before',
    before: [open()],
    call: write({ during: changing('dispatch', 'unmap') }),
    expected: { ...done(4), buffer: null },
  },
  {
    arm: 'R47 no copy-back',
    title: 'pages that are locked stay, whoever unmaps them',
    config: { mode: 'direct' },
    before: [open(), write()],
    call: read({ during: changing('dispatch', 'unmap') }),
    expected: { ...done(4), buffer: null },
  },
  {
    arm: 'R47 no copy-back',
    title: 'and are written, however they are mapped elsewhere',
    config: { mode: 'direct' },
    before: [open(), write()],
    call: read({ during: changing('dispatch', 'protect') }),
    expected: { ...done(4), buffer: DATA },
  },
  {
    arm: 'R41 buffer gone',
    config: { mode: 'neither', device: zeroModel as DeviceModel<unknown> },
    before: [open()],
    call: read({ ...QUIET_READ, during: changing('dispatch', 'protect') }),
    expected: { status: STATUS_ACCESS_VIOLATION, iosb: UNTOUCHED, eventSignaled: false, buffer: EMPTY },
  },
  ...(['R41 buffer gone', 'R41 neither'] as const).map(
    (arm): Rule => ({
      arm,
      title: 'once it was probed, or not',
      config: { mode: 'neither', device: zeroModel as DeviceModel<unknown> },
      before: [open()],
      call: read({ ...QUIET_READ, during: changing('probe', 'protect') }),
      expected: { status: arm === 'R41 neither' ? STATUS_SUCCESS : STATUS_ACCESS_VIOLATION },
    }),
  ),
  {
    arm: 'R41 neither',
    title: 'a write does with memory that is read-only',
    config: { mode: 'neither', device: zeroModel as DeviceModel<unknown> },
    before: [open()],
    call: write({ during: changing('dispatch', 'protect') }),
    expected: done(4),
  },
];

const COMPLETIONS: readonly Rule[] = [
  {
    arm: 'R46 copy-back',
    title: 'Information bytes',
    config: reading(STATUS_SUCCESS, 2),
    before: [open()],
    call: read(),
    expected: { ...done(2), buffer: DATA.subarray(0, 2) },
  },
  {
    arm: 'R46 copy-back',
    title: 'stale memory beyond what the device filled',
    config: reading(STATUS_SUCCESS, 6),
    before: [open()],
    call: read({ length: 8 }),
    expected: { ...done(6), buffer: undefined },
  },
  {
    arm: 'R46 copy-back',
    title: 'a warning copies and writes',
    config: reading(STATUS_BUFFER_OVERFLOW, 4),
    before: [open()],
    call: read({ event: true }),
    expected: {
      status: STATUS_BUFFER_OVERFLOW,
      iosb: { written: true, status: STATUS_BUFFER_OVERFLOW, information: 4 },
      eventSignaled: true,
      fileSignaled: true,
      buffer: DATA,
    },
  },
  {
    arm: 'R49 completed',
    title: 'STATUS_VERIFY_REQUIRED copies nothing back',
    config: reading(STATUS_VERIFY_REQUIRED, 4),
    before: [open()],
    call: read(),
    expected: { status: STATUS_VERIFY_REQUIRED, buffer: EMPTY },
  },
  {
    arm: 'R49 error',
    title: 'an error copies nothing back',
    config: reading(STATUS_END_OF_FILE, 4),
    before: [open()],
    call: read({ event: true }),
    expected: { status: STATUS_END_OF_FILE, ...FROM_7, buffer: EMPTY },
  },
  {
    arm: 'R47 no copy-back',
    title: 'what the device placed is there, whatever the status',
    config: { ...reading(STATUS_END_OF_FILE, 0), mode: 'direct' },
    before: [open()],
    call: read(),
    expected: { status: STATUS_END_OF_FILE, iosb: UNTOUCHED, fileSignaled: false, buffer: DATA },
  },
  {
    arm: 'R49 completed',
    title: 'overlapped without event',
    before: [OVERLAPPED],
    call: read(),
    expected: { ...done(0), eventSignaled: null, fileSignaled: true, position: null },
  },
  {
    arm: 'R51 overlapped with event',
    before: [OVERLAPPED],
    call: read({ event: true }),
    expected: { ...done(0), eventSignaled: true, fileSignaled: false, position: null },
  },
];

/** Of a driver that marks its requests pending, and completes them before it returns. */
const PENDED: readonly Rule[] = [
  {
    arm: 'R45 pended',
    title: 'a synchronous caller is given the final status',
    config: { pends: true },
    before: [open()],
    call: read({ event: true }),
    expected: { ...done(0), eventSignaled: true, fileSignaled: true },
  },
  {
    arm: 'R45 pended',
    title: 'an error wakes a synchronous caller by the file’s event alone',
    config: { pends: true },
    before: [open()],
    call: write({ offset: 1n, event: true }),
    expected: { status: STATUS_END_OF_FILE, iosb: UNTOUCHED, eventSignaled: false, fileSignaled: true },
  },
  {
    arm: 'R45 pended',
    title: 'overlapped',
    config: { pends: true },
    before: [OVERLAPPED],
    call: read(),
    expected: { ...done(0), status: STATUS_PENDING, eventSignaled: null, fileSignaled: true },
  },
  {
    arm: 'R45 pended',
    title: 'overlapped, an error, with an event',
    config: { pends: true },
    before: [OVERLAPPED],
    call: write({ offset: 1n, event: true }),
    expected: {
      status: STATUS_PENDING,
      iosb: { written: true, status: STATUS_END_OF_FILE, information: 0 },
      eventSignaled: true,
      fileSignaled: false,
    },
  },
  {
    arm: 'R45 pended',
    title: 'a read of nothing that claims bytes',
    config: { ...reading(STATUS_BUFFER_OVERFLOW, 17), pends: true },
    before: [open()],
    call: read({ length: 0 }),
    expected: { status: STATUS_ACCESS_VIOLATION, iosb: UNTOUCHED, fileSignaled: true },
  },
  {
    arm: 'R49 error',
    title: 'of a driver that pends some requests, inline',
    config: { pends: true },
    before: [OVERLAPPED],
    call: write({ offset: 1n, event: true }),
    expected: { status: STATUS_END_OF_FILE, iosb: UNTOUCHED, eventSignaled: false, fileSignaled: false },
  },
  ...[true, false].map(
    (overlapped): Rule => ({
      arm: 'R49 error',
      title: `a read of nothing that claims bytes, overlapped ${overlapped} (R37, R46)`,
      config: reading(STATUS_BUFFER_OVERFLOW, 17),
      before: [open({ overlapped })],
      call: read({ length: 0, event: true }),
      expected: {
        status: STATUS_BUFFER_OVERFLOW,
        iosb: UNTOUCHED,
        eventSignaled: false,
        fileSignaled: false,
      },
    }),
  ),
  {
    arm: 'R49 error',
    title: 'a read of nothing that fails and claims bytes',
    config: reading(STATUS_END_OF_FILE, 17),
    before: [open()],
    call: read({ length: 0 }),
    expected: { status: STATUS_END_OF_FILE, iosb: UNTOUCHED },
  },
  {
    arm: 'R49 completed',
    title: 'a read of nothing that is to be verified, which copies nothing (R46)',
    config: reading(STATUS_VERIFY_REQUIRED, 17),
    before: [open()],
    call: read({ length: 0 }),
    expected: {
      status: STATUS_VERIFY_REQUIRED,
      iosb: { written: true, status: STATUS_VERIFY_REQUIRED, information: 17 },
    },
  },
];

const EVENT_KEPT: Rule = {
  arm: 'R20.1 access denied',
  title: 'shows the file’s event as an earlier error left it',
  before: [open({ access: 'write' }), write({ offset: 1n })],
  call: read(),
  expected: { fileSignaled: false, position: 0n },
};

const DUPLICATES: Rule = {
  arm: 'R24 position',
  title: 'is shared by duplicates',
  before: [open(), write(), on('NtDuplicateObject'), seek(3n, 1)],
  call: read({ offset: null }),
  expected: { ...done(1), position: 3n, buffer: new Uint8Array([4]) },
};

export const DISPATCH_RULES: readonly Rule[] = [
  ...FAULTS,
  ...REFUSALS,
  STILL_NOT_THERE,
  ...CHANGES,
  ...COMPLETIONS,
  ...PENDED,
  EVENT_KEPT,
  DUPLICATES,
];
