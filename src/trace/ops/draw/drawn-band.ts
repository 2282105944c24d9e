import { PAGE_SIZE } from '../../../nt/page.ts';
import type { Drawing } from './drawing.ts';
import { half } from './feature.ts';
import { type Slot, slot } from './slot.ts';

/** Lengths of any size. */
export const BANDS = half();

/** The longest buffer whose length is drawn from a band, bytes: 64 pages and one byte. */
export const LONGEST_IN_BAND = 64 * PAGE_SIZE + 1;

/** Bands begin at the powers of two from 2^0 to 2^18 bytes. */
const POWERS = 19;
const STEPS = 2 ** 6;

/** The choices of one length. */
export interface BandSlots {
  readonly power: Slot;
  readonly within: Slot;
}

/** Choices of a field's own. */
export function bandSlots(): BandSlots {
  return { power: slot(5), within: slot(8) };
}

/**
 * A length in bytes: of each band from a power of two to the next as often, the power and its neighbours in three of
 * four, or anywhere in the band.
 */
export function drawnBand(drawing: Drawing, { power, within }: BandSlots): number {
  const start = 2 ** (drawing.draw(power) % POWERS);
  const choice = drawing.draw(within);
  const step = choice >>> 2;
  switch (choice & 3) {
    case 0:
      return start;
    case 1:
      return start - 1;
    case 2:
      return start + 1;
    default:
      return Math.min(LONGEST_IN_BAND, start + Math.floor((start * step) / STEPS));
  }
}
