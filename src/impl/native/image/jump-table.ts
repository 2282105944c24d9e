import type { RvaReader } from './rva-reader.ts';

const WHAT = 'a table of jumps';
const ENTRY_BYTES = 4;
const MAX_ENTRIES = 4_096;

/** Where a table of jumps may be. */
export interface JumpTable {
  readonly rva: number;
  /** What its entries are relative to: the image's base, or the table itself. */
  readonly relativeTo: number;
}

/** From where to where a jump of a table may lead. */
interface Range {
  readonly beginRva: number;
  readonly endRva: number;
}

/**
 * Where the entries of a table lead, up to the first that leads out of the range. Microsoft's compilers write RVAs, clang
 * and gcc signed offsets from the table; what is no table leads nowhere, mostly.
 */
export function jumpTargets(
  image: RvaReader,
  { rva, relativeTo }: JumpTable,
  { beginRva, endRva }: Range,
): number[] {
  const found: number[] = [];
  for (let index = 0; index < MAX_ENTRIES; index += 1) {
    const at = rva + index * ENTRY_BYTES;
    if (image.sectionAt(at, ENTRY_BYTES) === null) break;
    const target = relativeTo + (image.u32(at, WHAT) | 0);
    if (target < beginRva || target >= endRva) break;
    found.push(target);
  }
  return found;
}
