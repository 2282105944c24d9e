import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Ending } from '../../trace/run/observation.ts';
import type { ModelState } from '../state.ts';
import type { Win32Arm } from './arms.ts';

/**
 * What `Win32Observation.data` may be.
 *
 * `buffer`: these bytes, and in the rest of the buffer what it held before. `start`: these bytes, and anything in the rest.
 * `vector`: exactly these bytes. `repeated`: non-empty prefixes of these bytes, one after another and at least one; how
 * long each is, is open (W3c).
 */
export interface ExpectedData {
  readonly holds: 'buffer' | 'start' | 'vector' | 'repeated';
  readonly bytes: Uint8Array;
}

/**
 * What a program may observe of one call: one member of the allowed set (design D7), field by field as in
 * Win32Observation. A field that is undefined is left open by the rules.
 */
export interface Win32Expected {
  readonly ending: Ending;
  readonly succeeded: boolean | undefined;
  readonly lastError: number | undefined;
  readonly errorKind: string | null | undefined;
  readonly bytes: number | null | undefined;
  readonly position: bigint | null;
  readonly overlapped: { readonly internal: NTSTATUS; readonly internalHigh: number } | null;
  readonly eventSignaled: boolean | null | undefined;
  /** Null for a call that observes none, and where its memory can't be read. */
  readonly data: ExpectedData | null | undefined;
}

/** One allowed outcome of a call. */
export interface Win32Outcome {
  /** The arms that decided it: those of the system calls first, in their order, the view's own arm last. */
  readonly arms: readonly string[];
  readonly expected: Win32Expected;
  /** Null where the rules leave open what state the system is in: nothing can be told of what comes after. */
  readonly next: ModelState | null;
}

const SUCCESS: Win32Expected = {
  ending: 'returned',
  succeeded: true,
  lastError: 0,
  errorKind: null,
  bytes: null,
  position: null,
  overlapped: null,
  eventSignaled: null,
  data: null,
};

/** TRUE, a valid handle, or `Ok`, with nothing else to observe but `fields`. */
export function succeeds(fields: Partial<Win32Expected> = {}): Win32Expected {
  return { ...SUCCESS, ...fields };
}

/** FALSE or INVALID_HANDLE_VALUE with a GetLastError; with an `errorKind`, an `Err`. */
export function fails(lastError: number | undefined, fields: Partial<Win32Expected> = {}): Win32Expected {
  return { ...SUCCESS, succeeded: false, lastError, ...fields };
}

/** Of a call that returns, everything is left open. */
export function leftOpen(): Win32Expected {
  const open = { succeeded: undefined, lastError: undefined, errorKind: undefined };
  return { ...SUCCESS, ...open, bytes: undefined, data: undefined };
}

/** An outcome whose own arm is the last of `arms`. */
export function outcome(
  systemArms: readonly string[],
  arm: Win32Arm,
  expected: Win32Expected,
  next: ModelState | null,
): Win32Outcome {
  return { arms: [...systemArms, arm], expected, next };
}
