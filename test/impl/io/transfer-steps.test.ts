import { describe, expect, it } from 'vitest';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  FILE_APPEND_DATA,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_READ_DATA,
  FILE_WRITE_DATA,
} from '../../../src/nt/access.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE, IRP_NOCACHE } from '../../../src/nt/irp.ts';
import { DEVICE_OBJECT } from '../../../src/nt/layout.ts';
import {
  type NTSTATUS,
  ntstatusName,
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_DATATYPE_MISALIGNMENT,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { BUFFER, EVENT, IOSB, KEY, OFFSET, type RawOptions, raw } from './raw-transfer.ts';
import { type Options, type Routine, start, type World } from './test-driver.ts';

const KERNEL = POOL_BASE;
const ODD = vaAdd(OFFSET, 1);
const withEvent = { event: EVENT };

/** Makes the call on a driver that records what it was sent. */
function call(options: RawOptions, more: Options = {}) {
  const seen: { offset: bigint; length: number; key: number; flags: number }[] = [];
  const record: Routine = ({ irp, location, complete }) => {
    const { byteOffset, length, key } = location;
    seen.push({ offset: byteOffset, length, key, flags: irp.flags });
    return complete();
  };
  const world = start({ ...more, routines: { [IRP_MJ_READ]: record, [IRP_MJ_WRITE]: record } });
  const result = raw(world, options);
  return { ...result, world, sent: seen[0], count: seen.length };
}

const fault =
  (kind: 'irp-allocation' | 'buffer-allocation') =>
  ({ kernel }: World): void =>
    kernel.faults.arm(failing(kind));
const readOnlyPage = ({ memory, kernel }: World): void =>
  memory.mapPage(BUFFER, kernel.firstUserFrame + 50, false);
const unmapped = ({ memory }: World): void => memory.unmap(BUFFER, 1);

type Row = [
  name: string,
  options: RawOptions,
  status: NTSTATUS,
  event: boolean,
  fileEvent: boolean,
  mode?: Options,
];

/** Steps of R20 that fail, with what is left of the two events, which are signaled before the call. */
const FAILURES: readonly Row[] = [
  ['R20.1 no handle', { parameters: { handle: 0, ...withEvent } }, STATUS_INVALID_HANDLE, true, true],
  [
    'R20.1 a handle to an event',
    { parameters: { handle: EVENT, ...withEvent } },
    STATUS_OBJECT_TYPE_MISMATCH,
    true,
    true,
  ],
  [
    'R20.1 a read without FILE_READ_DATA',
    { access: FILE_WRITE_DATA, parameters: withEvent },
    STATUS_ACCESS_DENIED,
    true,
    true,
  ],
  [
    'R20.1 a write without a right to write',
    { write: true, access: FILE_READ_DATA, parameters: withEvent },
    STATUS_ACCESS_DENIED,
    true,
    true,
  ],
  [
    'R20.2 a status block in the kernel',
    { parameters: { ioStatusBlock: KERNEL, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 a NULL status block',
    { parameters: { ioStatusBlock: NULL_VA, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 a status block at an odd address',
    { parameters: { ioStatusBlock: ODD, ...withEvent } },
    STATUS_DATATYPE_MISALIGNMENT,
    true,
    true,
  ],
  [
    'R22 a read into NULL',
    { parameters: { buffer: NULL_VA, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R22 a read into the kernel',
    { parameters: { buffer: KERNEL, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R22 a read into a read-only page',
    { before: readOnlyPage, parameters: withEvent },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R22 a read into an unmapped page',
    { before: unmapped, parameters: withEvent },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R22 a read whose second page is unmapped',
    { parameters: { buffer: vaAdd(BUFFER, 4 * 4096 - 1), length: 2, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R22 a write from the kernel',
    { write: true, parameters: { buffer: KERNEL, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 an offset in the kernel',
    { parameters: { byteOffset: KERNEL, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 an unmapped offset',
    { parameters: { byteOffset: 0x10000 as Va, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 an offset at an odd address',
    { parameters: { byteOffset: ODD, ...withEvent } },
    STATUS_DATATYPE_MISALIGNMENT,
    true,
    true,
  ],
  [
    'R20.2 a key in the kernel',
    { parameters: { key: KERNEL, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  [
    'R20.2 an unmapped key',
    { parameters: { key: 0x10000 as Va, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    true,
    true,
  ],
  ['R23 a read at -1', { offset: -1n, parameters: withEvent }, STATUS_INVALID_PARAMETER, true, true],
  ['R23 a read at -3', { offset: -3n, parameters: withEvent }, STATUS_INVALID_PARAMETER, true, true],
  [
    'R23 a write at -3',
    { write: true, offset: -3n, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  [
    'R23 the lowest offset',
    { write: true, offset: -(2n ** 63n), parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  [
    'R23 -2^32 - 1',
    { write: true, offset: -(2n ** 32n) - 1n, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  [
    'R23 -2 on an asynchronous handle, read',
    { overlapped: true, offset: -2n, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  [
    'R23 -2 on an asynchronous handle, write',
    { overlapped: true, write: true, offset: -2n, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  [
    'R27 append-only at -3',
    { write: true, access: FILE_APPEND_DATA, offset: -3n, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    true,
    true,
  ],
  ['R32 no event', { parameters: { event: 4000 } }, STATUS_INVALID_HANDLE, true, true],
  [
    'R24 NULL on an asynchronous handle, read',
    { overlapped: true, offset: null, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    false,
    true,
  ],
  [
    'R24 NULL on an asynchronous handle, write',
    { overlapped: true, write: true, offset: null, parameters: withEvent },
    STATUS_INVALID_PARAMETER,
    false,
    true,
  ],
  [
    'R20.8 no IRP',
    { before: fault('irp-allocation'), parameters: withEvent },
    STATUS_INSUFFICIENT_RESOURCES,
    false,
    false,
  ],
  [
    'R36 no SystemBuffer, read',
    { before: fault('buffer-allocation'), parameters: withEvent },
    STATUS_INSUFFICIENT_RESOURCES,
    false,
    false,
  ],
  [
    'R38 no SystemBuffer, write',
    { write: true, before: fault('buffer-allocation'), parameters: withEvent },
    STATUS_INSUFFICIENT_RESOURCES,
    false,
    false,
  ],
  [
    'R39 no MDL',
    { before: fault('buffer-allocation'), parameters: withEvent },
    STATUS_INSUFFICIENT_RESOURCES,
    false,
    false,
    { mode: 'direct' },
  ],
  [
    'R22 a buffered write from NULL: the copy-in faults',
    { write: true, parameters: { buffer: NULL_VA, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    false,
    false,
  ],
  [
    'R22 a direct write from NULL: locking faults',
    { write: true, parameters: { buffer: NULL_VA, ...withEvent } },
    STATUS_ACCESS_VIOLATION,
    false,
    false,
    { mode: 'direct' },
  ],
];

describe('R20 a step that fails', () => {
  it.each(FAILURES)('%s', (_name, options, status, event, fileEvent, mode = {}) => {
    const { world, count, ...result } = call(options, mode);
    expect(ntstatusName(result.status)).toBe(ntstatusName(status));
    expect([result.iosb, result.event, result.fileEvent, count]).toEqual([null, event, fileEvent, 0]);
    expect([world.kernel.mm.lockedPages, world.kernel.stopped]).toEqual([0, false]);
  });

  it.each(FAILURES)(
    'leaves nothing allocated: %s',
    (_name, options, _status, _event, _fileEvent, mode = {}) => {
      const { world } = call(options, mode);
      const fresh = start(mode);
      const blocks = fresh.kernel.pool.liveBlocks;
      raw(fresh);
      const perOpen = fresh.kernel.pool.liveBlocks - blocks;
      raw(fresh, options);
      expect(fresh.kernel.pool.liveBlocks - blocks).toBe(2 * perOpen);
      expect(world.status).toBe(STATUS_SUCCESS);
    },
  );
});

describe('R20 the order of steps', () => {
  it.each<[string, RawOptions, NTSTATUS]>([
    [
      'handle before status block',
      { parameters: { handle: 0, ioStatusBlock: NULL_VA } },
      STATUS_INVALID_HANDLE,
    ],
    [
      'status block before buffer',
      { parameters: { ioStatusBlock: ODD, buffer: NULL_VA } },
      STATUS_DATATYPE_MISALIGNMENT,
    ],
    [
      'buffer before offset pointer',
      { parameters: { buffer: NULL_VA, byteOffset: ODD } },
      STATUS_ACCESS_VIOLATION,
    ],
    [
      'offset pointer before key',
      { parameters: { byteOffset: ODD, key: KERNEL } },
      STATUS_DATATYPE_MISALIGNMENT,
    ],
    ['key before the offset', { offset: -3n, parameters: { key: KERNEL } }, STATUS_ACCESS_VIOLATION],
    ['offset before event', { offset: -3n, parameters: { event: 4000 } }, STATUS_INVALID_PARAMETER],
    [
      'event before position',
      { overlapped: true, offset: null, parameters: { event: 4000 } },
      STATUS_INVALID_HANDLE,
    ],
    [
      'position before the IRP',
      { overlapped: true, offset: null, before: fault('irp-allocation') },
      STATUS_INVALID_PARAMETER,
    ],
  ])('%s', (_name, options, status) => expect(ntstatusName(call(options).status)).toBe(ntstatusName(status)));
});

describe('R20.1 rights', () => {
  it.each([
    [true, FILE_WRITE_DATA],
    [true, FILE_APPEND_DATA],
    [false, FILE_READ_DATA],
  ])('write %s with right %d passes', (write, access) => {
    expect(call({ write, access }).status).toBe(STATUS_SUCCESS);
  });
});

describe('R22 what passes', () => {
  it.each([
    ['buffered', NULL_VA],
    ['direct', KERNEL],
    ['neither', KERNEL],
  ] as const)('length 0 with any buffer, %s', (mode, buffer) => {
    for (const write of [false, true]) {
      expect(call({ write, parameters: { buffer, length: 0 } }, { mode }).count).toBe(1);
    }
  });

  it('a neither write from NULL reaches the driver unchecked', () => {
    expect(call({ write: true, parameters: { buffer: NULL_VA } }, { mode: 'neither' }).count).toBe(1);
  });

  it.each(['buffered', 'direct'] as const)('a %s write from a read-only page', (mode) => {
    expect(call({ write: true, before: readOnlyPage }, { mode }).status).toBe(STATUS_SUCCESS);
  });
});

describe('offsets the driver is given', () => {
  const at = (position: bigint) => (_world: World, file: { currentByteOffset: bigint }) => {
    file.currentByteOffset = position;
  };

  it.each<[string, RawOptions, bigint]>([
    ['as they are', { offset: 5n }, 5n],
    ['beyond 32 bits', { offset: 2n ** 33n + 7n }, 2n ** 33n + 7n],
    ['up to the highest', { offset: 2n ** 63n - 1n }, 2n ** 63n - 1n],
    ['low half negative', { offset: 0xfffffffen }, 0xfffffffen],
    ['R24 NULL: the position', { offset: null, before: at(2n ** 40n) }, 2n ** 40n],
    ['R24 NULL: the position, for a write', { write: true, offset: null, before: at(9n) }, 9n],
    ['R25 -2: the position', { offset: -2n, before: at(6n) }, 6n],
    ['R25 -2: the position, for a write', { write: true, offset: -2n, before: at(6n) }, 6n],
    ['R26 -1 for a write', { write: true, offset: -1n, before: at(6n) }, -1n],
    ['R26 -1 for an asynchronous write', { write: true, overlapped: true, offset: -1n }, -1n],
    ['R27 append-only: -1', { write: true, access: FILE_APPEND_DATA, offset: 5n }, -1n],
    [
      'R27 append-only and NULL: -1',
      { write: true, access: FILE_APPEND_DATA, offset: null, before: at(6n) },
      -1n,
    ],
    [
      'R27 append-only and -2: -1',
      { write: true, access: FILE_APPEND_DATA, offset: -2n, before: at(6n) },
      -1n,
    ],
    [
      'R27 append-only, NULL, asynchronous: -1',
      { write: true, access: FILE_APPEND_DATA, offset: null, overlapped: true },
      -1n,
    ],
  ])('%s', (_name, options, offset) => expect(call(options).sent?.offset).toBe(offset));

  it.each([
    [false, -1n],
    [false, -3n],
    [true, -3n],
    [true, -(2n ** 63n)],
  ])('R23a negative ones where the dialect lets them pass: write %s, %d', (write, offset) => {
    expect(call({ write, offset }, { dialect: { strictOffsets: false } }).sent?.offset).toBe(offset);
  });

  it('R23a but never -2 on an asynchronous handle', () => {
    const { count, status } = call({ overlapped: true, offset: -2n }, { dialect: { strictOffsets: false } });
    expect([count, status]).toEqual([0, STATUS_INVALID_PARAMETER]);
  });

  it.each([0n, 100n])('R28 %d leaves the position alone', (offset) => {
    const positions: (() => bigint)[] = [];
    raw(start(), {
      offset,
      before: (_world, file) => {
        file.currentByteOffset = 3n;
        positions.push(() => file.currentByteOffset);
      },
    });
    expect(positions.map((position) => position())).toEqual([3n]);
  });
});

describe('what else the driver is given', () => {
  it.each([0, 1, 0xffffffff])('R30 key %d', (key) => expect(call({ key }).sent?.key).toBe(key));

  it('R30 key 0 for a NULL pointer', () => expect(call({}).sent?.key).toBe(0));

  it.each([0, 1, 4096, 3 * 4096 + 5])('R29 length %d', (length) => {
    expect(call({ parameters: { length } }).sent?.length).toBe(length);
  });

  it('an event that was cleared, though it was signaled (R32)', () => {
    expect(call({ parameters: withEvent }).event).toBe(true);
  });
});

describe('R31 without intermediate buffering', () => {
  const createOptions = FILE_NO_INTERMEDIATE_BUFFERING;
  const access = FILE_READ_DATA | FILE_WRITE_DATA;
  const needs =
    (sector: number, alignment: number) =>
    ({ memory, device }: World): void => {
      memory.writeU16(vaAdd(device, DEVICE_OBJECT.SectorSize), sector);
      memory.writeI32(vaAdd(device, DEVICE_OBJECT.AlignmentRequirement), alignment);
    };

  it.each<[string, boolean, RawOptions]>([
    ['a device that asks for nothing', true, { offset: 3n, parameters: { length: 5 }, before: needs(0, 0) }],
    ['whole sectors', true, { offset: 1024n, parameters: { length: 512 }, before: needs(512, 0) }],
    ['no bytes', true, { parameters: { length: 0 }, before: needs(512, 0) }],
    ['part of a sector', false, { parameters: { length: 511 }, before: needs(512, 0) }],
    ['an offset in a sector', false, { offset: 1n, parameters: { length: 512 }, before: needs(512, 0) }],
    ['NULL for an offset', true, { offset: null, parameters: { length: 512 }, before: needs(512, 0) }],
    [
      '-1 for a write',
      true,
      { write: true, offset: -1n, parameters: { length: 512 }, before: needs(512, 0) },
    ],
    ['-2', true, { offset: -2n, parameters: { length: 512 }, before: needs(512, 0) }],
    [
      'the low half of -1 for a write',
      false,
      { write: true, offset: 0xffffffffn, parameters: { length: 512 }, before: needs(512, 0) },
    ],
    [
      'the low half of -2',
      false,
      { offset: 0xfffffffen, parameters: { length: 512 }, before: needs(512, 0) },
    ],
    ['an aligned buffer', true, { parameters: { buffer: vaAdd(BUFFER, 4) }, before: needs(0, 3) }],
    [
      'a buffer that is not aligned',
      false,
      { parameters: { buffer: vaAdd(BUFFER, 2) }, before: needs(0, 3) },
    ],
  ])('%s: passes %s', (_name, passes, options) => {
    const { status, count, sent } = call({ createOptions, access, ...options });
    expect([status, count]).toEqual(passes ? [STATUS_SUCCESS, 1] : [STATUS_INVALID_PARAMETER, 0]);
    if (passes) expect((sent?.flags ?? 0) & IRP_NOCACHE).toBe(IRP_NOCACHE);
  });

  it('-3 is no place that is exempt, where the dialect lets it pass', () => {
    const before = needs(512, 0);
    const options = { createOptions, access, write: true, parameters: { length: 512 }, before };
    const loose = { dialect: { strictOffsets: false } };
    expect(call({ ...options, offset: -3n }, loose)).toMatchObject({
      status: STATUS_INVALID_PARAMETER,
      count: 0,
    });
    expect(call({ ...options, offset: -512n }, loose)).toMatchObject({ status: STATUS_SUCCESS, count: 1 });
  });

  it('buffered handles need nothing of it', () => {
    const { sent } = call({ offset: 1n, parameters: { length: 3 }, before: needs(512, 3) });
    expect((sent?.flags ?? 0) & IRP_NOCACHE).toBe(0);
  });
});

it('the addresses of these tests are apart', () => {
  expect(new Set([IOSB, OFFSET, KEY, BUFFER]).size).toBe(4);
});
