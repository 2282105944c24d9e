import type { Op } from './ops/index.ts';

/** The trace format of this version. */
export const TRACE_FORMAT = 'irptrace/2' as const;

/** How a device's buffers reach its driver (R33). */
export type BufferingMode = 'buffered' | 'direct' | 'neither';

export const BUFFERING_MODES: readonly BufferingMode[] = ['buffered', 'direct', 'neither'];

/**
 * The Windows version whose choices apply where versions differ.
 *
 * `systemBuffer`: what a buffered read finds in its SystemBuffer (R36). `strictOffsets`: true where the
 * I/O manager itself refuses a read at -1 and offsets below -2 on a plain device (R23a).
 */
export interface Dialect {
  readonly systemBuffer: 'stale' | 'zeroed';
  readonly strictOffsets: boolean;
}

export const DEFAULT_DIALECT: Dialect = { systemBuffer: 'stale', strictOffsets: true };

/** What a trace is executed with. */
export interface TraceOptions {
  readonly mode: BufferingMode;
  readonly dialect: Dialect;
}

/** Which frames stand behind the consecutive pages of a user buffer. */
export type Fragmentation = 'contiguous' | 'reversed' | 'scattered';

export const FRAGMENTATIONS: readonly Fragmentation[] = ['contiguous', 'reversed', 'scattered'];

/** The machine a trace runs on. */
export interface Machine {
  readonly fragmentation: Fragmentation;
  /** Which permutation `scattered` uses, 0 to 2^30 - 1. */
  readonly frameSeed: number;
}

export const PLAIN_MACHINE: Machine = { fragmentation: 'contiguous', frameSeed: 0 };

/** At scheduling point `point` of operation `op`, the work named `run` runs to completion (design D4). */
export interface ScheduleEntry {
  readonly op: number;
  readonly point: number;
  readonly run: string;
}

/** Where a generated trace came from. */
export interface TraceSeed {
  readonly seed: number;
  readonly caseIndex: number;
}

/** A trace suffices to replay a run: subject, options, machine, schedule, operations. */
export interface Trace {
  readonly format: typeof TRACE_FORMAT;
  /** The driver under test, as given on the command line. */
  readonly subject: string;
  readonly options: TraceOptions;
  readonly machine: Machine;
  readonly schedule: readonly ScheduleEntry[];
  readonly ops: readonly Op[];
  readonly seed: TraceSeed | null;
}
