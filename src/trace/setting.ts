import { type Conditions, USUAL_CONDITIONS } from './conditions.ts';
import { type During, NOTHING } from './during.ts';
import type { View } from './ops/view.ts';

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

/** A pass-through filter: it passes IRPs on with its own stack location or with a copy (R59b). */
export type Filter = 'skip' | 'copy';

export const FILTERS: readonly Filter[] = ['skip', 'copy'];

/** The drivers above the one under test, from the top down: none, or one. */
export type Stack = readonly Filter[];

/** The most drivers above the one under test. */
export const MAX_FILTERS = 1;

/** The driver under test alone. */
export const ALONE: Stack = Object.freeze([]);

/** What a driver is asked to be, and by which version of Windows. */
export interface TraceOptions {
  readonly mode: BufferingMode;
  readonly dialect: Dialect;
}

/** All that a trace is executed with besides its operations. */
export interface Setting extends TraceOptions {
  /** Whose calls the operations are. */
  readonly view: View;
  readonly machine: Machine;
  readonly stack: Stack;
  readonly conditions: Conditions;
  /** What happens while DriverEntry of the driver under test runs. */
  readonly load: During;
  /** What happens while its DriverUnload runs. */
  readonly unload: During;
}

/** The usual setting in a mode, but for `others`. Made in one piece: each case has one. */
export function settingOf(mode: BufferingMode, others: Partial<Omit<Setting, 'mode'>> = {}): Setting {
  const {
    view = 'native',
    dialect = DEFAULT_DIALECT,
    machine = PLAIN_MACHINE,
    stack = ALONE,
    conditions = USUAL_CONDITIONS,
    load = NOTHING,
    unload = NOTHING,
  } = others;
  return { mode, view, dialect, machine, stack, conditions, load, unload };
}
