/**
 * What an execution has otherwise than usual, beside its trace: things that an honest driver does not depend on.
 * Variants of a run are executed under them; a trace never records them.
 */
export interface Conditions {
  /** Which byte fills kernel memory that nobody has written (R36). */
  readonly poison: 'usual' | 'other';
  /** A pass-through filter above the device, which passes IRPs on with its own stack location or with a copy (R59b). */
  readonly filter: 'none' | 'skip' | 'copy';
  /**
   * What another thread of the caller writes over bytes of the user buffer just before the driver fetches them a
   * second time during one request (G3).
   */
  readonly refetched: 'unchanged' | 'zeros' | 'ones';
}

export const USUAL_CONDITIONS: Conditions = { poison: 'usual', filter: 'none', refetched: 'unchanged' };
