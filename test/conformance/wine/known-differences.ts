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

type Transfer = Extract<Call, { call: 'NtReadFile' | 'NtWriteFile' }>;

function isTransfer(call: Call): call is Transfer {
  return call.call === 'NtReadFile' || call.call === 'NtWriteFile';
}

function isOdd({ call }: PlacedCall): boolean {
  return isTransfer(call) && call.length > 0 && call.buffer.memory !== 'read-write';
}

/** Every one that programs may meet that compare statuses, status blocks, bytes and positions. */
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
    name: 'an overlapped handle takes NULL and -2 as offsets',
    lasts: true,
    appliesTo: ({ call, opened }) =>
      isTransfer(call) && opened?.overlapped === true && (call.offset === null || call.offset === -2n),
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
 * The name of a difference at a call; null where none is known. One that lasts is also seen in what later transfers
 * read, and where they read it: `earlier` are those that were met before.
 */
export function nameOf(at: PlacedCall, earlier: readonly KnownDifference[]): KnownDifference | null {
  const own = KNOWN_DIFFERENCES.find((known) => known.appliesTo(at));
  if (own !== undefined) return own;
  return isTransfer(at.call) ? (earlier.find(({ lasts }) => lasts) ?? null) : null;
}
