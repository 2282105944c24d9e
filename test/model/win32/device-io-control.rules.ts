import type { DeviceModel } from '../../../src/model/device.ts';
import { controlsModel } from '../../../src/model/devices/controls.ts';
import { opensOnly } from '../../../src/model/devices/opens-only.ts';
import { CTL_CODE, type TransferMethod } from '../../../src/nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM, FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import {
  STATUS_BUFFER_OVERFLOW,
  STATUS_BUFFER_TOO_SMALL,
  STATUS_END_OF_FILE,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_PENDING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_HANDLE_EOF,
  ERROR_INSUFFICIENT_BUFFER,
  ERROR_INVALID_FUNCTION,
  ERROR_INVALID_HANDLE,
  ERROR_IO_PENDING,
  ERROR_MORE_DATA,
  ERROR_NOACCESS,
} from '../../../src/nt/win32-error.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { type Answer, counter, create, deviceAnswering, deviceIoControl, type Win32Rule } from './calls.ts';

/** The codes of the device `controls`, one for each method. */
const INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, 0, 0);
const STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, 1, 2);
const LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, 2, 1);
const COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, 3, 0);

const EMPTY = new Uint8Array(0);
const INVERTED = Uint8Array.of(0xfe, 0xfd, 0xfc, 0xfb);
const SYNCHRONOUS = create();
const OVERLAPPED = create({ overlapped: true });
const WITH_EVENT = { event: true };
const WITHOUT_EVENT = { event: false };
const PENDING = { internal: STATUS_PENDING, internalHigh: 0 };
const block = (internal: number, internalHigh: number) => ({ internal, internalHigh });
const exactly = (bytes: Uint8Array) => ({ holds: 'buffer', bytes }) as const;
const startOf = (bytes: Uint8Array) => ({ holds: 'start', bytes }) as const;

/** What a device of a row does: `controls` is that device, `major` tells by which of the two requests it was asked. */
type ControlDevice = 'controls' | 'major' | Answer;

/** A row that a model and a driver can be held to. */
export interface ControlRule extends Omit<Win32Rule, 'config'> {
  readonly device: ControlDevice;
  /** Whether the driver marks every control request pending, and has completed it when its routine returns. */
  readonly pends?: boolean;
}

/** How many bytes the device `major` claims. */
export const CLAIMED = { device: 13, fileSystem: 9 } as const;

const BY_MAJOR: DeviceModel<null> = {
  name: 'answering',
  arms: ['answer'],
  initial: () => null,
  ...opensOnly,
  read: () => [],
  write: () => [],
  control: (_state, { fileSystem }) => [
    {
      arm: 'answer',
      status: STATUS_SUCCESS,
      information: fileSystem ? CLAIMED.fileSystem : CLAIMED.device,
      data: EMPTY,
      next: null,
    },
  ],
};

/** Codes by their device type, and how many bytes the device `major` then claims. */
const ROUTES: readonly (readonly [deviceType: number, method: TransferMethod, bytes: number])[] = [
  [FILE_DEVICE_FILE_SYSTEM, 2, CLAIMED.fileSystem],
  [FILE_DEVICE_FILE_SYSTEM, 3, CLAIMED.fileSystem],
  [FILE_DEVICE_UNKNOWN, 3, CLAIMED.device],
  [0x8009, 3, CLAIMED.device],
  [FILE_DEVICE_FILE_SYSTEM - 1, 3, CLAIMED.device],
  [FILE_DEVICE_FILE_SYSTEM + 1, 3, CLAIMED.device],
  [0, 3, CLAIMED.device],
];

export const CONTROL_RULES: readonly ControlRule[] = [
  {
    arm: 'W1g success',
    title: 'METHOD_BUFFERED',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT }),
    expected: {
      succeeded: true,
      lastError: 0,
      errorKind: null,
      bytes: 4,
      position: null,
      overlapped: null,
      eventSignaled: null,
      data: exactly(INVERTED),
    },
  },
  {
    arm: 'W1g success',
    title: 'METHOD_BUFFERED leaves the rest of the output as it was',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT, output: { length: 9 } }),
    expected: { succeeded: true, bytes: 4, data: exactly(INVERTED) },
  },
  {
    arm: 'W1g success',
    title: 'METHOD_IN_DIRECT gives the device both buffers',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: STORE, output: { length: 6 } }),
    expected: { succeeded: true, bytes: 6, data: exactly(counter(6)) },
  },
  {
    arm: 'W1g success',
    title: 'METHOD_OUT_DIRECT',
    device: 'controls',
    before: [SYNCHRONOUS, deviceIoControl({ code: STORE, output: { length: 3 } })],
    call: deviceIoControl({ code: LOAD }),
    expected: { succeeded: true, bytes: 3, data: exactly(counter(3)) },
  },
  {
    arm: 'W1g success',
    title: 'METHOD_NEITHER',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: COPY, output: { length: 2 } }),
    expected: { succeeded: true, bytes: 2, data: exactly(counter(2)) },
  },
  {
    arm: 'W1g success',
    title:
      'where the device writes the output itself, the rest of it is open unless its model says otherwise',
    device: { data: counter(2) },
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: COPY }),
    expected: { succeeded: true, bytes: 2, data: startOf(counter(2)) },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_NEITHER: the output begins inside the input',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({
      code: COPY,
      output: { at: 1 },
      outputBefore: Uint8Array.of(2, 3, 4, USER_FILL),
    }),
    expected: { succeeded: true, bytes: 4, data: exactly(counter(4)) },
  },
  {
    arm: 'R43d in one piece',
    title: 'METHOD_BUFFERED: behind the answer the input stays',
    device: 'controls',
    before: [OVERLAPPED],
    call: deviceIoControl({
      code: INVERT,
      output: { length: 7, at: -2 },
      outputBefore: Uint8Array.of(USER_FILL, USER_FILL, ...counter(4), USER_FILL),
      overlapped: WITH_EVENT,
    }),
    expected: {
      succeeded: true,
      bytes: 4,
      overlapped: block(STATUS_SUCCESS, 4),
      eventSignaled: true,
      data: exactly(INVERTED),
    },
  },
  {
    arm: 'W1g success',
    title: 'a count has 32 bits, InternalHigh has all',
    device: { information: 2 ** 32 + 5 },
    before: [OVERLAPPED],
    call: deviceIoControl({ code: COPY, overlapped: WITHOUT_EVENT }),
    expected: { succeeded: true, bytes: 5, overlapped: block(STATUS_SUCCESS, 2 ** 32 + 5) },
  },
  {
    arm: 'W1g success',
    title: 'what an overclaiming device leaves in the buffer is open',
    device: { information: 3 },
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT }),
    expected: { succeeded: true, bytes: 3, data: undefined },
  },
  {
    arm: 'W1g success',
    title: 'an overlapped handle without OVERLAPPED is waited for',
    device: 'controls',
    pends: true,
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT }),
    expected: { succeeded: true, lastError: 0, bytes: 4, overlapped: null, data: exactly(INVERTED) },
  },
  {
    arm: 'W1g error',
    title: 'an overlapped handle without OVERLAPPED is waited for: the final status counts',
    device: { status: STATUS_BUFFER_TOO_SMALL, information: 8 },
    pends: true,
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT }),
    expected: { succeeded: false, lastError: ERROR_INSUFFICIENT_BUFFER, bytes: null, data: exactly(EMPTY) },
  },
  {
    arm: 'W1g warning',
    title: 'what is moved counts',
    device: { status: STATUS_BUFFER_OVERFLOW, data: counter(3) },
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT }),
    expected: {
      succeeded: false,
      lastError: ERROR_MORE_DATA,
      bytes: 3,
      overlapped: null,
      data: exactly(counter(3)),
    },
  },
  {
    arm: 'W1g warning',
    title: 'with an OVERLAPPED too',
    device: { status: STATUS_BUFFER_OVERFLOW, data: counter(3) },
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT, overlapped: WITH_EVENT }),
    expected: {
      succeeded: false,
      lastError: ERROR_MORE_DATA,
      bytes: 3,
      overlapped: block(STATUS_BUFFER_OVERFLOW, 3),
      eventSignaled: true,
    },
  },
  {
    arm: 'W1g error',
    title: 'the end of the file is an error as any other',
    device: { status: STATUS_END_OF_FILE },
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT }),
    expected: { succeeded: false, lastError: ERROR_HANDLE_EOF, bytes: null },
  },
  {
    arm: 'W1g error',
    title: '*lpBytesReturned is left alone',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT, input: { length: 5 } }),
    expected: {
      succeeded: false,
      lastError: ERROR_INSUFFICIENT_BUFFER,
      bytes: null,
      overlapped: null,
      data: exactly(EMPTY),
    },
  },
  {
    arm: 'W1g error',
    title: 'Internal stays STATUS_PENDING (R49)',
    device: 'controls',
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT + 4 * 7, overlapped: WITH_EVENT }),
    expected: {
      succeeded: false,
      lastError: ERROR_INVALID_FUNCTION,
      bytes: null,
      overlapped: PENDING,
      eventSignaled: false,
    },
  },
  {
    arm: 'W1g error',
    title: 'a refusal before the handle is looked at leaves the event signaled (R43a)',
    device: 'controls',
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT, overlapped: WITH_EVENT, output: { memory: 'no-access' } }),
    expected: {
      succeeded: false,
      lastError: ERROR_NOACCESS,
      bytes: null,
      overlapped: PENDING,
      eventSignaled: true,
      data: null,
    },
  },
  {
    arm: 'R43a access denied',
    title: 'bits 14 and 15 of the code',
    device: 'controls',
    before: [create({ access: 'read' })],
    call: deviceIoControl({ code: STORE }),
    expected: { succeeded: false, lastError: ERROR_ACCESS_DENIED, bytes: null },
  },
  {
    arm: 'W1g success',
    title: 'on a handle that is not overlapped, what becomes of an OVERLAPPED is open (W1h)',
    device: 'controls',
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT, overlapped: WITH_EVENT }),
    expected: { succeeded: true, bytes: 4, overlapped: null, eventSignaled: undefined },
  },
  {
    arm: 'R51 overlapped with event',
    device: 'controls',
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT, overlapped: WITH_EVENT }),
    expected: {
      succeeded: true,
      bytes: 4,
      overlapped: block(STATUS_SUCCESS, 4),
      eventSignaled: true,
      data: exactly(INVERTED),
    },
  },
  {
    arm: 'W1h pending',
    title: 'FALSE although all is done already; the count means nothing before it is',
    device: 'controls',
    pends: true,
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT, overlapped: WITH_EVENT }),
    expected: {
      succeeded: false,
      lastError: ERROR_IO_PENDING,
      bytes: undefined,
      overlapped: block(STATUS_SUCCESS, 4),
      eventSignaled: true,
      data: exactly(INVERTED),
    },
  },
  {
    arm: 'W1h pending',
    title: 'an error that was pended is in the OVERLAPPED (R49)',
    device: { status: STATUS_INVALID_DEVICE_REQUEST },
    pends: true,
    before: [OVERLAPPED],
    call: deviceIoControl({ code: INVERT, overlapped: WITHOUT_EVENT }),
    expected: {
      succeeded: false,
      lastError: ERROR_IO_PENDING,
      overlapped: block(STATUS_INVALID_DEVICE_REQUEST, 0),
      eventSignaled: null,
    },
  },
  ...([NO_HANDLE, EVENT_HANDLE, 7] as const).map(
    (handle): ControlRule => ({
      arm: 'W1g error',
      title: `handle ${handle}`,
      device: 'controls',
      call: deviceIoControl({ code: INVERT, handle, overlapped: WITH_EVENT }),
      expected: {
        succeeded: false,
        lastError: ERROR_INVALID_HANDLE,
        bytes: null,
        overlapped: PENDING,
        eventSignaled: true,
      },
    }),
  ),
  ...ROUTES.map(
    ([deviceType, method, bytes]): ControlRule => ({
      arm: bytes === CLAIMED.fileSystem ? 'R43b file-system control' : 'W1g success',
      title: `device type ${deviceType}, method ${method}`,
      device: 'major',
      before: [SYNCHRONOUS],
      call: deviceIoControl({ code: CTL_CODE(deviceType, 0x800, method, 0) }),
      expected: { succeeded: true, bytes },
    }),
  ),
];

const { control: _, ...SILENT } = deviceAnswering({});

function modelOf(device: ControlDevice): DeviceModel<unknown> {
  if (device === 'controls') return controlsModel as DeviceModel<unknown>;
  return device === 'major' ? BY_MAJOR : deviceAnswering(device);
}

export const DEVICE_IO_CONTROL_RULES: readonly Win32Rule[] = [
  ...CONTROL_RULES.map(({ device, pends = false, ...rule }) => ({
    ...rule,
    config: { device: modelOf(device), pends },
  })),
  {
    arm: 'W1g left open',
    title: 'of a device whose model says nothing of control requests',
    config: { device: SILENT },
    before: [SYNCHRONOUS],
    call: deviceIoControl({ code: INVERT }),
    expected: { succeeded: undefined, lastError: undefined, bytes: undefined, data: undefined },
  },
];
