import type { Workload } from './measure.ts';

/** A workload that moves bytes. */
export interface Transfers extends Workload {
  readonly label: string;
  /** Bytes asked for each time. */
  readonly lengthBytes: number;
  /** Bytes moved so far, by the transfers' own account. */
  readonly movedBytes: number;
  /** Where the last transfer moved its bytes to; empty where none move. */
  destination(): Uint8Array;
}
