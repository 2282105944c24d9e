import {
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_END_OF_FILE,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../src/trace/ops/handle-ordinals.ts';
import type { BufferMemory } from '../../src/trace/ops/index.ts';
import type { BufferingMode } from '../../src/trace/trace.ts';
import { open, type Rule, read, seek, write } from './calls.ts';
import { AT_6, BEFORE_5, done, EMPTY, FROM_7, UNTOUCHED } from './steps.ts';

const EITHER_EVENT = { eventSignaled: undefined, fileSignaled: undefined } as const;
const OVERLAPPED = open({ overlapped: true });
const LENIENT = { dialect: { systemBuffer: 'stale', strictOffsets: false } } as const;

/** R22: what each kind of memory does to a transfer of four bytes in each mode. */
const PROBES: readonly [BufferMemory, BufferingMode, read: string, write: string][] = [
  ['read-write', 'buffered', 'R36 buffered read', 'R38 buffered write'],
  ['read-write', 'direct', 'R39 direct read', 'R39 direct write'],
  ['read-write', 'neither', 'R41 neither', 'R41 neither'],
  ['read-only', 'buffered', 'R22 read probe', 'R38 buffered write'],
  ['read-only', 'direct', 'R22 read probe', 'R39 direct write'],
  ['read-only', 'neither', 'R22 read probe', 'R41 neither'],
  ['no-access', 'buffered', 'R22 read probe', 'R38 copy-in'],
  ['no-access', 'direct', 'R22 read probe', 'R39 lock'],
  ['no-access', 'neither', 'R22 read probe', 'R41 neither'],
  ['last-page-no-access', 'buffered', 'R22 read probe', 'R38 copy-in'],
  ['last-page-no-access', 'direct', 'R22 read probe', 'R39 lock'],
  ['last-page-no-access', 'neither', 'R22 read probe', 'R41 neither'],
  ['first-page', 'buffered', 'R22 read probe', 'R38 copy-in'],
  ['first-page', 'direct', 'R22 read probe', 'R39 lock'],
  ['first-page', 'neither', 'R22 read probe', 'R41 neither'],
  ['null', 'buffered', 'R22 read probe', 'R38 copy-in'],
  ['null', 'direct', 'R22 read probe', 'R39 lock'],
  ['null', 'neither', 'R22 read probe', 'R41 neither'],
  ['kernel', 'buffered', 'R22 kernel address', 'R22 kernel address'],
  ['kernel', 'direct', 'R22 kernel address', 'R22 kernel address'],
  ['kernel', 'neither', 'R22 kernel address', 'R22 kernel address'],
  ['kernel-page', 'buffered', 'R22 kernel address', 'R22 kernel address'],
  ['kernel-page', 'direct', 'R22 kernel address', 'R22 kernel address'],
  ['kernel-page', 'neither', 'R22 kernel address', 'R22 kernel address'],
];

const EVENTS_OF: Readonly<Record<string, object>> = {
  'R22 read probe': { status: STATUS_ACCESS_VIOLATION, ...BEFORE_5 },
  'R22 kernel address': { status: STATUS_ACCESS_VIOLATION, ...BEFORE_5 },
  'R38 copy-in': { status: STATUS_ACCESS_VIOLATION, ...FROM_7 },
  'R39 lock': { status: STATUS_ACCESS_VIOLATION, ...FROM_7 },
};

const PROBE_RULES: readonly Rule[] = PROBES.flatMap(([memory, mode, readArm, writeArm]) => {
  const buffer = memory === 'read-write' || memory === 'read-only' ? EMPTY : null;
  const rule = (arm: string, call: Rule['call']): Rule => ({
    arm,
    title: `${call.call}, ${memory}, ${mode}`,
    config: { mode },
    before: [open()],
    call,
    expected: {
      ...(EVENTS_OF[arm] ?? { status: STATUS_SUCCESS, eventSignaled: true, fileSignaled: true }),
      position: 0n,
      buffer,
    },
  });
  const empty = { length: 0, buffer: { ...PLAIN_BUFFER, memory }, event: true };
  return [
    rule(readArm, read({ buffer: { ...PLAIN_BUFFER, memory }, event: true })),
    rule(writeArm, write({ buffer: { ...PLAIN_BUFFER, memory }, event: true })),
    rule('R29 zero length', read(empty)),
    rule('R29 zero length', write(empty)),
  ];
});

const HANDLES: readonly Rule[] = [
  {
    arm: 'R20.1 invalid handle',
    title: 'write; the caller’s event stays signaled',
    call: write({ handle: NO_HANDLE, event: true }),
    expected: {
      status: STATUS_INVALID_HANDLE,
      ...BEFORE_5,
      fileSignaled: null,
      position: null,
      buffer: EMPTY,
    },
  },
  {
    arm: 'R20.1 object type',
    call: read({ handle: EVENT_HANDLE, buffer: { ...PLAIN_BUFFER, memory: 'null' } }),
    expected: {
      status: STATUS_OBJECT_TYPE_MISMATCH,
      iosb: UNTOUCHED,
      eventSignaled: null,
      fileSignaled: null,
      position: null,
      buffer: null,
    },
  },
  ...(['write', 'append'] as const).map(
    (access): Rule => ({
      arm: 'R20.1 access denied',
      title: `read through a handle for ${access}`,
      before: [open({ access }), seek(7n)],
      call: read({ event: true, buffer: { ...PLAIN_BUFFER, memory: 'kernel' } }),
      expected: { status: STATUS_ACCESS_DENIED, ...BEFORE_5, position: 7n },
    }),
  ),
  {
    arm: 'R20.1 access denied',
    title: 'write through a handle for reading',
    before: [open({ access: 'read' })],
    call: write({ event: true }),
    expected: { status: STATUS_ACCESS_DENIED, ...BEFORE_5 },
  },
];

const OFFSETS: readonly Rule[] = [
  {
    arm: 'R23 read at -1',
    before: [open()],
    call: read({ offset: -1n, event: true }),
    expected: { status: STATUS_INVALID_PARAMETER, ...BEFORE_5 },
  },
  {
    arm: 'R23 below -2',
    title: 'read',
    before: [open()],
    call: read({ offset: -3n, event: true }),
    expected: { status: STATUS_INVALID_PARAMETER, ...BEFORE_5 },
  },
  {
    arm: 'R23 below -2',
    title: 'write, also append-only',
    before: [open({ access: 'append' })],
    call: write({ offset: -3n, event: true }),
    expected: { status: STATUS_INVALID_PARAMETER, ...BEFORE_5 },
  },
  {
    arm: 'R22 kernel address',
    title: 'comes before a bad offset',
    before: [open()],
    call: write({ offset: -3n, buffer: { ...PLAIN_BUFFER, memory: 'kernel' } }),
    expected: { status: STATUS_ACCESS_VIOLATION },
  },
  {
    arm: 'R23a as given',
    title: 'read at -1',
    config: LENIENT,
    before: [open(), write()],
    call: read({ offset: -1n }),
    expected: { ...done(0), buffer: EMPTY },
  },
  {
    arm: 'R23a as given',
    title: 'write',
    config: LENIENT,
    before: [open()],
    call: write({ offset: -3n }),
    expected: done(4),
  },
  {
    arm: 'R23a overlapped -2',
    before: [OVERLAPPED],
    call: read({ offset: -2n, event: true }),
    expected: { status: STATUS_INVALID_PARAMETER, iosb: UNTOUCHED, ...EITHER_EVENT, position: null },
  },
  {
    arm: 'R24 overlapped NULL',
    before: [OVERLAPPED],
    call: write({ offset: null, event: true }),
    expected: { status: STATUS_INVALID_PARAMETER, ...AT_6, position: null },
  },
  {
    arm: 'R24 position',
    before: [open(), write(), seek(1n)],
    call: read({ offset: null }),
    expected: { ...done(3), position: 1n, buffer: new Uint8Array([2, 3, 4]) },
  },
  {
    arm: 'R25 position',
    before: [open(), seek(1n)],
    call: write({ offset: -2n }),
    expected: { status: STATUS_END_OF_FILE },
  },
  { arm: 'R26 append', before: [open()], call: write({ offset: -1n }), expected: done(4) },
  {
    arm: 'R26 append',
    title: 'overlapped',
    before: [OVERLAPPED],
    call: write({ offset: -1n }),
    expected: done(4),
  },
  {
    arm: 'R35 given offset',
    before: [open()],
    call: write({ offset: 1n }),
    expected: { status: STATUS_END_OF_FILE },
  },
  {
    arm: 'R27 append-only',
    before: [open({ access: 'append' }), seek(5n)],
    call: write({ offset: 9n }),
    expected: { ...done(4), position: 5n },
  },
  ...([null, -2n, 9n] as const).map(
    (offset): Rule => ({
      arm: 'R27 append-only',
      title: `overlapped, offset ${offset}`,
      before: [open({ access: 'append', overlapped: true })],
      call: write({ offset }),
      expected: done(4),
    }),
  ),
  {
    arm: 'R24 overlapped NULL',
    title: 'allowed beside R27',
    before: [open({ access: 'append', overlapped: true })],
    call: write({ offset: null }),
    expected: { status: STATUS_INVALID_PARAMETER },
  },
  {
    arm: 'R23a overlapped -2',
    title: 'allowed beside R27',
    before: [open({ access: 'append', overlapped: true })],
    call: write({ offset: -2n }),
    expected: { status: STATUS_INVALID_PARAMETER },
  },
];

const UNBUFFERED = open({ access: 'read', options: ['no-intermediate-buffering'] });
const SECTORS = { alignment: { mask: 0, sectorBytes: 512 } } as const;
const atPlace = (pageOffset: number) => ({ ...PLAIN_BUFFER, pageOffset });

/** R31: what the device asks for, of handles without intermediate buffering alone. */
const ALIGNMENT: readonly Rule[] = [
  ...[
    { title: 'an address', call: read({ buffer: atPlace(32) }) },
    { title: 'an address, of no bytes', call: read({ length: 0, buffer: atPlace(1) }) },
    { title: 'a length', config: SECTORS, call: read({ length: 511 }) },
    { title: 'an offset', config: SECTORS, call: read({ length: 512, offset: 511n }) },
    { title: 'an offset below -2', config: SECTORS, call: read({ length: 512, offset: -3n }) },
  ].map(
    (rule): Rule => ({
      arm: 'R31 alignment',
      before: [UNBUFFERED],
      expected: { status: STATUS_INVALID_PARAMETER, iosb: UNTOUCHED, fileSignaled: true, position: 0n },
      ...rule,
    }),
  ),
  ...[
    { title: 'aligned', call: read({ buffer: atPlace(64) }) },
    {
      title: 'a whole sector',
      config: SECTORS,
      call: read({ length: 512, offset: 1024n, buffer: atPlace(1) }),
    },
  ].map((rule): Rule => ({ arm: 'R36 buffered read', before: [UNBUFFERED], expected: done(0), ...rule })),
  {
    arm: 'R24 position',
    title: 'no offset, of whole sectors',
    config: SECTORS,
    before: [UNBUFFERED],
    call: read({ length: 512, offset: null }),
    expected: { status: STATUS_SUCCESS },
  },
  {
    arm: 'R36 buffered read',
    title: 'of other handles nothing is asked',
    config: SECTORS,
    before: [open({ access: 'read' })],
    call: read({ length: 3, buffer: atPlace(1) }),
    expected: { status: STATUS_SUCCESS },
  },
];

export const VALIDATION_RULES: readonly Rule[] = [...HANDLES, ...PROBE_RULES, ...ALIGNMENT, ...OFFSETS];
