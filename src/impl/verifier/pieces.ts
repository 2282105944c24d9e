import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import type { Memory } from '../memory/memory.ts';
import { type Va, vaAdd } from '../memory/va.ts';

/** A piece of a buffer in one frame: positions, `end` exclusive, and how many bytes of the buffer come before it. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly before: number;
}

/** The pieces of a range of user memory, without pages that are not mapped. */
export function piecesOf(memory: Memory, address: Va, lengthBytes: number): Piece[] {
  const pieces: Piece[] = [];
  for (let before = 0; before < lengthBytes; ) {
    const va = vaAdd(address, before);
    const bytes = Math.min(PAGE_SIZE - (va & PAGE_MASK), lengthBytes - before);
    if (memory.isMapped(va)) {
      const start = memory.position(va);
      pieces.push({ start, end: start + bytes, before });
    }
    before += bytes;
  }
  return pieces;
}
