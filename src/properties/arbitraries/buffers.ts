import { PAGE_MASK } from '../../nt/page.ts';
import { type BufferMemory, type BufferSpec, PLAIN_BUFFER } from '../../trace/op.ts';
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
  const pageOffset = swarm.unaligned ? pageOffsetOf(pageSlot, anywhere, lengthBytes) : 0;
  const memory = swarm.memoryKinds ? pick(MEMORY, memorySlot) : 'read-write';
  // Addresses without user memory have no frames to share.
  const shared = swarm.sharing && sharedSlot === SHARED && memory !== 'null' && memory !== 'kernel';
  return pageOffset === 0 && memory === 'read-write' && !shared
    ? PLAIN_BUFFER
    : { pageOffset, memory, shared };
}
