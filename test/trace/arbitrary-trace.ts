import fc from 'fast-check';
import { POISONS, REFETCHED } from '../../src/trace/conditions.ts';
import {
  type At,
  type Deed,
  type During,
  type DuringEntry,
  failing,
  MAX_NTH,
  NOTHING,
  type PointOf,
  pointsOf,
  RAISED_NAMES,
} from '../../src/trace/during.ts';
import { BUFFER_MEMORIES, PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import { MAX_LENGTH } from '../../src/trace/ops/fields/length.ts';
import type { PlacedBytes } from '../../src/trace/ops/fields/placed-bytes.ts';
import type {
  DataSpec,
  HandleRef,
  LengthSpec,
  OffsetSpec,
  Op,
  View,
  Win32Op,
} from '../../src/trace/ops/index.ts';
import { POINTED_MEMORIES } from '../../src/trace/pointed-memory.ts';
import { FILTERS } from '../../src/trace/setting.ts';
import { BUFFERING_MODES, FRAGMENTATIONS, TRACE_FORMAT, type Trace } from '../../src/trace/trace.ts';

/** Numbers at which behaviour changes, within bounds. */
function edgy(highest: number): fc.Arbitrary<number> {
  const edges = [0, 1, 2, 7, 4095, 4096, 4097, 65_535, 65_536, highest - 1, highest];
  return fc.oneof(
    fc.constantFrom(...edges.filter((edge) => edge <= highest)),
    fc.integer({ min: 0, max: highest }),
  );
}

const handle: fc.Arbitrary<HandleRef> = fc.oneof(
  { weight: 8, arbitrary: fc.nat(3) },
  fc.constantFrom<HandleRef>('none', 'event', 2 ** 31 - 1),
);
const relative = fc.integer({ min: -65_536, max: 65_536 }).map((last) => ({ last }));
const int64 = fc.oneof(
  edgy(100_000).map(String),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc.constantFrom('-1', '-2', '4294967296'),
);
const offset: fc.Arbitrary<OffsetSpec> = fc.oneof(
  { weight: 3, arbitrary: int64 },
  fc.constant(null),
  relative,
);
const length: fc.Arbitrary<LengthSpec> = fc.oneof({ weight: 3, arbitrary: edgy(1 << 24) }, relative);

/** Bytes of at least one and a pointer, also where they lie beyond what is written. */
const place: fc.Arbitrary<PlacedBytes> = fc.oneof(
  fc.record({
    at: edgy(MAX_LENGTH),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 9 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  }),
  fc.record({ at: edgy(MAX_LENGTH), pointer: fc.constantFrom(...POINTED_MEMORIES) }),
);

const data: fc.Arbitrary<DataSpec> = fc.oneof(
  edgy(2 ** 32 - 1).map((seed) => ({ pattern: 'counter' as const, seed })),
  fc.constant({ pattern: 'zero' as const }),
  fc.uint8Array({ maxLength: 12 }).map((bytes) => ({ hex: Buffer.from(bytes).toString('hex') })),
  fc.record({
    pattern: fc.constant('counter' as const),
    seed: edgy(2 ** 32 - 1),
    places: fc.array(place, { minLength: 1, maxLength: 8, size: 'max' }),
  }),
);

/** At one of the points where something can be done, each time or once. */
function at<Done extends Deed>(deed: Done): fc.Arbitrary<At<PointOf<Done>>> {
  const point = fc.constantFrom(...pointsOf(deed));
  return fc.oneof(point, fc.record({ point, nth: edgy(MAX_NTH) }));
}

const entry: fc.Arbitrary<DuringEntry> = fc.oneof(
  fc.record({ at: at('fail'), do: fc.constant('fail' as const) }),
  fc.record({ at: at('raise'), do: fc.constant('raise' as const), status: fc.constantFrom(...RAISED_NAMES) }),
  fc.record({ at: at('unmap'), do: fc.constantFrom('unmap' as const, 'protect' as const) }),
);
const during: fc.Arbitrary<During> = fc.oneof(
  { weight: 3, arbitrary: fc.constant(NOTHING) },
  fc.constantFrom(...pointsOf('fail')).map((each) => failing(each)),
  fc.array(entry, { maxLength: 3, size: 'max' }),
);

const transfer = {
  handle,
  offset,
  length,
  buffer: fc.record({
    pageOffset: edgy(4095),
    memory: fc.constantFrom(...BUFFER_MEMORIES),
    shared: fc.boolean(),
  }),
  key: edgy(2 ** 32 - 1),
  event: fc.boolean(),
  during,
} as const;

const side = fc.record({
  length: edgy(1 << 24),
  pageOffset: edgy(4095),
  memory: transfer.buffer.map(({ memory }) => memory),
  shared: fc.boolean(),
});

/** The buffers of a control request, apart or in one piece of memory. */
const buffers = fc.oneof(
  { weight: 3, arbitrary: fc.record({ input: side, output: side.map((apart) => ({ ...apart, at: null })) }) },
  fc
    .record({
      input: side,
      memory: fc.constantFrom('read-write', 'read-only', 'no-access'),
      length: edgy(1 << 24),
      at: fc.integer({ min: -(1 << 24), max: 1 << 24 }),
    })
    .map(({ input, memory, length, at }) => ({
      input: { ...input, memory },
      output: { ...PLAIN_BUFFER, length, at: Math.max(0 - length, Math.min(at, input.length)) },
    })),
);

/** Any operation but a control request. */
export const arbitraryOp: fc.Arbitrary<Op> = fc.oneof(
  fc.record({
    op: fc.constant('open' as const),
    name: fc.option(fc.string({ unit: 'binary', maxLength: 12 })),
    access: fc.constantFrom('read-write', 'read', 'write', 'append'),
    overlapped: fc.boolean(),
    options: fc
      .subarray(['write-through', 'no-intermediate-buffering', 'alertable'] as const)
      .map((options) => [...options]),
    share: fc.constantFrom('read-write', 'none', 'read', 'write', 'delete', 'all'),
    during,
  }),
  fc.record({ op: fc.constant('read' as const), ...transfer }),
  fc.record({ op: fc.constant('write' as const), ...transfer, data }),
  fc.record({ op: fc.constant('set-position' as const), handle, position: int64, during }),
  fc.record({ op: fc.constantFrom('flush', 'query-position', 'close'), handle, during }),
  fc.record({ op: fc.constant('duplicate' as const), handle }),
);

const name = fc.option(fc.string({ unit: 'binary', maxLength: 12 }));
const win32Transfer = {
  handle,
  length,
  buffer: transfer.buffer,
  overlapped: fc.option(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String)),
  event: fc.boolean(),
} as const;

/** Any operation of a program but a control request. */
export const arbitraryWin32Op: fc.Arbitrary<Win32Op> = fc.oneof(
  fc.record({
    op: fc.constant('CreateFile' as const),
    name,
    access: fc.constantFrom('read-write', 'read', 'write', 'append', 'none'),
    disposition: fc.constantFrom('OPEN_EXISTING', 'CREATE_NEW', 'TRUNCATE_EXISTING'),
    overlapped: fc.boolean(),
  }),
  fc.record({ op: fc.constant('ReadFile' as const), ...win32Transfer }),
  fc.record({ op: fc.constant('WriteFile' as const), ...win32Transfer, data }),
  fc.record({
    op: fc.constant('SetFilePointerEx' as const),
    handle,
    distance: int64,
    method: fc.constantFrom('FILE_BEGIN', 'FILE_CURRENT', 'FILE_END'),
  }),
  fc.record({
    op: fc.constant('File::open' as const),
    name,
    options: fc.record({
      read: fc.boolean(),
      write: fc.boolean(),
      append: fc.boolean(),
      truncate: fc.boolean(),
      create: fc.boolean(),
      createNew: fc.boolean(),
    }),
  }),
  fc.record({ op: fc.constant('File::read' as const), handle, length }),
  fc.record({ op: fc.constantFrom('File::write', 'File::write_all'), handle, length, data }),
  fc.record({ op: fc.constantFrom('FlushFileBuffers', 'CloseHandle', 'File::read_to_end'), handle }),
);

/** Any operation of a program. */
const arbitraryProgramOp: fc.Arbitrary<Win32Op> = fc.oneof(
  { weight: 7, arbitrary: arbitraryWin32Op },
  fc
    .record({
      op: fc.constant('DeviceIoControl' as const),
      handle,
      code: edgy(2 ** 32 - 1),
      buffers,
      data,
      overlapped: fc.boolean(),
      event: fc.boolean(),
    })
    .map(({ buffers: { input, output }, ...rest }) => ({ ...rest, input, output })),
);

/** Any operation. */
const arbitraryNativeOp: fc.Arbitrary<Op> = fc.oneof(
  { weight: 3, arbitrary: arbitraryOp },
  fc
    .record({
      op: fc.constantFrom('control', 'fs-control'),
      handle,
      code: edgy(2 ** 32 - 1),
      buffers,
      data,
      event: fc.boolean(),
      during,
    })
    .map(({ buffers: { input, output }, ...rest }) => ({ ...rest, input, output })),
);

/** Any trace with control requests, of at most `maxOps` operations. */
export function arbitraryControlTrace(maxOps: number): fc.Arbitrary<Trace> {
  return arbitraryTraceOf('native', arbitraryNativeOp, maxOps);
}

/** Any trace without control requests, of at most `maxOps` operations. */
export function arbitraryTrace(maxOps: number): fc.Arbitrary<Trace> {
  return arbitraryTraceOf('native', arbitraryOp, maxOps);
}

/** Any trace of a program, of at most `maxOps` operations. */
export function arbitraryWin32Trace(maxOps: number): fc.Arbitrary<Trace> {
  return arbitraryTraceOf('win32', arbitraryProgramOp, maxOps);
}

function arbitraryTraceOf(view: View, op: fc.Arbitrary<Op>, maxOps: number): fc.Arbitrary<Trace> {
  return fc.record({
    format: fc.constant(TRACE_FORMAT),
    subject: fc.string({ minLength: 1, maxLength: 20 }),
    setting: fc.record({
      mode: fc.constantFrom(...BUFFERING_MODES),
      view: fc.constant(view),
      dialect: fc.record({ systemBuffer: fc.constantFrom('stale', 'zeroed'), strictOffsets: fc.boolean() }),
      machine: fc.record({
        fragmentation: fc.constantFrom(...FRAGMENTATIONS),
        frameSeed: edgy(2 ** 30 - 1),
      }),
      stack: fc.array(fc.constantFrom(...FILTERS), { maxLength: 1, size: 'max' }),
      conditions: fc.record({
        poison: fc.constantFrom(...POISONS),
        refetched: fc.constantFrom(...REFETCHED),
      }),
      load: during,
      unload: during,
    }),
    ops: fc.array(op, { maxLength: maxOps, size: 'max' }),
    seed: fc.option(fc.record({ seed: fc.maxSafeInteger(), caseIndex: fc.maxSafeNat() })),
  });
}
