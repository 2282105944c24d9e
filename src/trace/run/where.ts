/**
 * Counts what a run records, from 1, 0 where that is not known: so of two things that it tells of one knows which came first. The same
 * in a run that is recorded for judges and in one that is recorded in full; no clock.
 */
export type Moment = number;

/** Where in a run something happened or was noticed. */
export interface Where {
  /** Index of the operation during which it was; as many as the trace has for what followed the last one. */
  readonly op: number;
  /** Identity of the request that it is about; null for none. */
  readonly request: number | null;
  readonly moment: Moment;
}

/** Where an operation is known and no more, as of a run that never came to its end. */
export function during(op: number): Where {
  return { op, request: null, moment: 0 };
}
