import { PAGE_MASK } from '../../nt/page.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import type { BufferMemory, BufferSpec } from '../../trace/ops/index.ts';
import type { Swarm } from './swarm.ts';
import { pick, type Table, times } from './table.ts';

/** Mostly ordinary memory; 16 entries. */
export const MEMORY: Table<BufferMemory> = [
  ...times(11, 'read-write'),
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
];

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
const SHARED = 7;

function pageOffsetOf(slot: number, anywhere: number, lengthBytes: number): number {
  const offset = pick(PAGE_OFFSETS, slot);
  if (offset === AT_PAGE_END) return -lengthBytes & PAGE_MASK;
  return offset === ANYWHERE ? anywhere & PAGE_MASK : offset;
}

/** A last page tells something where it is not the only one: such a buffer begins half its length before a page. */
function placeOf(memory: BufferMemory, slot: number, anywhere: number, lengthBytes: number): number {
  if (memory !== 'last-page-no-access' || lengthBytes < 2) return pageOffsetOf(slot, anywhere, lengthBytes);
  return -(lengthBytes >> 1) & PAGE_MASK;
}

/**
 * The user buffer of a transfer of `lengthBytes`: `pageSlot` and `memorySlot` are 0 to 15, `sharedSlot` is 0
 * to 7, `anywhere` gives an offset in the page, in bytes, where one is to be arbitrary.
 */
export function bufferOf(
  pageSlot: number,
  anywhere: number,
  memorySlot: number,
  sharedSlot: number,
  lengthBytes: number,
  swarm: Swarm,
): BufferSpec {
  const memory = swarm.memoryKinds ? pick(MEMORY, memorySlot) : 'read-write';
  const pageOffset = swarm.unaligned ? placeOf(memory, pageSlot, anywhere, lengthBytes) : 0;
  // Addresses without user memory have no frames to share.
  const shared = swarm.sharing && sharedSlot === SHARED && memory !== 'null' && memory !== 'kernel';
  return pageOffset === 0 && memory === 'read-write' && !shared
    ? PLAIN_BUFFER
    : { pageOffset, memory, shared };
}
