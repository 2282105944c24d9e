import { describe, expect, it } from 'vitest';
import {
  IOCTL_ALL_UNITS,
  IOCTL_CHECKSUM,
  IOCTL_DOWNLOAD,
  IOCTL_GET_SETTINGS,
  IOCTL_OWN_UNITS,
  IOCTL_RESERVE,
  IOCTL_SET_SETTINGS,
  IOCTL_SORT,
  IOCTL_UPLOAD,
} from '../../src/drivers/control-codes.ts';
import { CaseRunner } from '../../src/execution/case-runner.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INFO_LENGTH_MISMATCH,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_BUFFER_SIZE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_QUOTA_EXCEEDED,
  STATUS_REVISION_MISMATCH,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import { control } from '../../src/subjects/defects/ops.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { failing } from '../../src/trace/during.ts';
import type { ControlOp, Op } from '../../src/trace/ops/index.ts';
import { on, open, traceOf } from '../campaign/subjects.ts';

/** A control request with an input in hexadecimal, and an output of so many bytes. */
function send(code: number, input: string, output = 0, fields: Partial<ControlOp> = {}): ControlOp {
  return {
    ...control({ code, input: { length: input.length / 2 }, output: { length: output } }),
    ...(input !== '' && { data: { hex: input } }),
    ...fields,
  };
}

const RUNNERS = new Map<string, CaseRunner>();

/** One for each driver: making one takes longer than a run. */
function runnerOf(name: string): CaseRunner {
  const runner = RUNNERS.get(name) ?? new CaseRunner(findSubject(name));
  RUNNERS.set(name, runner);
  return runner;
}

/** What the last operation comes to, of a driver that is judged by every property. */
function last(name: string, ops: readonly Op[]) {
  const { run, judgement } = runnerOf(name).run(traceOf('buffered', [open(), ...ops]));
  expect(judgement.verdicts.flatMap(({ breach }) => breach ?? [])).toEqual([]);
  const { status, information, buffer } = run.observations.at(-1) ?? {};
  return { status, information, output: Buffer.from(buffer ?? []).toString('hex') };
}

type Row = readonly [what: string, ops: readonly Op[], status: NTSTATUS, output: string | number];

const get = (output: number) => send(IOCTL_GET_SETTINGS, '', output);
const set = (input: string) => send(IOCTL_SET_SETTINGS, input);
const SETTINGS: readonly Row[] = [
  ['no room for a size', [get(3)], STATUS_BUFFER_TOO_SMALL, 0],
  ['the size of the newest version', [get(7)], STATUS_SUCCESS, '0c000000'],
  ['the older version', [set('0c00000005000000ff000000'), get(11)], STATUS_SUCCESS, '0800000005000000'],
  [
    'the period that the older version leaves',
    [set('0c00000005000000ff000000'), set('08000000e8030000'), get(20)],
    STATUS_SUCCESS,
    '0c000000e8030000ff000000',
  ],
  ['half a size', [set('0800')], STATUS_INFO_LENGTH_MISMATCH, 0],
  ['no version', [set('0900000005000000')], STATUS_REVISION_MISMATCH, 0],
  ['less than its size', [set('0c00000005000000')], STATUS_INFO_LENGTH_MISMATCH, 0],
  ['too high a threshold', [set('08000000e9030000')], STATUS_INVALID_PARAMETER, 0],
  [
    'nothing of what was refused',
    [set('0c000000e9030000ff000000'), get(12)],
    STATUS_SUCCESS,
    '0c0000000000000000000000',
  ],
  ['another code', [send(IOCTL_SORT - 3, '')], STATUS_INVALID_DEVICE_REQUEST, 0],
];

const upload = (header: string, bytes: number, fields: Partial<ControlOp> = {}) =>
  send(IOCTL_UPLOAD, header, bytes, fields);
const checksum = send(IOCTL_CHECKSUM, '', 4);
const UPLOAD: readonly Row[] = [
  ['half a header', [upload('01000000', 1)], STATUS_INFO_LENGTH_MISMATCH, 0],
  ['more than the image', [upload('0100000000010000', 1)], STATUS_INVALID_PARAMETER, 0],
  ['more than the second buffer', [upload('0200000000000000', 1)], STATUS_INVALID_BUFFER_SIZE, 0],
  ['a second buffer that is not there', [upload('0100000000000000', 0)], STATUS_INVALID_BUFFER_SIZE, 0],
  [
    'a second buffer that is not mapped',
    [upload('0100000000000000', 1, { during: failing('system-mapping') })],
    STATUS_INSUFFICIENT_RESOURCES,
    0,
  ],
  ['nothing', [upload('0000000000010000', 0)], STATUS_SUCCESS, 0],
  ['the checksum of an empty image', [checksum], STATUS_SUCCESS, '00000000'],
  ['no room for a checksum', [send(IOCTL_CHECKSUM, '', 3)], STATUS_BUFFER_TOO_SMALL, 0],
  ['another code', [send(IOCTL_SORT, '')], STATUS_INVALID_DEVICE_REQUEST, 0],
];

const download = (header: string, bytes: number, fields: Partial<ControlOp> = {}) =>
  send(IOCTL_DOWNLOAD, header, bytes, fields);
const DOWNLOAD: readonly Row[] = [
  ['half a header', [download('01000000', 1)], STATUS_INFO_LENGTH_MISMATCH, 0],
  ['a range', [download('03000000ee000000', 4)], STATUS_SUCCESS, 'ef0102'],
  ['a range that is cut short', [download('ffffffffff010000', 1)], STATUS_SUCCESS, '22'],
  ['a range behind the end', [download('0100000000020000', 1)], STATUS_END_OF_FILE, 0],
  ['nothing', [download('00000000ffffffff', 0)], STATUS_SUCCESS, 0],
  ['less room than it takes', [download('0200000000000000', 1)], STATUS_BUFFER_TOO_SMALL, 0],
  ['no room at all', [download('0200000000000000', 0)], STATUS_BUFFER_TOO_SMALL, 0],
  [
    'room that is not mapped',
    [download('0100000000000000', 1, { during: failing('system-mapping') })],
    STATUS_INSUFFICIENT_RESOURCES,
    0,
  ],
  ['another code', [send(IOCTL_SORT, '')], STATUS_INVALID_DEVICE_REQUEST, 0],
];

const sort = (input: string, output: number, fields: Partial<ControlOp> = {}) =>
  send(IOCTL_SORT, input, output, fields);
const SORTER: readonly Row[] = [
  ['bytes in order', [sort('04000000ff037f0100', 4)], STATUS_SUCCESS, '01037fff'],
  ['none', [sort('00000000ff', 0)], STATUS_SUCCESS, 0],
  ['half a header', [sort('0000', 4)], STATUS_INVALID_PARAMETER, 0],
  ['more than is there', [sort('02000000ff', 4)], STATUS_INVALID_PARAMETER, 0],
  ['more than it has room for', [sort('02000000ff00', 1)], STATUS_BUFFER_TOO_SMALL, 0],
  ['more than it captures', [sort('00'.repeat(1025), 4)], STATUS_INVALID_BUFFER_SIZE, 0],
  [
    'no pool to capture into',
    [sort('01000000ff', 4, { during: failing('pool-allocation') })],
    STATUS_INSUFFICIENT_RESOURCES,
    0,
  ],
  [
    'an input of the kernel',
    [control({ code: IOCTL_SORT, input: { length: 4, memory: 'kernel' } })],
    STATUS_ACCESS_VIOLATION,
    0,
  ],
  [
    'an output that can’t be written',
    [control({ code: IOCTL_SORT, input: { length: 4 }, output: { length: 1, memory: 'read-only' } })],
    STATUS_ACCESS_VIOLATION,
    0,
  ],
  ['another code', [send(IOCTL_UPLOAD, '')], STATUS_INVALID_DEVICE_REQUEST, 0],
];

const reserve = (units: string, fields: Partial<ControlOp> = {}) =>
  send(IOCTL_RESERVE, `${units}000000`, 0, fields);
const own = (fields: Partial<ControlOp> = {}) => send(IOCTL_OWN_UNITS, '', 4, fields);
const all = send(IOCTL_ALL_UNITS, '', 12);
const BUDGET: readonly Row[] = [
  ['an open’s own units', [reserve('01'), reserve('03'), own()], STATUS_SUCCESS, '04000000'],
  [
    'those of another open',
    [open(), reserve('02'), reserve('03', { handle: 1 }), own({ handle: 1 })],
    STATUS_SUCCESS,
    '03000000',
  ],
  [
    'all units, of all opens',
    [open(), reserve('02'), reserve('03', { handle: 1 }), all],
    STATUS_SUCCESS,
    '020000000500000000000000',
  ],
  [
    'what a handle that is closed gives back',
    [open(), reserve('03', { handle: 1 }), { ...on('close'), handle: 1 } as Op, all],
    STATUS_SUCCESS,
    '010000000000000000000000',
  ],
  ['more than an open may have', [reserve('04'), reserve('01')], STATUS_QUOTA_EXCEEDED, 0],
  ['more than there is', [open(), reserve('04'), reserve('03', { handle: 1 })], STATUS_QUOTA_EXCEEDED, 0],
  [
    'what was refused, and changes nothing else',
    [send(IOCTL_RESERVE, '01'), reserve('09'), all],
    STATUS_SUCCESS,
    '010000000000000002000000',
  ],
  ['too short a request', [send(IOCTL_RESERVE, '010000')], STATUS_INFO_LENGTH_MISMATCH, 0],
  ['no room for its own', [send(IOCTL_OWN_UNITS, '', 3)], STATUS_BUFFER_TOO_SMALL, 0],
  ['no room for all', [send(IOCTL_ALL_UNITS, '', 11)], STATUS_BUFFER_TOO_SMALL, 0],
  ['another code', [send(IOCTL_UPLOAD, '')], STATUS_INVALID_DEVICE_REQUEST, 0],
];

describe.each([
  ['settings', SETTINGS],
  ['upload', UPLOAD],
  ['download', DOWNLOAD],
  ['sorter', SORTER],
  ['budget', BUDGET],
] as const)('the device %s', (name, rows) => {
  it.each(rows)('%s', (_what, ops, status, output) => {
    const observed = last(name, ops);
    const bytes = typeof output === 'number' ? output : output.length / 2;
    expect(observed).toMatchObject({ status });
    if (status >= 0) expect(observed.information).toBe(bytes);
    if (typeof output === 'string') expect(observed.output.slice(0, output.length)).toBe(output);
  });
});

it('an image has another checksum for each of its bytes, and where they are', () => {
  const sums = ['0100000000000000', '0100000001000000', '0200000000000000'].map(
    (header) => last('upload', [upload(header, 2), checksum]).output,
  );
  expect(new Set(sums).size).toBe(3);
});
