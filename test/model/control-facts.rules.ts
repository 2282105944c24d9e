import type { DeviceModel } from '../../src/model/device.ts';
import { opensOnly } from '../../src/model/devices/opens-only.ts';
import {
  CTL_CODE,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
} from '../../src/nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../../src/nt/device.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_PARAMETER,
  STATUS_IO_REPARSE_TAG_NOT_HANDLED,
  STATUS_NOT_FOUND,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_SUCCESS,
} from '../../src/nt/ntstatus.ts';
import {
  ERROR_CANT_ACCESS_FILE,
  ERROR_FILE_NOT_FOUND,
  ERROR_INSUFFICIENT_BUFFER,
  ERROR_INVALID_PARAMETER,
  ERROR_IO_PENDING,
  ERROR_MORE_DATA,
  ERROR_NOT_FOUND,
} from '../../src/nt/win32-error.ts';
import type { ControlBuffer } from '../../src/trace/ops/index.ts';
import { USER_FILL } from '../../src/trace/run/observation.ts';
import { control, fsControl, open, type Rule } from './calls.ts';
import { done, EMPTY, UNTOUCHED } from './steps.ts';
import { type Answer, counter, create, deviceIoControl, type Win32Rule } from './win32/calls.ts';

/**
 * What public tests that were run on Windows assert of control requests: facts restated, no code. Wine's matrix of
 * returned statuses is a test of its own (test/impl/io/return-status.test.ts).
 *
 * The devices here answer as those of the sources were seen to. Where a source names a Win32 error alone, the status is
 * one that becomes it; lengths that a source finds out at run time are of our own choice.
 */
export const SOURCES = {
  example: 'reactos/reactos modules/rostests/kmtests/example/{Example_user,Example_drv}.c',
  createFile: 'reactos/reactos modules/rostests/kmtests/ntos_io/{IoCreateFile_user,IoCreateFile_drv}.c',
  tcpIp: 'reactos/reactos modules/rostests/kmtests/tcpip/TcpIp_user.c',
  mountManager: 'reactos/reactos modules/rostests/kmtests/mountmgr/MountMgrVolume_user.c',
  harness: 'reactos/reactos modules/rostests/kmtests/kmtest/support.c',
  drives: 'reactos/reactos modules/rostests/apitests/kernel32/DeviceIoControl.c',
  ntoskrnl: 'wine-mirror/wine dlls/ntoskrnl.exe/tests/{ntoskrnl,driver}.c',
  pnp: 'wine-mirror/wine dlls/ntoskrnl.exe/tests/{ntoskrnl,driver_pnp}.c',
  volume: 'wine-mirror/wine dlls/kernel32/tests/volume.c',
  ntdll: 'wine-mirror/wine dlls/ntdll/tests/file.c',
} as const;

/** What a device is told of a request, and what it answers. */
type FactDevice = (told: Told) => Answer;

interface Told {
  readonly inputLength: number;
  readonly outputLength: number;
  /** Of METHOD_BUFFERED and the direct methods, what the SystemBuffer begins with. */
  readonly input: Uint8Array;
}

interface Fact {
  readonly source: keyof typeof SOURCES;
  /** What the source asserts. */
  readonly title: string;
  /** How many requests of the source are this one. */
  readonly requests: number;
  readonly device: FactDevice;
  /** Whether the driver marks the request pending, and has completed it when its routine returns. */
  readonly pends?: boolean;
}

export type NtFact = Fact &
  Pick<Rule, 'arm' | 'call' | 'expected'> & { readonly before: readonly OpenCall[] };
export type Win32Fact = Fact &
  Pick<Win32Rule, 'arm' | 'call' | 'expected'> & { readonly before: readonly CreateCall[] };
type OpenCall = ReturnType<typeof open>;
type CreateCall = ReturnType<typeof create>;

/** Bytes of a device; no input has them. */
const answer = (length: number): Uint8Array => counter(length, 100);

const succeeds: FactDevice = () => ({});
const refuses =
  (status: number): FactDevice =>
  () => ({ status });
/** A structure, for which there is room or not. */
const structure =
  (length: number): FactDevice =>
  ({ outputLength }) =>
    outputLength < length ? { status: STATUS_BUFFER_TOO_SMALL } : { data: answer(length) };
/** As much of a structure as there is room for. */
const cut =
  (length: number): FactDevice =>
  ({ outputLength }) => ({ data: answer(Math.min(length, outputLength)) });
/** A structure that begins with its length: with a warning where there is room for `least` bytes, but not for all. */
const announced =
  (least: number, length: number, tooSmall: number): FactDevice =>
  ({ outputLength }) => {
    if (outputLength < least) return { status: tooSmall };
    if (outputLength < length) return { status: STATUS_BUFFER_OVERFLOW, data: answer(least) };
    return { data: answer(length) };
  };

const NULL_BUFFER = { length: 0, memory: 'null' } as const;
const NONE = { input: NULL_BUFFER, output: NULL_BUFFER };
const inputOf = (length: number) => ({ input: { length }, output: NULL_BUFFER });
const outputOf = (length: number) => ({ input: NULL_BUFFER, output: { length } });
const bothOf = (input: Partial<ControlBuffer>, output: Partial<ControlBuffer>) => ({ input, output });
/** An output in the memory of the input, from its first byte on. */
const sameMemory = (inputLength: number, outputLength: number) => ({
  input: { length: inputLength },
  output: { length: outputLength, at: 0 },
  outputBefore: Uint8Array.from({ length: outputLength }, (_, at) => counter(inputLength)[at] ?? USER_FILL),
});

const exactly = (bytes: Uint8Array) => ({ holds: 'buffer', bytes }) as const;
/** TRUE, with so many bytes of the device in an output that is otherwise as it was. */
const gives = (bytes: number) => givesData(answer(bytes));
const givesData = (data: Uint8Array) =>
  ({
    arm: 'W1g success',
    expected: { succeeded: true, lastError: 0, bytes: data.length, data: exactly(data) },
  }) as const;
/** TRUE, of a request without an output. */
const SUCCEEDS = {
  arm: 'W1g success',
  expected: { succeeded: true, lastError: 0, bytes: 0, data: null },
} as const;
/** FALSE, with the count and the output as they were. */
const fails = (lastError: number) =>
  ({
    arm: 'W1g error',
    expected: { succeeded: false, lastError, bytes: null, data: exactly(EMPTY) },
  }) as const;
const failsWithoutOutput = (lastError: number) =>
  ({ arm: 'W1g error', expected: { succeeded: false, lastError, bytes: null, data: null } }) as const;
/** FALSE, with what was moved. */
const warns = (lastError: number, bytes: number) =>
  ({
    arm: 'W1g warning',
    expected: { succeeded: false, lastError, bytes, data: exactly(answer(bytes)) },
  }) as const;
const PENDING = {
  arm: 'W1h pending',
  expected: { succeeded: false, lastError: ERROR_IO_PENDING, overlapped: { internal: 0, internalHigh: 0 } },
} as const;

/** Rights of a handle that the tests open without any to data; of those in a trace, the one that no code asks for. */
const NO_DATA_RIGHTS = 'append';
const READ_WRITE = [create()];
const NO_RIGHTS = [create({ access: NO_DATA_RIGHTS })];
const READS = [create({ access: 'read' })];
const OVERLAPPED = [create({ access: NO_DATA_RIGHTS, overlapped: true })];

/** The control codes of kmtests' special-purpose drivers. */
const kmtCode = (number: number): number =>
  CTL_CODE(FILE_DEVICE_UNKNOWN, 0xc00 + number, METHOD_BUFFERED, FILE_ANY_ACCESS);
const unknownCode = (number: number, method: 0 | 3 = METHOD_BUFFERED): number =>
  CTL_CODE(FILE_DEVICE_UNKNOWN, number, method, FILE_ANY_ACCESS);
const anyCode = (deviceType: number, number: number): number =>
  CTL_CODE(deviceType, number, METHOD_BUFFERED, FILE_ANY_ACCESS);

/** STATUS_STOPPED_ON_SYMLINK, a warning. */
const STOPPED_ON_SYMLINK = 0x8000002d | 0;
const YAY = Uint8Array.from('yay', (letter) => letter.charCodeAt(0));
/** A structure of kmtests' example, in bytes; it gives two of them, the first of which is the caller's. */
const MY_STRUCT = 12;

const EXAMPLE: readonly Win32Fact[] = [
  {
    source: 'example',
    title: 'no buffers: the request succeeds',
    requests: 1,
    device: succeeds,
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(1), ...NONE }),
    ...SUCCEEDS,
  },
  {
    source: 'example',
    title: 'a string without its terminator is all of the input',
    requests: 1,
    device: ({ input }) => (input.join() === YAY.join() ? {} : { status: STATUS_INVALID_PARAMETER }),
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(2), ...inputOf(3), data: YAY }),
    ...SUCCEEDS,
  },
  {
    source: 'example',
    title: 'one buffer for both: the input comes back before what the driver put behind it',
    requests: 1,
    device: ({ input }) => ({ data: Uint8Array.of(...input, ...answer(MY_STRUCT)) }),
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(3), ...sameMemory(MY_STRUCT, 2 * MY_STRUCT) }),
    ...givesData(Uint8Array.of(...counter(MY_STRUCT), ...answer(MY_STRUCT))),
  },
];

const KMTESTS: readonly Win32Fact[] = [
  {
    source: 'createFile',
    title: 'a name is the input: the status of the driver is that of the request',
    requests: 4,
    device: succeeds,
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(1), ...inputOf(37) }),
    ...SUCCEEDS,
  },
  {
    source: 'createFile',
    title: 'an error of the driver is the last error',
    requests: 1,
    device: refuses(STATUS_IO_REPARSE_TAG_NOT_HANDLED),
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(1), ...inputOf(34) }),
    ...failsWithoutOutput(ERROR_CANT_ACCESS_FILE),
  },
  {
    source: 'createFile',
    title: 'a warning of the driver is no success (which error it becomes is in LEFT_OPEN)',
    requests: 1,
    device: refuses(STOPPED_ON_SYMLINK),
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(1), ...inputOf(34) }),
    arm: 'W1g warning',
    expected: { succeeded: false, bytes: 0, data: null },
  },
  ...(
    [
      ['createFile', 1, 'switching links off'],
      ['tcpIp', 2, 'starting a test in the driver'],
    ] as const
  ).map(
    ([source, requests, title]): Win32Fact => ({
      source,
      title: `${title}, without buffers, succeeds`,
      requests,
      device: succeeds,
      before: READ_WRITE,
      call: deviceIoControl({ code: kmtCode(2), ...NONE }),
      ...SUCCEEDS,
    }),
  ),
  {
    source: 'mountManager',
    title: 'an input that has an address but no length: the output is filled, and counted',
    requests: 1,
    device: cut(512),
    before: READ_WRITE,
    call: deviceIoControl({ code: kmtCode(1), ...bothOf({ length: 0 }, { length: 512 }) }),
    ...gives(512),
  },
  {
    source: 'mountManager',
    title: 'the arrival of a volume, an input alone, succeeds',
    requests: 1,
    device: succeeds,
    before: READ_WRITE,
    call: deviceIoControl({
      code: CTL_CODE(0x6d, 11, METHOD_BUFFERED, FILE_READ_ACCESS),
      ...inputOf(100),
    }),
    ...SUCCEEDS,
  },
  {
    source: 'harness',
    title: 'METHOD_IN_DIRECT: a driver that takes both buffers claims no bytes',
    requests: 1,
    device: succeeds,
    before: READ_WRITE,
    call: deviceIoControl({
      code: CTL_CODE(FILE_DEVICE_UNKNOWN, 0x803, METHOD_IN_DIRECT, FILE_WRITE_ACCESS),
      ...bothOf({ length: 4 }, { length: 48 }),
    }),
    arm: 'W1g success',
    expected: { succeeded: true, bytes: 0, data: exactly(counter(48)) },
  },
];

/** One request to the disk drive and to the CD-ROM drive: what they are asked, and what becomes of it. */
function drive(
  kind: 'disk' | 'CD-ROM',
  title: string,
  code: number,
  length: number,
  device: FactDevice,
  outcome: Pick<Win32Fact, 'arm' | 'expected'>,
): Win32Fact {
  const call = deviceIoControl({ code, ...outputOf(length) });
  return {
    source: 'drives',
    title: `${kind}: ${title}`,
    requests: 1,
    device,
    before: NO_RIGHTS,
    call,
    ...outcome,
  };
}

const DRIVE_GEOMETRY = anyCode(0x07, 0);
const DRIVE_GEOMETRY_EX = anyCode(0x07, 0x28);
const DEVICE_NAME = anyCode(0x4d, 2);
const UNIQUE_ID = anyCode(0x4d, 0);
const LINK_NAME = anyCode(0x4d, 3);
/** Lengths in bytes: of a geometry, of the longer one without and with what may follow it, of a name's least form. */
const GEOMETRY = 24;
const GEOMETRY_EX = 32;
const GEOMETRY_EX_ALL = 40;
const LEAST_NAME = 4;
const LEAST_LINK_NAME = 6;
const ALL_OF_NAME = 48;
const ALL_OF_ID = 14;

const DRIVES: readonly Win32Fact[] = (['disk', 'CD-ROM'] as const).flatMap((kind): readonly Win32Fact[] => {
  const isDisk = kind === 'disk';
  const [tooSmall, tooSmallError] = isDisk
    ? [STATUS_INVALID_PARAMETER, ERROR_INVALID_PARAMETER]
    : [STATUS_BUFFER_TOO_SMALL, ERROR_INSUFFICIENT_BUFFER];
  const [missing, missingError] = isDisk
    ? [STATUS_NOT_FOUND, ERROR_NOT_FOUND]
    : [STATUS_OBJECT_NAME_NOT_FOUND, ERROR_FILE_NOT_FOUND];
  const geometryEx: FactDevice = (told) =>
    told.outputLength < GEOMETRY_EX
      ? { status: STATUS_BUFFER_TOO_SMALL }
      : cut(isDisk ? GEOMETRY_EX_ALL : GEOMETRY_EX)(told);
  const name = announced(LEAST_NAME, ALL_OF_NAME, tooSmall);
  const id = announced(LEAST_NAME, ALL_OF_ID, tooSmall);
  const link: FactDevice = ({ outputLength }) => ({
    status: outputLength < LEAST_LINK_NAME ? tooSmall : missing,
  });
  const small = fails(ERROR_INSUFFICIENT_BUFFER);
  const row = drive.bind(null, kind);
  return [
    row('a geometry one byte short', DRIVE_GEOMETRY, GEOMETRY - 1, structure(GEOMETRY), small),
    row('a geometry', DRIVE_GEOMETRY, GEOMETRY, structure(GEOMETRY), gives(GEOMETRY)),
    row('the longer one, a byte short', DRIVE_GEOMETRY_EX, GEOMETRY_EX - 1, geometryEx, small),
    row('the longer one', DRIVE_GEOMETRY_EX, GEOMETRY_EX, geometryEx, gives(GEOMETRY_EX)),
    row(
      `the longer one with room behind it${isDisk ? '' : ', which stays'}`,
      DRIVE_GEOMETRY_EX,
      GEOMETRY_EX_ALL,
      geometryEx,
      gives(isDisk ? GEOMETRY_EX_ALL : GEOMETRY_EX),
    ),
    row('a name a byte short', DEVICE_NAME, LEAST_NAME - 1, name, fails(tooSmallError)),
    row('the length of a name', DEVICE_NAME, LEAST_NAME, name, warns(ERROR_MORE_DATA, LEAST_NAME)),
    row('a name', DEVICE_NAME, ALL_OF_NAME, name, gives(ALL_OF_NAME)),
    row('an identity a byte short', UNIQUE_ID, LEAST_NAME - 1, id, fails(tooSmallError)),
    row('the length of an identity', UNIQUE_ID, LEAST_NAME, id, warns(ERROR_MORE_DATA, LEAST_NAME)),
    row('an identity', UNIQUE_ID, ALL_OF_ID, id, gives(ALL_OF_ID)),
    row('the name of a link a byte short', LINK_NAME, LEAST_LINK_NAME - 1, link, fails(tooSmallError)),
    row('the name of a link', LINK_NAME, LEAST_LINK_NAME, link, fails(missingError)),
  ];
});

const TEXT_BYTES = 24;
const DWORD = 4;

const NTOSKRNL: readonly Win32Fact[] = [
  {
    source: 'ntoskrnl',
    title: 'METHOD_BUFFERED of an output alone: the rest of it stays',
    requests: 1,
    device: cut(TEXT_BYTES),
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x800), ...outputOf(32) }),
    ...gives(TEXT_BYTES),
  },
  {
    source: 'ntoskrnl',
    title: 'METHOD_BUFFERED of a longer input: as much as the output has room for',
    requests: 1,
    device: cut(TEXT_BYTES),
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x800), ...bothOf({ length: 64 }, { length: 10 }) }),
    ...gives(10),
  },
  {
    source: 'ntoskrnl',
    title: 'the call waits for a request that pended; without bytes none are counted',
    requests: 1,
    device: succeeds,
    pends: true,
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x801), ...inputOf(24) }),
    ...SUCCEEDS,
  },
  {
    source: 'ntoskrnl',
    title: 'a request with an OVERLAPPED that completes at once is TRUE',
    requests: 2,
    device: succeeds,
    before: OVERLAPPED,
    call: deviceIoControl({ code: unknownCode(0x803), ...NONE, overlapped: { event: true } }),
    arm: 'R51 overlapped with event',
    expected: { succeeded: true, lastError: 0, data: null },
  },
  {
    source: 'ntoskrnl',
    title: 'a request with an OVERLAPPED that the driver pends is FALSE, ERROR_IO_PENDING',
    requests: 2,
    device: succeeds,
    pends: true,
    before: OVERLAPPED,
    call: deviceIoControl({ code: unknownCode(0x804), ...NONE, overlapped: { event: true } }),
    ...PENDING,
  },
  {
    source: 'ntoskrnl',
    title: 'an output is there when a request with an OVERLAPPED is TRUE',
    requests: 1,
    device: structure(DWORD),
    before: OVERLAPPED,
    call: deviceIoControl({ code: unknownCode(0x805), ...outputOf(DWORD), overlapped: { event: true } }),
    arm: 'R51 overlapped with event',
    expected: { succeeded: true, lastError: 0, data: exactly(answer(DWORD)) },
  },
  {
    source: 'ntoskrnl',
    title: 'a number as the input succeeds',
    requests: 2,
    device: succeeds,
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x802), ...inputOf(DWORD) }),
    ...SUCCEEDS,
  },
  {
    source: 'ntoskrnl',
    title: 'no buffers: the request succeeds',
    requests: 1,
    device: succeeds,
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x806), ...NONE }),
    ...SUCCEEDS,
  },
];

/** FILE_DEVICE_BUS_EXTENDER. */
const BUS = 0x2a;

const PNP: readonly Win32Fact[] = [
  {
    source: 'pnp',
    title: 'no buffers: the request succeeds',
    requests: 5,
    device: succeeds,
    before: NO_RIGHTS,
    call: deviceIoControl({ code: anyCode(BUS, 0x800), ...NONE }),
    ...SUCCEEDS,
  },
  {
    source: 'pnp',
    title: 'a number as the input succeeds',
    requests: 2,
    device: ({ inputLength }) => (inputLength < DWORD ? { status: STATUS_BUFFER_TOO_SMALL } : {}),
    before: NO_RIGHTS,
    call: deviceIoControl({ code: anyCode(BUS, 0x804), ...inputOf(DWORD) }),
    ...SUCCEEDS,
  },
  {
    source: 'pnp',
    title: 'a number as the output is given and counted',
    requests: 1,
    device: structure(DWORD),
    before: NO_RIGHTS,
    call: deviceIoControl({ code: unknownCode(0x800), ...outputOf(DWORD) }),
    ...gives(DWORD),
  },
  {
    source: 'pnp',
    title: 'METHOD_NEITHER without an event, pended, is FALSE, ERROR_IO_PENDING',
    requests: 1,
    device: succeeds,
    pends: true,
    before: OVERLAPPED,
    call: deviceIoControl({
      code: unknownCode(0x801, METHOD_NEITHER),
      ...NONE,
      overlapped: { event: false },
    }),
    ...PENDING,
  },
];

/** A request for a part of a DVD's structure: the least that is asked with, and what its answer begins with, in bytes. */
const DVD = CTL_CODE(0x33, 0x450, METHOD_BUFFERED, FILE_READ_ACCESS);
const DVD_REQUEST = 17;
const DVD_HEADER = 4;
const DVD_LAYER = 22;
const dvd =
  (whole: number): FactDevice =>
  ({ inputLength, outputLength }) => {
    if (outputLength < DVD_HEADER) return { status: STATUS_BUFFER_TOO_SMALL };
    if (inputLength < DVD_REQUEST || outputLength < whole) return { status: STATUS_INVALID_PARAMETER };
    return { data: answer(whole) };
  };

function dvdRow(
  title: string,
  input: Partial<ControlBuffer>,
  output: Partial<ControlBuffer>,
  outcome: Pick<Win32Fact, 'arm' | 'expected'>,
): Win32Fact {
  const call = deviceIoControl({ code: DVD, input, output });
  const row = { source: 'volume', title: `DVD: ${title}`, requests: 1, device: dvd(DVD_LAYER) } as const;
  return { ...row, before: READS, call, ...outcome };
}

const upTo = (length: number): readonly number[] => Array.from({ length }, (_, index) => index);

const VOLUME: readonly Win32Fact[] = [
  {
    source: 'volume',
    title: 'disk extents, of one buffer for both: the rest of it stays',
    requests: 1,
    device: cut(32),
    before: READS,
    call: deviceIoControl({ code: anyCode(0x56, 0), ...sameMemory(64, 64) }),
    ...gives(32),
  },
  ...(
    [
      ['the header of a device descriptor', 8, 100],
      ['a device descriptor without what follows it', 40, 100],
      ['the header of a seek penalty', 8, 12],
      ['a seek penalty', 12, 12],
    ] as const
  ).map(
    ([title, length, whole]): Win32Fact => ({
      source: 'volume',
      title: `${title}: success, not a warning, with what there is room for`,
      requests: 1,
      device: cut(whole),
      before: READS,
      call: deviceIoControl({ code: anyCode(0x2d, 0x500), ...bothOf({ length: 12 }, { length }) }),
      ...gives(length),
    }),
  ),
  ...upTo(DVD_HEADER).map((length) =>
    dvdRow(
      `an output of ${length} bytes`,
      { length: DVD_REQUEST },
      { length },
      fails(ERROR_INSUFFICIENT_BUFFER),
    ),
  ),
  dvdRow(
    'an output without room for the header',
    { length: DVD_REQUEST },
    { length: DVD_LAYER - 5 },
    fails(ERROR_INVALID_PARAMETER),
  ),
  dvdRow(
    'a NULL input with a length is none (R43)',
    { length: DVD_REQUEST, memory: 'null' },
    { length: DVD_LAYER },
    fails(ERROR_INVALID_PARAMETER),
  ),
  ...upTo(DVD_REQUEST).map((length) =>
    dvdRow(`an input of ${length} bytes`, { length }, { length: DVD_LAYER }, fails(ERROR_INVALID_PARAMETER)),
  ),
  ...([4, 2048] as const).map((length) =>
    dvdRow(
      `a NULL output with a length of ${length} is none (R43)`,
      { length: DVD_REQUEST },
      { length, memory: 'null' },
      failsWithoutOutput(ERROR_INSUFFICIENT_BUFFER),
    ),
  ),
  ...upTo(DVD_HEADER).map((length) =>
    dvdRow(
      `an output of ${length} bytes for a copyright`,
      { length: DVD_REQUEST },
      { length },
      fails(ERROR_INSUFFICIENT_BUFFER),
    ),
  ),
];

export const WIN32_FACTS: readonly Win32Fact[] = [
  ...EXAMPLE,
  ...KMTESTS,
  ...DRIVES,
  ...NTOSKRNL,
  ...PNP,
  ...VOLUME,
];

/** A request to the mount manager for its points: a point as the input, a list of points as the output, in bytes. */
const QUERY_POINTS = anyCode(0x6d, 2);
const POINT = 24;
const POINTS_HEADER = 8;
const LEAST_POINTS = POINTS_HEADER + POINT;
const ALL_POINTS = 200;
const points: FactDevice = ({ inputLength, outputLength }) => {
  if (inputLength < POINT || outputLength < LEAST_POINTS) return { status: STATUS_INVALID_PARAMETER };
  return outputLength < ALL_POINTS
    ? { status: STATUS_BUFFER_OVERFLOW, data: answer(POINTS_HEADER) }
    : { data: answer(ALL_POINTS) };
};
const REFUSED = {
  arm: 'R49 error',
  expected: { status: STATUS_INVALID_PARAMETER, iosb: UNTOUCHED },
} as const;

function pointsRow(
  title: string,
  buffers: { readonly input: Partial<ControlBuffer>; readonly output: Partial<ControlBuffer> },
  outcome: Pick<NtFact, 'arm' | 'expected'>,
): NtFact {
  const before = [open({ access: NO_DATA_RIGHTS })];
  const call = control({ code: QUERY_POINTS, ...buffers });
  return { source: 'volume', title, requests: 1, device: points, before, call, ...outcome };
}

const OVERLAPPED_OPEN = [open({ overlapped: true })];

export const NT_FACTS: readonly NtFact[] = [
  pointsRow('mount points: no buffers', NONE, REFUSED),
  pointsRow('mount points: an input a byte short', inputOf(POINT - 1), REFUSED),
  pointsRow('mount points: no output', inputOf(POINT), REFUSED),
  pointsRow(
    'mount points: an output a byte short, which stays as it was',
    bothOf({ length: POINT }, { length: LEAST_POINTS - 1 }),
    { ...REFUSED, expected: { ...REFUSED.expected, buffer: EMPTY } },
  ),
  pointsRow(
    'mount points: a warning is in the status block, and its bytes in the output',
    bothOf({ length: POINT }, { length: LEAST_POINTS }),
    {
      arm: 'R49 completed',
      expected: {
        status: STATUS_BUFFER_OVERFLOW,
        iosb: { written: true, status: STATUS_BUFFER_OVERFLOW, information: POINTS_HEADER },
        buffer: answer(POINTS_HEADER),
      },
    },
  ),
  pointsRow('mount points: all of them', bothOf({ length: POINT }, { length: ALL_POINTS }), {
    arm: 'R49 completed',
    expected: { ...done(ALL_POINTS), buffer: answer(ALL_POINTS) },
  }),
  {
    source: 'ntdll',
    title: 'a file-system control that the device refuses leaves the event cleared',
    requests: 1,
    device: refuses(STATUS_INVALID_DEVICE_REQUEST),
    before: OVERLAPPED_OPEN,
    call: fsControl({ code: 0xdeadbeef, ...NONE, event: true }),
    arm: 'R43b file-system control',
    expected: { status: STATUS_INVALID_DEVICE_REQUEST, eventSignaled: false },
  },
  {
    source: 'ntdll',
    title: 'a file-system control that the device refuses leaves the status block as it was',
    requests: 1,
    device: refuses(STATUS_INVALID_DEVICE_REQUEST),
    before: OVERLAPPED_OPEN,
    call: fsControl({ code: CTL_CODE(0x11, 3, METHOD_BUFFERED, FILE_READ_ACCESS), ...outputOf(20) }),
    arm: 'R43b file-system control',
    expected: { status: STATUS_INVALID_DEVICE_REQUEST, iosb: UNTOUCHED },
  },
];

function modelOf(device: FactDevice): DeviceModel<unknown> {
  return {
    name: 'answering',
    arms: ['answer'],
    leavesRest: true,
    initial: () => null,
    ...opensOnly,
    read: () => [],
    write: () => [],
    control: (_state, { inputLength, outputLength, input }) => {
      const told = { inputLength, outputLength, input: input ?? EMPTY };
      const { status = STATUS_SUCCESS, data = EMPTY, information = data.length } = device(told);
      return [{ arm: 'answer', status, information, data, next: null }];
    },
  };
}

/** What a model is asked of facts. */
const configOf = ({ device, pends = false }: Fact) => ({ config: { device: modelOf(device), pends } });

export const NT_FACT_RULES: readonly Rule[] = NT_FACTS.map((fact) => ({ ...fact, ...configOf(fact) }));
export const WIN32_FACT_RULES: readonly Win32Rule[] = WIN32_FACTS.map((fact) => ({
  ...fact,
  ...configOf(fact),
}));
