import { controlsModel } from '../../src/model/devices/controls.ts';
import { CTL_CODE } from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import {
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { changing, failing, failingAt, raising } from '../../src/trace/during.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../src/trace/ops/handle-ordinals.ts';
import type { BufferMemory } from '../../src/trace/ops/index.ts';
import { CONFIG, control, fsControl, open, type Rule } from './calls.ts';
import { OVERLAP_ROWS } from './control-overlap.rules.ts';
import { BEFORE_5, done, EMPTY, FROM_7, UNTOUCHED } from './steps.ts';

/** The codes of the device `controls`, one for each method; what each does is in its driver. */
const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, 0, 0);
const STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, 1, 2);
const LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, 2, 1);
const COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, 3, 0);
const UNKNOWN = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x904, 0, 0);
const UNKNOWN_DIRECT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x904, 2, 0);

const COUNTER = Uint8Array.of(1, 2, 3, 4);
const INVERTED = Uint8Array.of(0xfe, 0xfd, 0xfc, 0xfb);

const config = { device: controlsModel } as const;
const refusedLate = (status: number) => ({ ...FROM_7, status });
const refusedEarly = (status: number) => ({ ...BEFORE_5, status });
const failed = (status: number) => ({
  status,
  iosb: UNTOUCHED,
  eventSignaled: false,
  fileSignaled: false,
});

type Row = Omit<Rule, 'config' | 'before'> & { readonly before?: Rule['before']; readonly pends?: boolean };

const ofDevice = ({ pends = false, before = [open()], ...row }: Row): Rule => ({
  ...row,
  config: { ...config, pends },
  before,
});

/** Which memory each buffer may have, by the method: where it is refused, and whether before the handle is looked at. */
const OUTPUTS: readonly [BufferMemory, buffered: string, out: string, neither: number][] = [
  ['read-only', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
  ['no-access', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
  ['last-page-no-access', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
  ['first-page', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
  ['kernel', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
  ['kernel-page', 'R43a output probe', 'R43 lock', STATUS_ACCESS_VIOLATION],
];

const INPUTS: readonly [BufferMemory, arm: string][] = [
  ['no-access', 'R43 copy-in'],
  ['last-page-no-access', 'R43 copy-in'],
  ['first-page', 'R43 copy-in'],
  ['kernel', 'R43a kernel input'],
  ['kernel-page', 'R43a kernel input'],
];

const BY_MEMORY: readonly Row[] = [
  ...OUTPUTS.flatMap(([memory, buffered, out, neither]): readonly Row[] => [
    {
      arm: buffered,
      title: `METHOD_BUFFERED, output ${memory}`,
      call: control({ code: INVERT, output: { memory }, event: true }),
      expected: refusedEarly(STATUS_ACCESS_VIOLATION),
    },
    {
      arm: out,
      title: `METHOD_OUT_DIRECT, output ${memory}`,
      call: control({ code: LOAD, output: { memory }, event: true }),
      expected: refusedLate(STATUS_ACCESS_VIOLATION),
    },
    {
      arm: 'R43 neither',
      title: `METHOD_NEITHER, output ${memory}`,
      call: control({ code: COPY, output: { memory }, event: true }),
      expected: failed(neither),
    },
  ]),
  ...INPUTS.flatMap(([memory, arm]): readonly Row[] => [
    {
      arm,
      title: `METHOD_BUFFERED, input ${memory}`,
      call: control({ code: INVERT, input: { memory }, event: true }),
      expected: (arm === 'R43 copy-in' ? refusedLate : refusedEarly)(STATUS_ACCESS_VIOLATION),
    },
    {
      arm,
      title: `METHOD_OUT_DIRECT, input ${memory}`,
      call: control({ code: LOAD, input: { memory }, event: true }),
      expected: (arm === 'R43 copy-in' ? refusedLate : refusedEarly)(STATUS_ACCESS_VIOLATION),
    },
    {
      arm: 'R43 neither',
      title: `METHOD_NEITHER, input ${memory}`,
      call: control({ code: COPY, input: { memory }, event: true }),
      expected: failed(STATUS_ACCESS_VIOLATION),
    },
  ]),
  {
    arm: 'R43 in direct',
    title: 'METHOD_IN_DIRECT locks for reading: a read-only page will do',
    call: control({ code: STORE, output: { memory: 'read-only' } }),
    expected: { ...done(4), buffer: COUNTER },
  },
  {
    arm: 'R43 buffered',
    title: 'an input that is read-only',
    call: control({ code: INVERT, input: { memory: 'read-only' } }),
    expected: { ...done(4), buffer: INVERTED },
  },
];

/** Addresses that are NULL, and lengths of 0. */
const BY_LENGTH: readonly Row[] = [
  {
    arm: 'R43 nothing to pass',
    title: 'METHOD_BUFFERED, both lengths 0',
    call: control({ code: INVERT, input: { length: 0 }, output: { length: 0 } }),
    expected: { ...done(0), buffer: EMPTY },
  },
  {
    arm: 'R43 buffered',
    title: 'METHOD_BUFFERED: a NULL output has no length',
    call: control({ code: INVERT, output: { memory: 'null' } }),
    expected: { status: STATUS_BUFFER_TOO_SMALL, iosb: UNTOUCHED, buffer: null },
  },
  {
    arm: 'R43 buffered',
    title: 'METHOD_BUFFERED: a NULL input has no length',
    call: control({ code: INVERT, input: { memory: 'null' } }),
    expected: { ...done(0), buffer: EMPTY },
  },
  {
    arm: 'R43 nothing to pass',
    title: 'METHOD_BUFFERED, both NULL',
    call: control({ code: INVERT, input: { memory: 'null' }, output: { memory: 'null' } }),
    expected: { ...done(0), buffer: null },
  },
  {
    arm: 'R43 lock',
    title: 'METHOD_OUT_DIRECT: a NULL output keeps its length',
    call: control({ code: LOAD, output: { memory: 'null' }, event: true }),
    expected: { ...refusedLate(STATUS_ACCESS_VIOLATION), buffer: null },
  },
  {
    arm: 'R43 out direct',
    title: 'METHOD_OUT_DIRECT: a NULL input has no length',
    call: control({ code: LOAD, input: { memory: 'null' } }),
    expected: done(0),
  },
  {
    arm: 'R43 nothing to pass',
    title: 'METHOD_OUT_DIRECT: an output of length 0 anywhere',
    call: control({ code: LOAD, input: { length: 0 }, output: { length: 0, memory: 'kernel' } }),
    expected: done(0),
  },
  {
    arm: 'R43 neither',
    title: 'METHOD_NEITHER: a NULL input keeps its length',
    call: control({ code: COPY, input: { memory: 'null' } }),
    expected: { status: STATUS_ACCESS_VIOLATION, iosb: UNTOUCHED },
  },
  {
    arm: 'R43 neither',
    title: 'METHOD_NEITHER: an input of length 0 anywhere',
    call: control({ code: COPY, input: { length: 0, memory: 'kernel' } }),
    expected: { ...done(0), buffer: EMPTY },
  },
  {
    arm: 'R43 buffered',
    title: 'a longer output keeps what it held behind the answer',
    call: control({ code: INVERT, output: { length: 9 } }),
    expected: { ...done(4), buffer: INVERTED },
  },
  {
    arm: 'R43 buffered',
    title: 'an error copies nothing back',
    call: control({ code: INVERT, input: { length: 8 } }),
    expected: { status: STATUS_BUFFER_TOO_SMALL, iosb: UNTOUCHED, buffer: EMPTY },
  },
  {
    arm: 'R43 neither',
    title: 'the shorter of both is copied',
    call: control({ code: COPY, input: { length: 9 } }),
    expected: { ...done(4), buffer: COUNTER },
  },
];

/** The handle, its rights, and the events. */
const BY_HANDLE: readonly Row[] = [
  {
    arm: 'R20.1 invalid handle',
    title: 'a control request',
    call: control({ code: INVERT, handle: NO_HANDLE, event: true }),
    expected: {
      status: STATUS_INVALID_HANDLE,
      iosb: UNTOUCHED,
      eventSignaled: true,
      fileSignaled: null,
      position: null,
    },
  },
  {
    arm: 'R20.1 object type',
    title: 'a control request',
    call: control({ code: INVERT, handle: EVENT_HANDLE }),
    expected: { status: STATUS_OBJECT_TYPE_MISMATCH, fileSignaled: null },
  },
  {
    arm: 'R43a output probe',
    title: 'comes before the handle',
    call: control({ code: INVERT, handle: NO_HANDLE, output: { memory: 'no-access' } }),
    expected: { status: STATUS_ACCESS_VIOLATION, fileSignaled: null },
  },
  {
    arm: 'R43a kernel input',
    title: 'comes before the handle',
    call: control({ code: LOAD, handle: NO_HANDLE, input: { memory: 'kernel' } }),
    expected: { status: STATUS_ACCESS_VIOLATION, fileSignaled: null },
  },
  {
    arm: 'R43a access denied',
    title: 'FILE_READ_ACCESS on a handle for writing',
    before: [open({ access: 'write' })],
    call: control({ code: LOAD, event: true }),
    expected: refusedEarly(STATUS_ACCESS_DENIED),
  },
  {
    arm: 'R43a access denied',
    title: 'FILE_WRITE_ACCESS on a handle for reading',
    before: [open({ access: 'read' })],
    call: control({ code: STORE, event: true }),
    expected: refusedEarly(STATUS_ACCESS_DENIED),
  },
  {
    arm: 'R43a access denied',
    title: 'appending is not writing',
    before: [open({ access: 'append' })],
    call: control({ code: STORE }),
    expected: { status: STATUS_ACCESS_DENIED },
  },
  {
    arm: 'R43a access denied',
    title: 'both bits of a code are needed',
    before: [open({ access: 'read' })],
    call: control({ code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, 2, 3) }),
    expected: { status: STATUS_ACCESS_DENIED },
  },
  {
    arm: 'R43 buffered',
    title: 'FILE_ANY_ACCESS on a handle for appending',
    before: [open({ access: 'append' })],
    call: control({ code: INVERT, event: true }),
    expected: { ...done(4), eventSignaled: true, fileSignaled: true, position: 0n },
  },
  {
    arm: 'R51 overlapped with event',
    title: 'a control request',
    before: [open({ overlapped: true })],
    call: control({ code: INVERT, event: true }),
    expected: { ...done(4), eventSignaled: true, fileSignaled: false, position: null },
  },
  {
    arm: 'R49 completed',
    title: 'an overlapped control request without event',
    before: [open({ overlapped: true })],
    call: control({ code: COPY }),
    expected: { ...done(4), eventSignaled: null, fileSignaled: true, buffer: COUNTER },
  },
  {
    arm: 'R49 error',
    title: 'an unknown code, overlapped',
    before: [open({ overlapped: true })],
    call: control({ code: UNKNOWN, event: true }),
    expected: failed(STATUS_INVALID_DEVICE_REQUEST),
  },
  {
    arm: 'R43b file-system control',
    title: 'by the other major',
    call: fsControl({ code: INVERT, event: true }),
    expected: { ...done(4), eventSignaled: true, fileSignaled: true, buffer: INVERTED },
  },
  {
    arm: 'R43b file-system control',
    title: 'an error by the other major',
    call: fsControl({ code: UNKNOWN_DIRECT, event: true }),
    expected: failed(STATUS_INVALID_DEVICE_REQUEST),
  },
  {
    arm: 'R43 out direct',
    title: 'what was stored is given',
    before: [open(), control({ code: STORE, output: { length: 9 } })],
    call: control({ code: LOAD, output: { length: 4 } }),
    expected: { ...done(4), buffer: COUNTER },
  },
];

/** What the I/O manager or the device does not get. */
const BY_FAULT: readonly Row[] = [
  {
    arm: 'R20.8 IRP allocation',
    title: 'a control request',
    call: control({ code: INVERT, event: true, during: failing('irp-allocation') }),
    expected: refusedLate(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R43 SystemBuffer allocation',
    title: 'METHOD_BUFFERED',
    call: control({ code: INVERT, event: true, during: failing('buffer-allocation') }),
    expected: refusedLate(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R43 SystemBuffer allocation',
    title: 'METHOD_OUT_DIRECT with input',
    call: control({ code: LOAD, event: true, during: failingAt('buffer-allocation', 0) }),
    expected: refusedLate(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R43 MDL allocation',
    title: 'behind the SystemBuffer it is the second',
    call: control({ code: LOAD, event: true, during: failingAt('buffer-allocation', 1) }),
    expected: refusedLate(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R43 MDL allocation',
    title: 'without input it is the first',
    call: control({ code: LOAD, input: { length: 0 }, during: failingAt('buffer-allocation', 0) }),
    expected: { status: STATUS_INSUFFICIENT_RESOURCES },
  },
  {
    arm: 'R43 out direct',
    title: 'without input there is no second',
    call: control({ code: LOAD, input: { length: 0 }, during: failingAt('buffer-allocation', 1) }),
    expected: done(0),
  },
  {
    arm: 'R43 lock',
    title: "the pages can't be locked",
    call: control({ code: STORE, event: true, during: raising('STATUS_INSUFFICIENT_RESOURCES') }),
    expected: refusedLate(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R43 buffered',
    title: 'locks nothing',
    call: control({ code: INVERT, during: raising('STATUS_ACCESS_VIOLATION') }),
    expected: { ...done(4), buffer: INVERTED },
  },
  {
    arm: 'R43 out direct',
    title: "its MDL can't be mapped",
    call: control({ code: LOAD, event: true, during: failing('system-mapping') }),
    expected: failed(STATUS_INSUFFICIENT_RESOURCES),
  },
  {
    arm: 'R49 error',
    title: 'the output of METHOD_BUFFERED is gone when it is copied back',
    call: control({ code: INVERT, event: true, during: changing('dispatch', 'protect') }),
    expected: { status: STATUS_SUCCESS, iosb: UNTOUCHED, eventSignaled: false, buffer: EMPTY },
  },
  {
    arm: 'R43 neither',
    title: 'the buffers are gone before they are looked at',
    call: control({ code: COPY, event: true, during: changing('dispatch', 'unmap') }),
    expected: { ...failed(STATUS_ACCESS_VIOLATION), buffer: null },
  },
  {
    arm: 'R43 out direct',
    title: 'pages that are locked stay when they are unmapped',
    call: control({ code: LOAD, during: changing('dispatch', 'unmap') }),
    expected: { ...done(0), buffer: null },
  },
];

/** Rows that the device `controls` of `src/drivers` is asked too. */
export const CONTROL_ROWS: readonly Rule[] = [
  ...BY_MEMORY,
  ...BY_LENGTH,
  ...BY_HANDLE,
  ...BY_FAULT,
  ...OVERLAP_ROWS,
].map(ofDevice);

export const CONTROL_RULES: readonly Rule[] = [
  ...CONTROL_ROWS,
  {
    arm: 'R19 own control',
    config: { device: CONFIG.device },
    before: [open()],
    call: control({ code: INVERT }),
    expected: { status: undefined, iosb: null, eventSignaled: undefined, buffer: undefined },
  },
  ofDevice({
    arm: 'R45 pended',
    title: 'a control request that fails wakes its caller',
    pends: true,
    call: control({ code: UNKNOWN, event: true }),
    expected: {
      status: STATUS_INVALID_DEVICE_REQUEST,
      iosb: UNTOUCHED,
      eventSignaled: false,
      fileSignaled: true,
    },
  }),
];
