import type { HandleRef } from '../../../trace/ops/index.ts';

/**
 * What the operations decoded so far have probably led to. It only steers choices: an operation is valid
 * whatever really happened.
 */
export interface Win32Progress {
  /** For each handle probably open, whether it is overlapped. */
  readonly overlapped: boolean[];
  /** Bytes probably stored; 0 before the first write. */
  storedBytes: number;
  /** A file position was set that is not the start. */
  moved: boolean;
}

/** Nothing is open and nothing is written. */
export function initialWin32Progress(): Win32Progress {
  return { overlapped: [], storedBytes: 0, moved: false };
}

/** Whether the handle of a reference is probably overlapped. */
export function isOverlapped({ overlapped }: Win32Progress, ref: HandleRef): boolean {
  return typeof ref === 'number' && (overlapped[ref % overlapped.length] ?? false);
}
