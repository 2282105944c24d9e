/**
 * What an execution has otherwise than usual: things that an honest driver does not depend on. Variants of a run are
 * executed under them.
 */
export interface Conditions {
  /** Which byte fills kernel memory that nobody has written (R36). */
  readonly poison: 'usual' | 'other';
  /**
   * What another thread of the caller writes over bytes of the user buffer just before the driver fetches them a
   * second time during one request (G3).
   */
  readonly refetched: 'unchanged' | 'zeros' | 'ones';
}

export const POISONS = ['usual', 'other'] as const;
export const REFETCHED = ['unchanged', 'zeros', 'ones'] as const;

export const USUAL_CONDITIONS: Conditions = { poison: 'usual', refetched: 'unchanged' };
