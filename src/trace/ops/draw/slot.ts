import type { GenerationProfile } from './profile.ts';

/** A choice that the words of an operation, or of a case's swarm, hold: one of 2^bits numbers, 0 the simplest. */
export interface Slot {
  /** Tells slots apart, and nothing more: where a slot stands is for a layout to say. */
  readonly index: number;
  readonly bits: number;
  /** For what it is asked; for everything where it is left out. Words have no room for it otherwise. */
  readonly appliesTo?: (profile: GenerationProfile) => boolean;
}

let made = 0;

/** A new slot of `bits` bits, 1 to 30. */
export function slot(bits: number, appliesTo?: Slot['appliesTo']): Slot {
  const index = made;
  made += 1;
  return { index, bits, ...(appliesTo !== undefined && { appliesTo }) };
}

/** The slots that are asked for what is generated for a profile. */
export function applicableSlots(slots: readonly Slot[], profile: GenerationProfile): readonly Slot[] {
  return slots.filter(({ appliesTo }) => appliesTo === undefined || appliesTo(profile));
}
