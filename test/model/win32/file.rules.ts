import type { DeviceModel } from '../../../src/model/device.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_INVALID_DEVICE_REQUEST,
} from '../../../src/nt/ntstatus.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_FILE_NOT_FOUND,
  ERROR_HANDLE_EOF,
  ERROR_INVALID_FUNCTION,
  ERROR_INVALID_HANDLE,
  ERROR_INVALID_PARAMETER,
  ERROR_MORE_DATA,
  ERROR_PATH_NOT_FOUND,
} from '../../../src/nt/win32-error.ts';
import { NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import type { OpenOptionsSpec } from '../../../src/trace/ops/index.ts';
import {
  counter,
  create,
  deviceAnswering,
  fileOpen,
  fileRead,
  fileWrite,
  move,
  on,
  readFile,
  streamDevice,
  type Win32Rule,
  writeAll,
  writeFile,
} from './calls.ts';

const STATUS_PIPE_BROKEN = 0xc000014b | 0;
const EMPTY = new Uint8Array(0);
const vector = (bytes: Uint8Array) => ({ holds: 'vector', bytes }) as const;
const os = (lastError: number, errorKind: string) =>
  ({ succeeded: false, lastError, errorKind, bytes: null }) as const;
const INVALID = os(ERROR_INVALID_PARAMETER, 'InvalidInput');
const OK = { succeeded: true, lastError: 0, errorKind: null } as const;
const TO_END = on('File::read_to_end');
const OPEN = { arm: 'W3c left open', expected: { succeeded: undefined, data: undefined } } as const;

type Read = DeviceModel<number>['read'];
const given = (data: Uint8Array, next: number) => ({
  arm: 'stream',
  status: 0,
  information: data.length,
  data,
  next,
});

/** A device that gives the start of 40 bytes of data, but answers reads that are too short for them by `short`. */
function byLength(short: Read): Read {
  return (state, request) => (request.length < 40 ? short(state, request) : [given(counter(40), state)]);
}

/** What a device may make of a read that is too short, so that the sizes of reads matter. */
const SHORT_READS: readonly [title: string, short: Read][] = [
  ['short reads are refused', (state) => [{ ...given(EMPTY, state), status: STATUS_INVALID_DEVICE_REQUEST }]],
  ['short reads give nothing', (state) => [given(EMPTY, state)]],
  ['short reads give other data', (state, { length }) => [given(counter(length, 9), state)]],
  ['short reads change the device', (state, { length }) => [given(counter(length), state + 1)]],
  ['short reads claim more than they place', (state) => [{ ...given(EMPTY, state), information: 1 }]],
  ['short reads have several answers', (state) => [given(counter(1), state), given(EMPTY, state)]],
];

/** Options, and what a handle opened with them may do; null where it isn't opened. */
const OPTIONS: readonly [Partial<OpenOptionsSpec>, arm: string, rights: string | null][] = [
  [{}, 'W3a no access', null],
  [{ truncate: true, create: true, createNew: true }, 'W3a no access', null],
  [{ read: true }, 'W3a opened', 'read'],
  [{ write: true }, 'W3a opened', 'write'],
  [{ read: true, write: true }, 'W3a opened', 'read write'],
  [{ append: true }, 'W3a opened', 'write'],
  [{ append: true, write: true }, 'W3a opened', 'write'],
  [{ append: true, read: true }, 'W3a opened', 'read write'],
  [{ read: true, truncate: true }, 'W3a creates without writing', null],
  [{ read: true, create: true }, 'W3a creates without writing', null],
  [{ read: true, createNew: true }, 'W3a creates without writing', null],
  [{ append: true, truncate: true }, 'W3a truncates what it appends to', null],
  [{ append: true, write: true, truncate: true, create: true }, 'W3a truncates what it appends to', null],
  [{ append: true, truncate: true, createNew: true }, 'W3a opened', 'write'],
  [{ append: true, create: true }, 'W3a opened', 'write'],
  [{ write: true, truncate: true }, 'W3a opened', 'write'],
  [{ write: true, create: true }, 'W3a opened', 'write'],
  [{ write: true, create: true, truncate: true }, 'W3a opened', 'write'],
  [{ write: true, createNew: true }, 'W3a opened', 'write'],
];

const OPTION_RULES: readonly Win32Rule[] = OPTIONS.flatMap(([options, arm, rights]): Win32Rule[] => {
  const title = Object.keys(options).join(' ');
  const open: Win32Rule = {
    arm,
    title,
    call: fileOpen(options),
    expected: rights === null ? INVALID : OK,
  };
  if (rights === null) return [open];
  const use = (right: string, call: Win32Rule['call']): Win32Rule => ({
    arm: rights.includes(right) ? 'W3b Ok' : 'W3b Err',
    title: `${right} after ${title}`,
    before: [fileOpen(options)],
    call,
    expected: rights.includes(right) ? OK : os(ERROR_ACCESS_DENIED, 'PermissionDenied'),
  });
  return [open, use('read', fileRead()), use('write', fileWrite())];
});

export const FILE_RULES: readonly Win32Rule[] = [
  ...OPTION_RULES,
  {
    arm: 'R27 append-only',
    title: 'read and append: the position does not count',
    before: [fileOpen({ read: true, append: true }), move(5n)],
    call: fileWrite(),
    expected: { ...OK, bytes: 4 },
  },
  {
    arm: 'W3a refused',
    call: fileOpen({ read: true }, '\\\\.\\Missing'),
    expected: os(ERROR_FILE_NOT_FOUND, 'NotFound'),
  },
  {
    arm: 'W3a refused',
    title: 'a path on a drive',
    call: fileOpen({ read: true }, 'Example'),
    expected: os(ERROR_PATH_NOT_FOUND, 'NotFound'),
  },
  {
    arm: 'W3b Ok',
    title: 'a read of what was written',
    before: [fileOpen(), fileWrite(counter(13))],
    call: fileRead(4096),
    expected: { ...OK, bytes: 13, data: { holds: 'buffer', bytes: counter(13) } },
  },
  {
    arm: 'W3b end of file',
    config: { device: deviceAnswering({ status: STATUS_END_OF_FILE }) },
    before: [fileOpen()],
    call: fileRead(),
    expected: { ...OK, bytes: 0 },
  },
  {
    arm: 'W3b end of file',
    title: 'a broken pipe',
    config: { device: deviceAnswering({ status: STATUS_PIPE_BROKEN }) },
    before: [fileOpen()],
    call: fileRead(),
    expected: { ...OK, bytes: 0 },
  },
  {
    arm: 'W3b Err',
    title: 'a write at the end of the file',
    before: [fileOpen(), move(1n)],
    call: fileWrite(),
    expected: os(ERROR_HANDLE_EOF, 'Uncategorized'),
  },
  {
    arm: 'W3b Err',
    title: 'a warning; what it read stays in the buffer',
    config: { device: deviceAnswering({ status: STATUS_BUFFER_OVERFLOW, data: counter(2) }) },
    before: [fileOpen()],
    call: fileRead(),
    expected: {
      ...os(ERROR_MORE_DATA, 'Uncategorized'),
      data: { holds: 'buffer', bytes: counter(2) },
    },
  },
  // write_all (W3)
  { arm: 'W3 no data', title: 'no write, so no handle needed', call: writeAll(0), expected: OK },
  {
    arm: 'W3 all written',
    title: '5,000 bytes leave the last 904',
    before: [fileOpen(), writeAll(5000)],
    call: readFile({ length: 4096 }),
    expected: { bytes: 904, data: { holds: 'buffer', bytes: counter(5000).subarray(4096) } },
  },
  {
    arm: 'W3 all written',
    before: [fileOpen()],
    call: writeAll(8193),
    expected: { ...OK, bytes: null },
  },
  {
    arm: 'W3 all written',
    title: 'a byte at a time',
    config: { device: streamDevice([], 1) },
    before: [fileOpen()],
    call: writeAll(300),
    expected: OK,
  },
  {
    arm: 'W3 left open',
    title: 'a device that claims more than it was given',
    config: { device: deviceAnswering({ information: 9 }) },
    before: [fileOpen()],
    call: writeAll(4),
    expected: { succeeded: undefined, lastError: undefined },
  },
  {
    arm: 'W3 write zero',
    config: { mode: 'neither' },
    before: [fileOpen()],
    call: writeAll(4),
    expected: { succeeded: false, lastError: 0, errorKind: 'WriteZero', bytes: null },
  },
  {
    arm: 'W3 write fails',
    before: [fileOpen(), move(1n)],
    call: writeAll(4),
    expected: os(ERROR_HANDLE_EOF, 'Uncategorized'),
  },
  // read_to_end (W3c)
  {
    arm: 'W3c end',
    title: 'an empty device',
    before: [fileOpen()],
    call: TO_END,
    expected: { ...OK, bytes: 0, data: vector(EMPTY) },
  },
  {
    arm: 'W3c end',
    title: 'past the data',
    before: [fileOpen(), fileWrite(counter(13)), move(13n)],
    call: TO_END,
    expected: { ...OK, bytes: 0, data: vector(EMPTY) },
  },
  {
    arm: 'W3c end',
    title: 'a device that gives single bytes, each of them once',
    config: { device: streamDevice([counter(1, 3), counter(1, 50)]) },
    before: [fileOpen()],
    call: TO_END,
    expected: { ...OK, bytes: 2, data: vector(Buffer.concat([counter(1, 3), counter(1, 50)])) },
  },
  {
    arm: 'W3c read fails',
    call: on('File::read_to_end', NO_HANDLE),
    expected: { ...os(ERROR_INVALID_HANDLE, 'Uncategorized'), data: vector(EMPTY) },
  },
  {
    arm: 'W3c read fails',
    title: 'with the status of the device',
    config: { device: deviceAnswering({ status: STATUS_INVALID_DEVICE_REQUEST }) },
    before: [fileOpen()],
    call: TO_END,
    expected: { ...os(ERROR_INVALID_FUNCTION, 'Uncategorized'), data: vector(EMPTY) },
  },
  {
    arm: 'W3c out of memory',
    before: [fileOpen(), fileWrite(counter(13)), move(3n)],
    call: TO_END,
    expected: {
      succeeded: false,
      lastError: 0,
      errorKind: 'OutOfMemory',
      bytes: null,
      data: { holds: 'repeated', bytes: counter(13).subarray(3) },
    },
  },
  {
    ...OPEN,
    title: 'several answers',
    config: { device: deviceAnswering({ data: counter(1) }, {}) },
    before: [fileOpen()],
    call: TO_END,
  },
  {
    ...OPEN,
    title: 'bytes that were not placed',
    config: { device: deviceAnswering({ information: 3 }) },
    before: [fileOpen()],
    call: TO_END,
  },
  {
    ...OPEN,
    title: 'bytes that were not placed, in direct mode',
    config: { device: deviceAnswering({ information: 3 }), mode: 'direct' },
    before: [fileOpen()],
    call: TO_END,
  },
  {
    ...OPEN,
    title: 'bytes that come once, of which a short read may lose some',
    config: { device: streamDevice([counter(10), counter(7, 50)]) },
    before: [fileOpen()],
    call: TO_END,
  },
  {
    ...OPEN,
    title: 'more single bytes than are followed',
    config: { device: streamDevice(Array.from({ length: 300 }, () => counter(1))) },
    before: [fileOpen()],
    call: TO_END,
  },
  {
    ...OPEN,
    title: 'data that comes once and then again and again',
    config: {
      device: {
        ...streamDevice([]),
        read: (given) => {
          const first = { arm: 'stream', status: 0, information: 1, data: counter(1), next: 1 };
          return [given === 0 ? first : { ...first, next: given }];
        },
      },
    },
    before: [create()],
    call: TO_END,
  },
  ...SHORT_READS.map(([title, short]) => ({
    ...OPEN,
    title,
    config: { device: { ...streamDevice([]), read: byLength(short) } },
    before: [fileOpen()],
    call: TO_END,
  })),
];

/** What writes leave for a read of kernel32 on the same handle. */
export const MIXED_RULES: readonly Win32Rule[] = [
  {
    arm: 'W1a success',
    title: 'File and kernel32 share a handle',
    before: [fileOpen(), writeFile({ data: counter(3) })],
    call: fileRead(8),
    expected: { ...OK, bytes: 3 },
  },
];
