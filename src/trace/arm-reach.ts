import type { View } from './ops/view.ts';
import type { BufferingMode } from './trace.ts';

/** Every {@link ArmNeed}. */
export const ARM_NEEDS = [
  'fault',
  'exclusive-device',
  'own-choice',
  'own-flush',
  'own-query',
  'own-set',
  'controls',
  'control-fault',
  'own-control',
] as const;

/**
 * What else than calls it can take to reach an arm of a model: an injected fault, a failure of an allocation that the
 * driver makes itself, a device that allows one handle at a time, something that a driver may choose to do, or a
 * device's model that says nothing of flushes, queries or sets; control requests, with an injected fault, or of a
 * device whose model says nothing of them.
 */
export type ArmNeed = (typeof ARM_NEEDS)[number];

/** What it takes to reach an arm of a model. */
export interface ArmReach {
  /** The buffering modes in which it can be reached; any when left out. */
  readonly modes?: readonly BufferingMode[];
  /** The views whose calls lead to it; each when left out. */
  readonly views?: readonly View[];
  /** What else it takes; nothing when left out. */
  readonly needs?: ArmNeed;
}

/** By arm; one that is missing is reached by calls alone, in any mode. */
export type ArmReaches = Readonly<Record<string, ArmReach>>;
