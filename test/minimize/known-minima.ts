import fc from 'fast-check';
import type { StillFails } from '../../src/minimize/minimize.ts';
import { dataBytes } from '../../src/trace/data.ts';
import { failing, pointOf } from '../../src/trace/during.ts';
import {
  type CloseOp,
  canonicalOp,
  type DuplicateOp,
  type FlushOp,
  type Op,
  type OpenOp,
  type ReadOp,
  type WriteOp,
} from '../../src/trace/ops/index.ts';

/** A predicate, some operations that make a trace fail it, and the operations of its one minimal trace. */
export interface KnownMinimum {
  readonly name: string;
  readonly fails: StillFails;
  readonly witness: fc.Arbitrary<readonly Op[]>;
  readonly minimum: readonly Op[];
}

export const open = (fields: Partial<OpenOp> = {}): OpenOp => ({ ...canonicalOp('open'), ...fields });
export const read = (fields: Partial<ReadOp> = {}): ReadOp => ({ ...canonicalOp('read'), ...fields });
export const write = (fields: Partial<WriteOp> = {}): WriteOp => ({ ...canonicalOp('write'), ...fields });
const flush = (fields: Partial<FlushOp> = {}): FlushOp => ({ ...canonicalOp('flush'), ...fields });
const close = (fields: Partial<CloseOp> = {}): CloseOp => ({ ...canonicalOp('close'), ...fields });
const duplicate = (fields: Partial<DuplicateOp> = {}): DuplicateOp => ({
  ...canonicalOp('duplicate'),
  ...fields,
});

const buffer = (pageOffset: number): ReadOp['buffer'] => ({
  pageOffset,
  memory: 'read-write',
  shared: false,
});
const reads = (ops: readonly Op[]): ReadOp[] => ops.filter((op) => op.op === 'read');
const writes = (ops: readonly Op[]): WriteOp[] => ops.filter((op) => op.op === 'write');
const offsetOf = ({ offset }: ReadOp | WriteOp): number =>
  typeof offset === 'string' ? Number(offset) : Number.NaN;
const lengthOf = ({ length }: ReadOp | WriteOp): number => (typeof length === 'number' ? length : Number.NaN);
const from = (lowest: number, highest = lowest + 5000): fc.Arbitrary<number> =>
  fc.integer({ min: lowest, max: highest });

/** Whether a write and a read after it stand in a relation. */
function writeThenRead(relation: (first: WriteOp, second: ReadOp) => boolean): StillFails {
  return ({ ops }) =>
    ops.some(
      (first, index) =>
        first.op === 'write' && reads(ops.slice(index + 1)).some((second) => relation(first, second)),
    );
}

export const KNOWN_MINIMA: readonly KnownMinimum[] = [
  {
    name: 'thresholds in two operations',
    fails: writeThenRead(
      (first, second) => first.buffer.pageOffset >= 17 && offsetOf(second) >= 300 && lengthOf(second) > 77,
    ),
    witness: fc
      .tuple(from(17, 4095), from(300), from(78))
      .map(([page, at, size]) => [
        write({ buffer: buffer(page) }),
        read({ offset: String(at), length: size }),
      ]),
    minimum: [write({ buffer: buffer(17) }), read({ offset: '300', length: 78 })],
  },
  {
    name: 'a length equal to a later offset',
    fails: writeThenRead((first, second) => lengthOf(first) >= 3 && lengthOf(first) === offsetOf(second)),
    witness: from(3).map((size) => [write({ length: size }), read({ offset: String(size) })]),
    minimum: [write({ length: 3 }), read({ offset: '3' })],
  },
  {
    name: 'three values that hang together',
    fails: writeThenRead(
      (first, second) =>
        lengthOf(first) >= 5 &&
        offsetOf(second) === lengthOf(first) - 1 &&
        lengthOf(second) === lengthOf(first) + 1,
    ),
    witness: from(5).map((size) => [
      write({ length: size }),
      read({ offset: String(size - 1), length: size + 1 }),
    ]),
    minimum: [write({ length: 5 }), read({ offset: '4', length: 6 })],
  },
  {
    name: 'lengths that differ by 1000',
    fails: writeThenRead(
      (first, second) => lengthOf(first) >= 1 && lengthOf(second) - lengthOf(first) === 1000,
    ),
    witness: from(1).map((size) => [write({ length: size }), read({ length: size + 1000 })]),
    minimum: [write({ length: 1 }), read({ length: 1001 })],
  },
  {
    name: 'one number twice another',
    fails: ({ ops }) => writes(ops).some((op) => op.key >= 3 && lengthOf(op) === 2 * op.key),
    witness: from(3).map((key) => [write({ key, length: 2 * key })]),
    minimum: [write({ key: 3, length: 6 })],
  },
  {
    name: 'a sum',
    fails: ({ ops }) => reads(ops).some((op) => offsetOf(op) >= 0 && offsetOf(op) + lengthOf(op) >= 1000),
    witness: fc
      .tuple(from(0, 1000), from(1000, 3000))
      .map(([at, size]) => [read({ offset: String(at), length: size - at })]),
    minimum: [read({ offset: '1000' })],
  },
  {
    name: 'a buffer that crosses a page',
    fails: ({ ops }) => reads(ops).some((op) => op.buffer.pageOffset + lengthOf(op) > 4096),
    witness: from(1, 4095).map((page) => [read({ buffer: buffer(page), length: 4097 - page })]),
    minimum: [read({ buffer: buffer(4095), length: 2 })],
  },
  {
    name: 'an end, whatever the transfer before it',
    fails: writeThenRead(
      (first, second) => lengthOf(first) + offsetOf(second) >= 50 && lengthOf(second) >= 1,
    ),
    witness: fc
      .tuple(from(0, 50), from(50, 90), from(1))
      .map(([size, end, second]) => [
        write({ length: size }),
        read({ offset: String(end - size), length: second }),
      ]),
    minimum: [write(), read({ offset: '50', length: 1 })],
  },
  {
    name: 'the last bytes of what is written',
    fails: ({ ops }) => writes(ops).some((op) => dataBytes(op.data, lengthOf(op)).at(-1) === 77),
    witness: fc.constantFrom(
      [write({ length: 77 })],
      [write({ length: 70, data: { pattern: 'counter', seed: 7 } })],
      [write({ length: 9, data: { hex: '01020304050607084d' } })],
    ),
    minimum: [write({ length: 1, data: { pattern: 'counter', seed: 76 } })],
  },
  {
    name: 'a remainder',
    fails: ({ ops }) => writes(ops).some((op) => lengthOf(op) > 0 && lengthOf(op) % 4096 === 33),
    witness: from(0, 4).map((pages) => [write({ length: pages * 4096 + 33 })]),
    minimum: [write({ length: 33 })],
  },
  {
    name: 'odd numbers only',
    fails: ({ ops }) => reads(ops).some((op) => offsetOf(op) >= 700 && offsetOf(op) % 2 === 1),
    witness: from(350).map((half) => [read({ offset: String(2 * half + 1) })]),
    minimum: [read({ offset: '701' })],
  },
  {
    name: 'the same handle twice, not the first',
    fails: writeThenRead((first, second) => first.handle === second.handle && Number(first.handle) >= 2),
    witness: from(2, 40).map((handle) => [open(), open(), write({ handle }), read({ handle })]),
    minimum: [write({ handle: 2 }), read({ handle: 2 })],
  },
  {
    name: 'an offset that must be relative',
    fails: ({ ops }) => {
      return reads(ops).some(({ offset }) => typeof offset === 'object' && (offset?.last ?? 0) <= -7);
    },
    witness: from(7).map((back) => [read({ offset: { last: -back } })]),
    minimum: [read({ offset: { last: -7 } })],
  },
  {
    name: 'a negative offset',
    fails: ({ ops }) => reads(ops).some((op) => offsetOf(op) <= -13),
    witness: from(13).map((below) => [read({ offset: String(-below) })]),
    minimum: [read({ offset: '-13' })],
  },
  {
    name: 'a threshold that NULL and relative offsets pass as well',
    fails: ({ ops }) =>
      writes(ops).some((op) => typeof op.offset !== 'string' || Math.abs(offsetOf(op)) >= 12),
    witness: fc
      .constantFrom(
        '-12',
        '-9000',
        '9223372036854775807',
        '-9223372036854775808',
        null,
        { last: 5 },
        { last: -9 },
      )
      .map((offset) => [write({ offset })]),
    minimum: [write({ offset: '12' })],
  },
  {
    name: 'operations in any order',
    fails: ({ ops }) => reads(ops).some((op) => op.event) && writes(ops).some((op) => op.buffer.shared),
    witness: fc.shuffledSubarray<Op>(
      [read({ event: true }), write({ buffer: { ...buffer(0), shared: true } })],
      { minLength: 2 },
    ),
    minimum: [write({ buffer: { ...buffer(0), shared: true } }), read({ event: true })],
  },
  {
    name: 'a value in either of two operations',
    fails: ({ ops }) => writes(ops).length >= 2 && writes(ops).some((op) => op.key >= 5),
    witness: fc.shuffledSubarray<Op>([write({ key: 9 }), write()], { minLength: 2 }),
    minimum: [write(), write({ key: 5 })],
  },
  {
    name: 'fields with a few values each',
    fails: ({ ops }) =>
      ops.some(
        (op) => op.op === 'open' && op.overlapped && op.access !== 'read-write' && op.access !== 'read',
      ) &&
      writes(ops).some(
        (op) =>
          op.during.some((each) => each.do === 'fail' && pointOf(each) !== 'irp-allocation') &&
          op.buffer.memory === 'null',
      ),
    witness: fc.constant([
      open({ overlapped: true, access: 'append' }),
      write({ during: failing('system-mapping'), buffer: { ...buffer(9), memory: 'null' } }),
    ]),
    minimum: [
      open({ overlapped: true, access: 'write' }),
      write({ during: failing('buffer-allocation'), buffer: { ...buffer(0), memory: 'null' } }),
    ],
  },
  {
    name: 'bytes in the data',
    fails: ({ ops }) => writes(ops).some((op) => 'hex' in op.data && op.data.hex.includes('ffee')),
    witness: from(0, 200).map((zeros) => [write({ data: { hex: `${'00'.repeat(zeros)}ffee01` } })]),
    minimum: [write({ data: { hex: 'ffee' } })],
  },
  {
    name: 'part of a name',
    fails: ({ ops }) => ops.some((op) => op.op === 'open' && op.name?.includes('\\x') === true),
    witness: fc.constant([open({ name: '\\??\\Example\\x\\y' })]),
    minimum: [open({ name: '\\x' })],
  },
  {
    name: 'a kind of operation that cannot be simpler',
    fails: ({ ops }) => ops.some((op) => op.op === 'close') && ops.some((op) => op.op === 'flush'),
    witness: fc.constant([close({ handle: 3 }), flush({ handle: 'event' })]),
    minimum: [flush(), close()],
  },
  {
    name: 'two open handles, however they came about',
    fails: ({ ops }) => ops.filter((op) => op.op === 'open' || op.op === 'duplicate').length >= 2,
    witness: fc.constant([open(), duplicate()]),
    minimum: [open(), open()],
  },
  {
    name: 'a close for every open',
    fails: ({ ops }) => {
      const opens = ops.filter((op) => op.op === 'open').length;
      return opens > 0 && opens === ops.filter((op) => op.op === 'close').length;
    },
    witness: from(1, 4).map((count) => [...Array<Op>(count).fill(open()), ...Array<Op>(count).fill(close())]),
    minimum: [open(), close()],
  },
  {
    name: 'a 64-bit boundary',
    fails: ({ ops }) => ops.some((op) => op.op === 'set-position' && BigInt(op.position) > 0x1_2345_6789n),
    witness: fc
      .bigInt({ min: 0x1_2345_678an, max: 2n ** 63n - 1n })
      .map((position) => [{ ...canonicalOp('set-position'), position: String(position) }]),
    minimum: [{ ...canonicalOp('set-position'), position: String(0x1_2345_678an) }],
  },
];
