import {
  STATUS_ACCESS_DENIED,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { failing } from '../../src/trace/during.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../src/trace/ops/handle-ordinals.ts';
import { OPENING, on, open, type Rule, read, seek } from './calls.ts';

const REFUSED = { ending: 'returned', iosb: { written: false }, eventSignaled: null, buffer: null } as const;
const OPEN_EFFECTS = { iosb: null, fileSignaled: undefined, position: null, eventSignaled: null } as const;
const OVERLAPPED = open({ overlapped: true });

function information(value: number) {
  return { written: true, status: STATUS_SUCCESS, information: value } as const;
}

const WITHOUT_IRP = { ...REFUSED, status: STATUS_INSUFFICIENT_RESOURCES, fileSignaled: undefined } as const;
const NO_IRP = failing('irp-allocation');
const NO_POOL = failing('pool-allocation');

/** What strikes a request without a buffer. */
const FAULTS: readonly Rule[] = [
  {
    arm: 'R20.8 IRP allocation',
    title: 'flush',
    before: [open()],
    call: on('NtFlushBuffersFile', 0, NO_IRP),
    expected: WITHOUT_IRP,
  },
  {
    arm: 'R20.8 IRP allocation',
    title: 'set position, overlapped',
    before: [OVERLAPPED],
    call: seek(1n, 0, NO_IRP),
    expected: WITHOUT_IRP,
  },
  {
    arm: 'R20.8 IRP allocation',
    title: 'query position, overlapped',
    before: [OVERLAPPED],
    call: on('NtQueryInformationFile', 0, NO_IRP),
    expected: WITHOUT_IRP,
  },
  {
    arm: 'R28 set position',
    title: 'needs no IRP',
    before: [open()],
    call: seek(1n, 0, NO_IRP),
    expected: { status: STATUS_SUCCESS, position: 1n },
  },
  {
    arm: 'R28 query position',
    title: 'needs no IRP',
    before: [open()],
    call: on('NtQueryInformationFile', 0, NO_IRP),
    expected: { status: STATUS_SUCCESS },
  },
  {
    arm: 'R19 own flush',
    title: 'by a device that does not get what it asks for',
    before: [open()],
    call: on('NtFlushBuffersFile', 0, NO_POOL),
    expected: { status: undefined, iosb: null, fileSignaled: undefined },
  },
  {
    arm: 'R49 error',
    title: 'flush, of a device that asks for nothing',
    before: [open()],
    call: on('NtFlushBuffersFile', 0, NO_POOL),
    expected: { status: STATUS_INVALID_DEVICE_REQUEST },
  },
];

export const REQUEST_RULES: readonly Rule[] = [
  ...FAULTS,
  {
    arm: 'R49 error',
    title: 'flush',
    before: [open()],
    call: on('NtFlushBuffersFile'),
    expected: { ...REFUSED, status: STATUS_INVALID_DEVICE_REQUEST, fileSignaled: false, position: 0n },
  },
  {
    arm: 'R49 error',
    title: 'flush, append-only',
    before: [open({ access: 'append' })],
    call: on('NtFlushBuffersFile'),
    expected: { status: STATUS_INVALID_DEVICE_REQUEST },
  },
  {
    arm: 'R20.1 access denied',
    title: 'flush on a handle for reading',
    before: [open({ access: 'read' })],
    call: on('NtFlushBuffersFile'),
    expected: { ...REFUSED, status: STATUS_ACCESS_DENIED, fileSignaled: true, position: 0n },
  },
  {
    arm: 'R49 error',
    title: 'flush, overlapped',
    before: [OVERLAPPED],
    call: on('NtFlushBuffersFile'),
    expected: { status: STATUS_INVALID_DEVICE_REQUEST, ...OPEN_EFFECTS },
  },
  {
    arm: 'R49 error',
    title: 'set position, overlapped',
    before: [OVERLAPPED],
    call: seek(1n),
    expected: { status: STATUS_INVALID_DEVICE_REQUEST, ...OPEN_EFFECTS },
  },
  {
    arm: 'R49 error',
    title: 'query position, overlapped',
    before: [OVERLAPPED],
    call: on('NtQueryInformationFile'),
    expected: { status: STATUS_INVALID_DEVICE_REQUEST, ...OPEN_EFFECTS },
  },
  {
    arm: 'R19 own flush',
    config: { device: OPENING },
    before: [open()],
    call: on('NtFlushBuffersFile'),
    expected: { ...OPEN_EFFECTS, status: undefined, position: 0n },
  },
  {
    arm: 'R19 own query',
    config: { device: OPENING },
    before: [OVERLAPPED],
    call: on('NtQueryInformationFile'),
    expected: { ...OPEN_EFFECTS, status: undefined },
  },
  {
    arm: 'R19 own set',
    config: { device: OPENING },
    before: [OVERLAPPED],
    call: seek(1n),
    expected: { ...OPEN_EFFECTS, status: undefined },
  },
  {
    arm: 'R45 pended',
    title: 'a flush that fails wakes its caller',
    config: { pends: true },
    before: [open()],
    call: on('NtFlushBuffersFile'),
    expected: { ...REFUSED, status: STATUS_INVALID_DEVICE_REQUEST, fileSignaled: true, position: 0n },
  },
  {
    arm: 'R49 error',
    title: 'a flush that fails inline, of a driver that pends',
    config: { pends: true },
    before: [open()],
    call: on('NtFlushBuffersFile'),
    expected: { ...REFUSED, status: STATUS_INVALID_DEVICE_REQUEST, fileSignaled: false, position: 0n },
  },
  {
    arm: 'R28 set position',
    before: [open({ access: 'append' })],
    call: seek(1n << 40n),
    expected: { status: STATUS_SUCCESS, iosb: information(0), fileSignaled: true, position: 1n << 40n },
  },
  {
    arm: 'R28 negative position',
    title: 'changes nothing, also after a flush',
    before: [open(), seek(5n), on('NtFlushBuffersFile')],
    call: seek(-1n),
    expected: { status: STATUS_INVALID_PARAMETER, iosb: null, fileSignaled: false, position: 5n },
  },
  {
    arm: 'R28 query position',
    before: [open(), seek(5n)],
    call: on('NtQueryInformationFile'),
    expected: { status: STATUS_SUCCESS, iosb: information(8), fileSignaled: true, position: 5n },
  },
  {
    arm: 'R36 buffered read',
    title: 'makes an event known again that a request left open',
    before: [OVERLAPPED, on('NtFlushBuffersFile')],
    call: read(),
    expected: { status: STATUS_SUCCESS, fileSignaled: true },
  },
  ...[on('NtFlushBuffersFile', NO_HANDLE), seek(0n, NO_HANDLE), on('NtQueryInformationFile', NO_HANDLE)].map(
    (call): Rule => ({
      arm: 'R20.1 invalid handle',
      title: call.call,
      call,
      expected: { ...REFUSED, status: STATUS_INVALID_HANDLE, fileSignaled: null, position: null },
    }),
  ),
  {
    arm: 'R20.1 object type',
    title: 'flush',
    call: on('NtFlushBuffersFile', EVENT_HANDLE),
    expected: { ...REFUSED, status: STATUS_OBJECT_TYPE_MISMATCH, fileSignaled: null, position: null },
  },
];
