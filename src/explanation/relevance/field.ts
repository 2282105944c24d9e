import type { Shown } from '../../trace/ops/index.ts';
import type { Trace } from '../../trace/trace.ts';
import type { Numbers } from './bounds.ts';

/** The trace with another value in one field. */
export interface Alternative {
  readonly value: Shown;
  readonly trace: Trace;
}

/** A field of a trace, with what it could hold instead. */
export interface Field {
  /** In users' words, such as `in-page offset`. */
  readonly name: string;
  /** Index of the operation; null for a field of the whole trace. */
  readonly op: number | null;
  readonly value: Shown;
  /** At least one. */
  readonly alternatives: readonly Alternative[];
  /** What numbers it can hold; null for none. */
  readonly numbers: Numbers | null;
  /** Whether the alternatives are all that it could hold besides, but for numbers. */
  readonly isClosed: boolean;
}
