import { PAGE_MASK, PAGE_SIZE } from '../../../nt/page.ts';
import { integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half, quarter } from '../draw/feature.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { around, type FieldType, numberShown, without } from '../field-type.ts';
import { flag } from './flag.ts';
import { oneOf } from './one-of.ts';

/** Every kind of memory behind a buffer, the simplest first. */
export const BUFFER_MEMORIES = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
] as const;

/**
 * The memory behind a user buffer. `read-only` and `no-access` hold for all of its pages,
 * `last-page-no-access` for the last alone; `null` and `kernel` are addresses without user memory.
 */
export type BufferMemory = (typeof BUFFER_MEMORIES)[number];

const MEMORY = slot(4);
const PAGE_OFFSET = slot(4);
const ANY_PAGE_OFFSET = slot(12);
const SHARED = slot(3);

/** Memory other than the ordinary. */
const MEMORIES = quarter();
const UNALIGNED = half();
const SHARING = half();

/** Mostly ordinary memory. */
const DRAWN_MEMORIES: Table<BufferMemory> = [...times(10, 'read-write'), ...BUFFER_MEMORIES];

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

function drawnMemory(drawing: Drawing): BufferMemory {
  return drawing.uses(MEMORIES) ? pick(DRAWN_MEMORIES, drawing.draw(MEMORY)) : 'read-write';
}

/** A last page tells something where it is not the only one: such a buffer begins half its length before a page. */
function drawnPageOffset(drawing: Drawing): number {
  const { lengthBytes } = drawing;
  if (!drawing.uses(UNALIGNED)) return 0;
  if (lengthBytes >= 2 && drawnMemory(drawing) === 'last-page-no-access')
    return -(lengthBytes >> 1) & PAGE_MASK;
  const offset = pick(PAGE_OFFSETS, drawing.draw(PAGE_OFFSET));
  if (offset === AT_PAGE_END) return -lengthBytes & PAGE_MASK;
  return offset === ANYWHERE ? drawing.draw(ANY_PAGE_OFFSET) : offset;
}

/** Addresses without user memory have no frames to share. */
function drawnShared(drawing: Drawing): boolean {
  if (!drawing.uses(SHARING) || drawing.draw(SHARED) !== SHARES) return false;
  const memory = drawnMemory(drawing);
  return memory !== 'null' && memory !== 'kernel';
}

const LAST_IN_PAGE = BigInt(PAGE_SIZE - 1);

const pageOffset: FieldType<number> = {
  name: 'in-page offset',
  description: 'Bytes into its first page at which the buffer starts.',
  schema: integer(0, PAGE_SIZE - 1),
  canonical: 0,
  rank: (value) => value,
  measured: { what: 'offset' },
  simpler: () => [],
  others: (value) => around(BigInt(value), [BigInt(PAGE_SIZE / 2), LAST_IN_PAGE], LAST_IN_PAGE).map(Number),
  slots: [PAGE_OFFSET, ANY_PAGE_OFFSET, MEMORY],
  features: [UNALIGNED, MEMORIES],
  draw: drawnPageOffset,
  isSmall: (value) => value === 0,
  number: { largest: LAST_IN_PAGE, read: BigInt, write: Number, means: 'amount' },
  shown: numberShown,
};

/** Other memory is tried only where the trace has some: it would always change the outcome. */
const memory = oneOf(
  'memory',
  'The memory behind the buffer: of all of its pages, of its last page alone, or "null" and "kernel" for addresses ' +
    'without user memory.',
  BUFFER_MEMORIES,
  { slots: [MEMORY], features: [MEMORIES], draw: drawnMemory },
  {
    others: (value) => (value === 'read-write' ? [] : without(BUFFER_MEMORIES, value)),
    isSmall: (value) => value === 'read-write',
  },
);

const shared = flag(
  'second mapping',
  'Whether the same frames are mapped a second time, and the caller fills and reads them through that mapping.',
  { slots: [SHARED, MEMORY], features: [SHARING, MEMORIES], draw: drawnShared },
);

/** The fields of a user buffer. */
export const bufferFields = { pageOffset, memory, shared };

/** A user buffer: where it starts in its first page, 0 to 4095, and what stands behind it. */
export interface BufferSpec {
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
}

/** The buffer a minimal trace uses: page-aligned, ordinary memory. */
export const PLAIN_BUFFER: BufferSpec = { pageOffset: 0, memory: 'read-write', shared: false };

/** A generated buffer for as many bytes as the drawing says. */
export function drawnBuffer(drawing: Drawing): BufferSpec {
  const spec = {
    pageOffset: pageOffset.draw(drawing),
    memory: memory.draw(drawing),
    shared: shared.draw(drawing),
  };
  return spec.pageOffset === 0 && spec.memory === 'read-write' && !spec.shared ? PLAIN_BUFFER : spec;
}

/** For people; nothing for the plain buffer. */
export function bufferText({ pageOffset, memory, shared }: BufferSpec): string[] {
  const parts: string[] = [];
  if (pageOffset !== 0) parts.push(`buffer page 0 +0x${pageOffset.toString(16).padStart(3, '0')}`);
  if (memory === 'null') parts.push('buffer NULL');
  else if (memory === 'kernel') parts.push('buffer at a kernel address');
  else if (memory === 'last-page-no-access') parts.push("buffer's last page no-access");
  else if (memory !== 'read-write') parts.push(`buffer ${memory}`);
  if (shared) parts.push('buffer mapped twice');
  return parts;
}
