/** How a driver answered one control code before the first case. */
export interface ScoutedCode {
  /** An unsigned 32-bit number. */
  readonly code: number;
  /** Whether an answer differs from that to a code that nobody knows, for some lengths. */
  readonly recognised: boolean;
  /** The Windows names of the statuses answered, in ascending order of their values as unsigned numbers. */
  readonly statuses: readonly string[];
  /** Lengths of the input from which on the answer is another, bytes, ascending. */
  readonly inputs: readonly number[];
  /** The same of the output. */
  readonly outputs: readonly number[];
}

/**
 * What a scouting run found out about a driver before the first case (design D8): a function of the driver and the mode
 * alone, so that every worker and every shard generates the same cases. Plain data.
 */
export interface Scouted {
  /** Requests that were sent, one each on a driver loaded anew. */
  readonly requests: number;
  /** Whether the driver did not come back from one, which ended the run. */
  readonly ended: boolean;
  /** In the order in which they are worth sending. */
  readonly codes: readonly ScoutedCode[];
}
