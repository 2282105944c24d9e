import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_END_OF_FILE,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import {
  ERROR_HANDLE_EOF,
  ERROR_INVALID_HANDLE,
  ERROR_INVALID_PARAMETER,
  ERROR_IO_PENDING,
  ERROR_MORE_DATA,
  ERROR_NOACCESS,
} from '../../../src/nt/win32-error.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import { counter, create, deviceAnswering, move, readFile, type Win32Rule, writeFile } from './calls.ts';

const EMPTY = new Uint8Array(0);
const PENDING = { internal: STATUS_PENDING, internalHigh: 0 } as const;
const done = (internalHigh: number) => ({ internal: STATUS_SUCCESS, internalHigh });
const at = (offset: bigint, event = false) => ({ offset, event });
const APPEND = 0xffff_ffff_ffff_ffffn;
const POSITION = 0xffff_ffff_ffff_fffen;
const OVERLAPPED = create({ overlapped: true });
const buffer = (bytes: Uint8Array) => ({ holds: 'buffer', bytes }) as const;

const AT_END = { device: deviceAnswering({ status: STATUS_END_OF_FILE }) };
const OVERFLOW = { device: deviceAnswering({ status: STATUS_BUFFER_OVERFLOW, data: counter(3) }) };

export const TRANSFER_RULES: readonly Win32Rule[] = [
  {
    arm: 'W1a success',
    title: 'a write',
    before: [create()],
    call: writeFile({ length: 13 }),
    expected: { succeeded: true, lastError: 0, bytes: 13, overlapped: null, eventSignaled: null, data: null },
  },
  {
    arm: 'W1a success',
    title: 'a read of what was written',
    before: [create(), writeFile({ length: 13 })],
    call: readFile({ length: 20 }),
    expected: { succeeded: true, bytes: 13, data: buffer(counter(13)) },
  },
  {
    arm: 'M2 past the end',
    title: 'TRUE with 0 bytes',
    before: [create(), writeFile({ length: 13 })],
    call: readFile({ overlapped: at(13n) }),
    expected: { succeeded: true, bytes: 0, overlapped: done(0), data: buffer(EMPTY) },
  },
  {
    arm: 'W1a success',
    title: 'a count has 32 bits, InternalHigh has all',
    config: { device: deviceAnswering({ information: 2 ** 32 + 5 }), mode: 'direct' },
    before: [create()],
    call: readFile({ overlapped: at(0n) }),
    expected: { bytes: 5, overlapped: done(2 ** 32 + 5) },
  },
  {
    arm: 'W1a success',
    title: 'what an overclaiming device leaves in the buffer is open',
    config: { device: deviceAnswering({ information: 3 }) },
    before: [create()],
    call: readFile(),
    expected: { bytes: 3, data: undefined },
  },
  {
    arm: 'W1 end of file',
    config: AT_END,
    before: [create()],
    call: readFile(),
    expected: { succeeded: true, lastError: 0, bytes: 0, overlapped: null, data: buffer(EMPTY) },
  },
  {
    arm: 'W1b end of file with OVERLAPPED',
    title: 'on a synchronous handle',
    config: AT_END,
    before: [create()],
    call: readFile({ overlapped: at(0n, true) }),
    expected: {
      succeeded: false,
      lastError: ERROR_HANDLE_EOF,
      bytes: 0,
      overlapped: PENDING,
      eventSignaled: false,
    },
  },
  {
    arm: 'W1b end of file with OVERLAPPED',
    title: 'on an overlapped handle',
    config: AT_END,
    before: [OVERLAPPED],
    call: readFile({ overlapped: at(0n) }),
    expected: { succeeded: false, lastError: ERROR_HANDLE_EOF, overlapped: PENDING, eventSignaled: null },
  },
  {
    arm: 'W1b pending',
    title: 'FALSE although all is done already',
    config: { pends: true },
    before: [OVERLAPPED],
    call: writeFile({ overlapped: at(0n, true) }),
    expected: {
      succeeded: false,
      lastError: ERROR_IO_PENDING,
      bytes: 0,
      overlapped: done(4),
      eventSignaled: true,
    },
  },
  {
    arm: 'R45 pended',
    title: 'a synchronous handle waits: TRUE',
    config: { pends: true },
    before: [create()],
    call: writeFile({ overlapped: at(0n) }),
    expected: { succeeded: true, lastError: 0, bytes: 4, overlapped: done(4) },
  },
  {
    arm: 'W1 write at the end',
    title: 'without OVERLAPPED, by the file position',
    before: [create(), move(5n)],
    call: writeFile(),
    expected: { succeeded: false, lastError: ERROR_HANDLE_EOF, bytes: 0, overlapped: null },
  },
  {
    arm: 'W1 write at the end',
    title: 'Internal stays STATUS_PENDING (R49)',
    before: [create()],
    call: writeFile({ overlapped: at(5n, true) }),
    expected: {
      succeeded: false,
      lastError: ERROR_HANDLE_EOF,
      overlapped: PENDING,
      eventSignaled: false,
    },
  },
  {
    arm: 'W1a warning',
    config: OVERFLOW,
    before: [create()],
    call: readFile({ length: 8, overlapped: at(0n) }),
    expected: {
      succeeded: false,
      lastError: ERROR_MORE_DATA,
      bytes: 0,
      overlapped: { internal: STATUS_BUFFER_OVERFLOW, internalHigh: 3 },
      data: buffer(counter(3)),
    },
  },
  {
    arm: 'W1a warning',
    title: 'without OVERLAPPED the bytes are counted',
    config: OVERFLOW,
    before: [create()],
    call: readFile({ length: 8 }),
    expected: {
      succeeded: false,
      lastError: ERROR_MORE_DATA,
      bytes: 3,
      overlapped: null,
      data: buffer(counter(3)),
    },
  },
  ...([NO_HANDLE, EVENT_HANDLE, 7] as const).map(
    (handle): Win32Rule => ({
      arm: 'W1 error',
      title: `handle ${handle}; the event stays signaled`,
      call: readFile({ handle, overlapped: at(0n, true) }),
      expected: {
        succeeded: false,
        lastError: ERROR_INVALID_HANDLE,
        bytes: 0,
        overlapped: PENDING,
        eventSignaled: true,
      },
    }),
  ),
  {
    arm: 'R24 overlapped NULL',
    title: 'no OVERLAPPED on an overlapped handle',
    before: [OVERLAPPED],
    call: readFile(),
    expected: { succeeded: false, lastError: ERROR_INVALID_PARAMETER, overlapped: null },
  },
  {
    arm: 'R22 read probe',
    before: [create()],
    call: readFile({ buffer: { ...PLAIN_BUFFER, memory: 'no-access' } }),
    expected: { succeeded: false, lastError: ERROR_NOACCESS, bytes: 0, data: null },
  },
  {
    arm: 'R25 position',
    title: '2^64 - 2',
    before: [create()],
    call: writeFile({ overlapped: at(POSITION) }),
    expected: { succeeded: true, bytes: 4 },
  },
  {
    arm: 'R26 append',
    title: '2^64 - 1',
    before: [create()],
    call: writeFile({ overlapped: at(APPEND) }),
    expected: { succeeded: true, bytes: 4 },
  },
  {
    arm: 'R23 read at -1',
    title: '2^64 - 1',
    before: [create()],
    call: readFile({ overlapped: at(APPEND) }),
    expected: { succeeded: false, lastError: ERROR_INVALID_PARAMETER },
  },
  {
    arm: 'R23 below -2',
    title: '2^63',
    before: [create()],
    call: readFile({ overlapped: at(1n << 63n) }),
    expected: { succeeded: false, lastError: ERROR_INVALID_PARAMETER },
  },
  {
    arm: 'M2 past the end',
    title: '2^63 - 1 and 2^32 are offsets',
    before: [create(), writeFile()],
    call: readFile({ overlapped: at((1n << 63n) - 1n) }),
    expected: { succeeded: true, bytes: 0 },
  },
  {
    arm: 'R51 overlapped with event',
    before: [OVERLAPPED],
    call: writeFile({ overlapped: at(0n, true) }),
    expected: { succeeded: true, bytes: 4, overlapped: done(4), eventSignaled: true },
  },
];
