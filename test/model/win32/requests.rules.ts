import { opensOnly } from '../../../src/model/devices/opens-only.ts';
import {
  ERROR_ACCESS_DENIED,
  ERROR_INVALID_FUNCTION,
  ERROR_INVALID_HANDLE,
  ERROR_NEGATIVE_SEEK,
} from '../../../src/nt/win32-error.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import { OPENING, SILENT } from '../calls.ts';
import { create, fileOpen, move, on, type Win32Rule } from './calls.ts';

const MOST = (1n << 63n) - 1n;
const OVERLAPPED = create({ overlapped: true });
const NO_FILE = { succeeded: false, lastError: ERROR_INVALID_HANDLE, position: null } as const;
const NEGATIVE = { succeeded: false, lastError: ERROR_NEGATIVE_SEEK, position: null } as const;
const UNHANDLED = { succeeded: false, lastError: ERROR_INVALID_FUNCTION, position: null } as const;
const moved = (position: bigint) => ({ succeeded: true, lastError: 0, position, bytes: null });

export const REQUEST_RULES: readonly Win32Rule[] = [
  {
    arm: 'W1f moved',
    title: 'FILE_BEGIN',
    before: [create()],
    call: move(4_294_967_296n),
    expected: moved(4_294_967_296n),
  },
  {
    arm: 'W1f moved',
    title: 'FILE_CURRENT, forward',
    before: [create(), move(10n)],
    call: move(3n, 'FILE_CURRENT'),
    expected: moved(13n),
  },
  {
    arm: 'W1f moved',
    title: 'FILE_CURRENT, back to the start',
    before: [create(), move(10n)],
    call: move(-10n, 'FILE_CURRENT'),
    expected: moved(0n),
  },
  { arm: 'W1f negative', before: [create()], call: move(-1n), expected: NEGATIVE },
  {
    arm: 'W1f negative',
    title: 'by the position',
    before: [create(), move(10n)],
    call: move(-11n, 'FILE_CURRENT'),
    expected: NEGATIVE,
  },
  {
    arm: 'W1f negative',
    title: 'beyond 2^63 - 1',
    before: [create(), move(MOST)],
    call: move(1n, 'FILE_CURRENT'),
    expected: NEGATIVE,
  },
  {
    arm: 'W1f negative',
    title: 'changes nothing',
    before: [create(), move(10n), move(-11n, 'FILE_CURRENT')],
    call: move(0n, 'FILE_CURRENT'),
    expected: moved(10n),
  },
  { arm: 'W1f negative', title: 'whatever the handle', call: move(-1n), expected: NEGATIVE },
  ...(['FILE_BEGIN', 'FILE_CURRENT'] as const).flatMap((method): Win32Rule[] => [
    { arm: 'W1f not moved', title: `${method}, no handle`, call: move(0n, method), expected: NO_FILE },
    {
      arm: 'W1f not moved',
      title: `${method}, an event`,
      call: move(0n, method, EVENT_HANDLE),
      expected: NO_FILE,
    },
    {
      arm: 'W1f not moved',
      title: `${method}, overlapped`,
      before: [OVERLAPPED],
      call: move(0n, method),
      expected: UNHANDLED,
    },
  ]),
  {
    arm: 'W1f size asked of the device',
    before: [create()],
    call: move(0n, 'FILE_END'),
    expected: UNHANDLED,
  },
  {
    arm: 'W1f told by the device',
    config: { device: OPENING },
    before: [create()],
    call: move(0n, 'FILE_END'),
    expected: { succeeded: undefined, lastError: undefined },
  },
  {
    arm: 'W1f flush',
    title: 'as the device likes',
    config: { device: OPENING },
    before: [create()],
    call: on('FlushFileBuffers'),
    expected: { succeeded: undefined, lastError: undefined },
  },
  {
    arm: 'W1f told by the device',
    title: 'a position that it is given',
    config: { device: OPENING },
    before: [OVERLAPPED],
    call: move(5n),
    expected: { succeeded: undefined, lastError: undefined },
  },
  ...(['FILE_CURRENT', 'FILE_END'] as const).map(
    (method): Win32Rule => ({
      arm: 'W1f told by the device',
      title: `by a query that its model has, ${method}`,
      config: { device: { ...OPENING, queryInformation: opensOnly.create } },
      before: [OVERLAPPED],
      call: move(0n, method),
      expected: { succeeded: undefined, lastError: undefined },
    }),
  ),
  {
    arm: 'W1d refused',
    title: 'as the device likes',
    config: { device: SILENT },
    call: create(),
    expected: { succeeded: false, lastError: undefined },
  },
  {
    arm: 'W3a refused',
    title: 'as the device likes',
    config: { device: SILENT },
    call: fileOpen(),
    expected: { succeeded: false, lastError: undefined, errorKind: undefined },
  },
  {
    arm: 'W1f told by the device',
    title: 'a position of its own',
    config: { device: OPENING },
    before: [OVERLAPPED],
    call: move(0n, 'FILE_CURRENT'),
    expected: { succeeded: undefined, lastError: undefined },
  },
  {
    arm: 'W1f size asked of the device',
    title: 'overlapped',
    before: [OVERLAPPED],
    call: move(0n, 'FILE_END'),
    expected: UNHANDLED,
  },
  ...[NO_HANDLE, EVENT_HANDLE].map(
    (handle): Win32Rule => ({
      arm: 'W1f size of no file',
      title: `handle ${handle}`,
      call: move(0n, 'FILE_END', handle),
      expected: NO_FILE,
    }),
  ),
  { arm: 'W1f flush', before: [create()], call: on('FlushFileBuffers'), expected: UNHANDLED },
  { arm: 'W1f flush', title: 'no handle', call: on('FlushFileBuffers'), expected: NO_FILE },
  ...(['read', 'none'] as const).map(
    (access): Win32Rule => ({
      arm: 'W1f flush',
      title: `with access ${access}`,
      before: [create({ access })],
      call: on('FlushFileBuffers'),
      expected: { succeeded: false, lastError: ERROR_ACCESS_DENIED },
    }),
  ),
  {
    arm: 'W1f close',
    before: [create()],
    call: on('CloseHandle'),
    expected: { succeeded: true, lastError: 0 },
  },
  {
    arm: 'W1f close',
    title: 'twice',
    before: [create(), on('CloseHandle')],
    call: on('CloseHandle'),
    expected: NO_FILE,
  },
];
