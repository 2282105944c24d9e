import { PAGE_MASK, PAGE_SIZE, spanPages } from '../../../nt/page.ts';
import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half, quarter } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { around, type FieldType, numberShown, without } from '../field-type.ts';
import { flag } from './flag.ts';
import { MAX_LENGTH } from './length.ts';
import { oneOf } from './one-of.ts';

/** Every kind of memory behind a buffer, the simplest first. */
export const BUFFER_MEMORIES = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
  'kernel-page',
  'first-page',
] as const;

/**
 * The memory behind a user buffer. `read-only` and `no-access` hold for all of its pages,
 * `last-page-no-access` for the last alone; `null`, `kernel` and `kernel-page` are addresses without user memory: that of a
 * kernel page leads to the one that belongs to nobody, `kernel` to none. Of `first-page` the first page is there and nothing
 * behind it, so that any length can be said; of a buffer of one page there is nothing then.
 */
export type BufferMemory = (typeof BUFFER_MEMORIES)[number];

/**
 * Mostly ordinary memory. A kernel page takes the place of a buffer that was accessed without a probe, and the first page
 * alone is what a length that no memory has comes with: neither is drawn.
 */
const DRAWN_MEMORIES: Table<BufferMemory> = [
  ...times(10, 'read-write'),
  ...without(without(BUFFER_MEMORIES, 'kernel-page'), 'first-page'),
];

/** Whether an address is the kernel's: every probe refuses it. */
export function isKernelMemory(memory: BufferMemory): boolean {
  return memory === 'kernel' || memory === 'kernel-page';
}

/** Of a buffer of so many bytes those that are there to hold something; of a kernel page, what a caller would have given. */
export function bytesThere({ pageOffset, memory }: BufferSpec, lengthBytes: number): number {
  if (lengthBytes <= MAX_LENGTH && memory !== 'first-page') return lengthBytes;
  return spanPages(pageOffset, lengthBytes) > 1 ? PAGE_SIZE - pageOffset : 0;
}

/** The buffer ends where its last page does. */
const AT_PAGE_END = -1;
/** Anywhere in the page. */
const ANYWHERE = -2;

const PAGE_OFFSETS: Table<number> = [
  0,
  0,
  0,
  0,
  1,
  8,
  15,
  16,
  512,
  2048,
  4094,
  4095,
  AT_PAGE_END,
  ANYWHERE,
  ANYWHERE,
  ANYWHERE,
];

/** Of eight values the one that shares the frames. */
const SHARES = 7;

const LAST_IN_PAGE = BigInt(PAGE_SIZE - 1);

/** A user buffer: where it starts in its first page, 0 to 4095, and what stands behind it. */
export interface BufferSpec {
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
}

/** The buffer a minimal trace uses: page-aligned, ordinary memory. */
export const PLAIN_BUFFER: BufferSpec = { pageOffset: 0, memory: 'read-write', shared: false };

/** A buffer that operations pass: its fields, how it is drawn, and how people read it. */
interface UserBuffer {
  readonly fields: {
    readonly pageOffset: FieldType<number>;
    readonly memory: FieldType<BufferMemory>;
    readonly shared: FieldType<boolean>;
  };
  /** A generated buffer for as many bytes as the drawing says. */
  drawn(drawing: Drawing): BufferSpec;
  /** For people; nothing for the plain buffer. */
  text(spec: BufferSpec): string[];
}

/** Makes a buffer with choices of its own. `noun` is what people call it; `ofField` begins the names of its fields. */
function userBuffer(noun: string, ofField = ''): UserBuffer {
  const memorySlot = slot(4);
  const pageOffsetSlot = slot(4);
  const anyPageOffset = slot(12);
  const sharedSlot = slot(3);
  /** Memory other than the ordinary. */
  const memories = quarter();
  const unaligned = half();
  const sharing = half();

  function drawnMemory(drawing: Drawing): BufferMemory {
    if (drawing.isBeyondMemory) return 'first-page';
    return drawing.uses(memories) ? pick(DRAWN_MEMORIES, drawing.draw(memorySlot)) : 'read-write';
  }

  /** A last page tells something where it is not the only one: such a buffer begins half its length before a page. */
  function drawnPageOffset(drawing: Drawing): number {
    const { lengthBytes } = drawing;
    if (!drawing.uses(unaligned)) return 0;
    if (lengthBytes >= 2 && drawnMemory(drawing) === 'last-page-no-access')
      return -(lengthBytes >> 1) & PAGE_MASK;
    const offset = pick(PAGE_OFFSETS, drawing.draw(pageOffsetSlot));
    if (offset === AT_PAGE_END) return -lengthBytes & PAGE_MASK;
    return offset === ANYWHERE ? drawing.draw(anyPageOffset) : offset;
  }

  /** Addresses without user memory have no frames to share. */
  function drawnShared(drawing: Drawing): boolean {
    if (!drawing.uses(sharing) || drawing.draw(sharedSlot) !== SHARES) return false;
    const memory = drawnMemory(drawing);
    return memory !== 'null' && memory !== 'first-page' && !isKernelMemory(memory);
  }

  const pageOffset: FieldType<number> = {
    name: `${ofField}in-page offset`,
    description: `Bytes into its first page at which the ${noun} starts.`,
    schema: integer(0, PAGE_SIZE - 1),
    canonical: 0,
    rank: (value) => value,
    measured: { what: 'offset' },
    simpler: () => [],
    others: (value) => around(BigInt(value), [BigInt(PAGE_SIZE / 2), LAST_IN_PAGE], LAST_IN_PAGE).map(Number),
    slots: [pageOffsetSlot, anyPageOffset, memorySlot],
    features: [unaligned, memories],
    draw: drawnPageOffset,
    isSmall: (value) => value === 0,
    number: { largest: LAST_IN_PAGE, read: BigInt, write: Number, means: 'amount' },
    shown: numberShown,
  };

  /** Other memory is tried only where the trace has some: it would always change the outcome. */
  const memory = oneOf(
    `${ofField}memory`,
    `The memory behind the ${noun}: of all of its pages, of its last page alone, or "null", "kernel" and "kernel-page" ` +
      'for addresses without user memory; with "first-page" there is nothing behind the first page, whatever the length.',
    BUFFER_MEMORIES,
    { slots: [memorySlot], features: [memories], draw: drawnMemory },
    {
      others: (value) =>
        value === 'read-write' ? [] : without(without(BUFFER_MEMORIES, value), 'first-page'),
      isSmall: (value) => value === 'read-write',
    },
  );

  const shared = flag(
    `${ofField}second mapping`,
    'Whether the same frames are mapped a second time, and the caller fills and reads them through that mapping.',
    { slots: [sharedSlot, memorySlot], features: [sharing, memories], draw: drawnShared },
  );

  return {
    fields: { pageOffset, memory, shared },
    drawn(drawing) {
      const spec = {
        pageOffset: pageOffset.draw(drawing),
        memory: memory.draw(drawing),
        shared: shared.draw(drawing),
      };
      return spec.pageOffset === 0 && spec.memory === 'read-write' && !spec.shared ? PLAIN_BUFFER : spec;
    },
    text(spec) {
      const parts: string[] = [];
      if (spec.pageOffset !== 0)
        parts.push(`${noun} page 0 +0x${spec.pageOffset.toString(16).padStart(3, '0')}`);
      if (spec.memory === 'null') parts.push(`${noun} NULL`);
      else if (spec.memory === 'kernel') parts.push(`${noun} at a kernel address`);
      else if (spec.memory === 'kernel-page') parts.push(`${noun} at the address of a kernel page`);
      else if (spec.memory === 'first-page') parts.push(`nothing behind the ${noun}'s first page`);
      else if (spec.memory === 'last-page-no-access') parts.push(`${noun}'s last page no-access`);
      else if (spec.memory !== 'read-write') parts.push(`${noun} ${spec.memory}`);
      if (spec.shared) parts.push(`${noun} mapped twice`);
      return parts;
    },
  };
}

/** The one buffer of a read or a write. */
export const { fields: bufferFields, drawn: drawnBuffer, text: bufferText } = userBuffer('buffer');

/** The buffers of a control request. */
export const inputBuffer = userBuffer('input buffer', 'input ');
export const outputBuffer = userBuffer('output buffer', 'output ');
