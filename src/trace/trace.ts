import type { Op } from './ops/index.ts';
import type { Setting } from './setting.ts';

export {
  BUFFERING_MODES,
  type BufferingMode,
  DEFAULT_DIALECT,
  type Dialect,
  FRAGMENTATIONS,
  type Fragmentation,
  type Machine,
  PLAIN_MACHINE,
  type TraceOptions,
} from './setting.ts';

/** The trace format of this version. */
export const TRACE_FORMAT = 'irptrace/2' as const;

/** Where a generated trace came from. */
export interface TraceSeed {
  readonly seed: number;
  readonly caseIndex: number;
}

/** A trace suffices to replay a run: subject, setting, operations. */
export interface Trace {
  readonly format: typeof TRACE_FORMAT;
  /** The driver under test, as given on the command line. */
  readonly subject: string;
  readonly setting: Setting;
  readonly ops: readonly Op[];
  readonly seed: TraceSeed | null;
}
