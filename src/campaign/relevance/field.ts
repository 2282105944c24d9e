import type { Trace } from '../../trace/trace.ts';

/** A value of a field, as people read it; `number` where it is one that is at least 0. */
export interface Value {
  readonly text: string;
  readonly number: bigint | null;
}

/** The trace with another value in one field. */
export interface Alternative {
  readonly value: Value;
  readonly trace: Trace;
}

/** A field of a trace, with what it could hold instead. */
export interface Field {
  /** In users' words, such as `in-page offset`. */
  readonly name: string;
  /** Index of the operation; null for a field of the whole trace. */
  readonly op: number | null;
  readonly value: Value;
  /** At least one. */
  readonly alternatives: readonly Alternative[];
}
