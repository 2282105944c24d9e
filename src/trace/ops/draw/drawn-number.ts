import type { Drawing } from './drawing.ts';
import { half } from './feature.ts';
import type { GenerationProfile } from './profile.ts';
import { type Slot, slot } from './slot.ts';

const hasNumbers = ({ numbers }: GenerationProfile): boolean => numbers.length > 0;

/** Numbers that the driver is written with. */
export const NUMBERS = half(hasNumbers);

/** Of 16 values the one from which on there is a number, and those that are beside it. */
const FROM = 12;
const BELOW = 14;
const ABOVE = 15;

/** The choices of one field. */
export interface NumberSlots {
  readonly which: Slot;
  readonly how: Slot;
}

/** Choices of a field's own. */
export function numberSlots(): NumberSlots {
  return { which: slot(6, hasNumbers), how: slot(4, hasNumbers) };
}

/**
 * A number that the driver is written with, or one beside it, at least 0; null where none is drawn, as in most cases.
 *
 * @param largest that the field holds
 */
export function drawnNumber(drawing: Drawing, { which, how }: NumberSlots, largest: number): number | null {
  const { numbers } = drawing.profile;
  if (numbers.length === 0 || !drawing.uses(NUMBERS)) return null;
  const chosen = drawing.draw(how);
  if (chosen < FROM) return null;
  const number = numbers[drawing.draw(which) % numbers.length] ?? 0;
  const beside = chosen === BELOW ? number - 1 : chosen === ABOVE ? number + 1 : number;
  return beside >= 0 && beside <= largest ? beside : null;
}
