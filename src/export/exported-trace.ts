import type { PerformedCall } from '../trace/finding/evidence.ts';
import type { RecordedBreach } from '../trace/finding/finding.ts';
import type { Trace } from '../trace/trace.ts';

/** A trace with all that a program which performs it elsewhere needs to know. Plain data. */
export interface ExportedTrace {
  /** What the program's file is called, without its ending. */
  readonly name: string;
  readonly trace: Trace;
  /** What it is known to show; null when nothing was recorded. */
  readonly finding: RecordedBreach | null;
  /** What the finding's property means on Windows, for people; empty where that is not known. */
  readonly consequence: string;
  /** What an open without a name opens, such as `\??\Example`. */
  readonly openName: string;
  /** The path of the model's module that expectations come from; null for the driver's own model, or none. */
  readonly modelPath: string | null;
  /** One for each operation that was executed here; fewer than the trace's when the machine or the caller stopped. */
  readonly calls: readonly PerformedCall[];
}
