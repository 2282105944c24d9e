import {
  METHOD_IN_DIRECT,
  METHOD_OUT_DIRECT,
  methodOf,
  type TransferMethod,
} from '../../../src/nt/control-code.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import type { PerformedCall } from '../../../src/trace/finding/evidence.ts';
import type { Call, CreateFileCall } from '../../../src/trace/ops/index.ts';

/** A call of a trace, with what the handle that it is on was opened for. */
export interface PlacedCall {
  readonly call: Call;
  /** The open behind its handle; null where the trace has none. */
  readonly opened: CreateFileCall | null;
  /** Whether it failed here. */
  readonly fails: boolean;
}

/** A way in which Wine 8.0 is known to answer otherwise than Windows. */
export interface KnownDifference {
  readonly name: string;
  /** Whether what the device holds, or a position, is another one from then on. */
  readonly lasts: boolean;
  appliesTo(placed: PlacedCall): boolean;
}

/** A difference that was met. */
export interface MetDifference {
  readonly known: KnownDifference;
  readonly call: Call;
}

type Transfer = Extract<Call, { call: 'NtReadFile' | 'NtWriteFile' }>;

function isTransfer(call: Call): call is Transfer {
  return call.call === 'NtReadFile' || call.call === 'NtWriteFile';
}

function isOdd({ call }: PlacedCall): boolean {
  if ('code' in call) return call.output.length > 0 && call.output.memory !== 'read-write';
  return isTransfer(call) && call.length > 0 && call.buffer.memory !== 'read-write';
}

/** Whether a call has an input of some bytes that can't be read. */
function hasOddInput(call: Call): boolean {
  if (!('code' in call)) return false;
  const { length, memory } = call.input;
  return length > 0 && memory !== 'read-write' && memory !== 'read-only';
}

/** How a control request passes its buffers; null of another call. */
function methodIn(call: Call): TransferMethod | null {
  return 'code' in call ? methodOf(call.code) : null;
}

function isDirect(call: Call): boolean {
  const method = methodIn(call);
  return method === METHOD_IN_DIRECT || method === METHOD_OUT_DIRECT;
}

/**
 * Whether what Wine makes of a call is chance. Where it can't send a request for want of its input, it goes on to take
 * the request for the reply, and the length of the output for a handle to wait for, maybe for ever. Where it has sent a
 * part of it, it ends the thread.
 */
export function isChance(call: Call): boolean {
  if (!('code' in call && hasOddInput(call))) return false;
  const { input, output } = call;
  const isPartlyThere = input.memory === 'last-page-no-access' || input.memory === 'first-page';
  const isPartlySent = isPartlyThere && input.pageOffset + input.length > PAGE_SIZE;
  return isPartlySent || (output.length > 0 && output.memory === 'read-write');
}

/**
 * Every one that programs may meet that compare statuses, status blocks, bytes and positions. What becomes of the buffers
 * of control requests is in Wine's dlls/ntdll/unix (server_ioctl_file, check_write_access, send_request) and
 * dlls/ntoskrnl.exe (IoBuildDeviceIoControlRequest).
 */
const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'positions of devices are not supported',
    lasts: true,
    appliesTo: ({ call }) => call.call === 'NtSetInformationFile' || call.call === 'NtQueryInformationFile',
  },
  {
    name: 'a buffer that can’t be accessed is INVALID_USER_BUFFER, and looked at first',
    lasts: false,
    appliesTo: isOdd,
  },
  {
    name: 'an input that can’t be read is looked at first, also where it is NULL',
    lasts: false,
    appliesTo: ({ call }) => hasOddInput(call),
  },
  {
    name: 'a direct method has an MDL also for an output of no bytes, and it can’t be mapped',
    lasts: false,
    appliesTo: ({ call }) => 'code' in call && isDirect(call) && call.output.length === 0,
  },
  {
    name: 'an overlapped handle takes NULL and -2 as offsets',
    lasts: true,
    appliesTo: ({ call, opened }) =>
      isTransfer(call) && opened?.overlapped === true && (call.offset === null || call.offset === -2n),
  },
  // ntdll's server_read_file and server_write_file give the server whatever offset there is.
  {
    name: 'an offset of -2 is passed on, also where there is a position',
    lasts: true,
    appliesTo: ({ call, opened }) => isTransfer(call) && opened?.overlapped === false && call.offset === -2n,
  },
  {
    name: 'offsets below -2 are passed on (R23a)',
    lasts: true,
    appliesTo: ({ call }) => isTransfer(call) && call.offset !== null && call.offset < -2n,
  },
  {
    name: 'a read at -1 is passed on (R23a)',
    lasts: false,
    appliesTo: ({ call }) => call.call === 'NtReadFile' && call.offset === -1n,
  },
  {
    name: 'a failing NtCreateFile writes the status block',
    lasts: false,
    appliesTo: ({ call, fails }) => call.call === 'NtCreateFile' && fails,
  },
  // Options of opens are kept for files alone, and not looked at: ntdll's NtCreateFile and the server's create_file_obj.
  {
    name: 'a handle that appends is opened without intermediate buffering',
    lasts: true,
    appliesTo: ({ call }) =>
      call.call === 'NtCreateFile' &&
      call.access !== 'read' &&
      call.options.includes('no-intermediate-buffering'),
  },
  {
    name: 'no alignment is asked for',
    lasts: false,
    appliesTo: ({ call, opened }) =>
      isTransfer(call) &&
      opened?.options.includes('no-intermediate-buffering') === true &&
      call.buffer.pageOffset % 64 !== 0,
  },
  {
    name: 'there are no names below a device',
    lasts: true,
    appliesTo: ({ call }) => call.call === 'NtCreateFile' && !/\\Example$/i.test(call.name),
  },
  {
    name: 'an append-only handle can’t write',
    lasts: true,
    appliesTo: ({ call, opened }) => call.call === 'NtWriteFile' && opened?.access === 'append',
  },
  {
    name: 'a flush of a read-only handle reaches the driver',
    lasts: false,
    appliesTo: ({ call, opened }) => call.call === 'NtFlushBuffersFile' && opened?.access === 'read',
  },
];

/** The calls of a trace, each with the open behind its handle. */
export function placed(calls: readonly PerformedCall[]): readonly PlacedCall[] {
  const opens: (CreateFileCall | null)[] = [];
  return calls.map(({ call, observed }) => {
    const opened = 'handle' in call ? (opens[call.handle] ?? null) : null;
    const isMade = observed.ending === 'returned' && observed.status >= 0;
    if (call.call === 'NtCreateFile' && isMade) opens.push(call);
    if (call.call === 'NtDuplicateObject' && isMade) opens.push(opened);
    return { call, opened, fails: !isMade };
  });
}

/**
 * Whether what a device holds since a difference is seen in what a later call reads. Control requests read it by
 * METHOD_OUT_DIRECT, and write it by METHOD_IN_DIRECT, on a handle that Wine has made.
 */
function isSeenBy(later: Call, { known, call }: MetDifference): boolean {
  if (isTransfer(later)) return known.lasts;
  if (methodIn(later) !== METHOD_OUT_DIRECT) return false;
  return methodIn(call) === METHOD_IN_DIRECT || (known.lasts && call.call === 'NtCreateFile');
}

/**
 * The difference at a call; null where none is known. One that lasts is also seen in what later calls read, and where
 * they read it: `earlier` are those that were met before.
 */
export function nameOf(at: PlacedCall, earlier: readonly MetDifference[]): KnownDifference | null {
  const own = KNOWN_DIFFERENCES.find((known) => known.appliesTo(at));
  return own ?? earlier.find((met) => isSeenBy(at.call, met))?.known ?? null;
}
