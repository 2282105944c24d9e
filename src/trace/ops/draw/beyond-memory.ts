import { PAGE_SIZE } from '../../../nt/page.ts';
import type { Drawing } from './drawing.ts';
import { half } from './feature.ts';
import type { GenerationProfile } from './profile.ts';
import { type Slot, slot } from './slot.ts';
import { pick, type Table } from './table.ts';

const isAsked = ({ lengthsBeyondMemory }: GenerationProfile): boolean => lengthsBeyondMemory;

/** Lengths that no memory has. */
export const BEYOND_MEMORY = half(isAsked);

/** Of 32 values the one that gives such a length. */
const ONE_IN_32 = 31;

/** The choices of one field. */
export interface BeyondMemorySlots {
  readonly whether: Slot;
  readonly near: Slot;
  readonly by: Slot;
}

/** Choices of a field's own. */
export function beyondMemorySlots(): BeyondMemorySlots {
  return { whether: slot(5, isAsked), near: slot(3, isAsked), by: slot(6, isAsked) };
}

/** Where signs and sums of 32 bits go wrong: lengths so many bytes below or above, `by` being 0 to 63. */
const NEAR: Table<(by: number) => number> = [
  (by) => 2 ** 32 - 1 - by,
  (by) => 2 ** 31 + by,
  (by) => 2 ** 32 - 1 - by,
  (by) => 2 ** 31 - 1 - by,
  (by) => 2 ** 32 - PAGE_SIZE + by,
  (by) => 2 ** 32 - 2 ** (by % 16),
  (by) => 2 ** 31 + 2 ** (by % 16),
  (by) => 2 ** 30 + by,
];

/** Such a length in bytes, null where none is drawn. The drawing is told of either. */
export function drawnBeyondMemory(drawing: Drawing, { whether, near, by }: BeyondMemorySlots): number | null {
  drawing.isBeyondMemory =
    isAsked(drawing.profile) && drawing.uses(BEYOND_MEMORY) && drawing.draw(whether) === ONE_IN_32;
  if (!drawing.isBeyondMemory) return null;
  drawing.lengthBytes = PAGE_SIZE;
  return pick(NEAR, drawing.draw(near))(drawing.draw(by));
}
