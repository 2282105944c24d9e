/**
 * Operation kinds and features that one case may use (swarm testing, design D5): what is left out is what
 * lets the rest go deep. A case without closes, for instance, piles up handles.
 */
export interface Swarm {
  readonly read: boolean;
  readonly write: boolean;
  readonly flush: boolean;
  readonly setPosition: boolean;
  readonly queryPosition: boolean;
  readonly duplicate: boolean;
  readonly close: boolean;
  /** Opens while another handle is open. */
  readonly reopen: boolean;
  readonly nullOffsets: boolean;
  /** Offsets -1, -2 and other negative ones. */
  readonly negativeOffsets: boolean;
  /** Offsets around 2^32 and the largest one. */
  readonly largeOffsets: boolean;
  readonly pageOffsets: boolean;
  /** Offsets and lengths relative to the length last written. */
  readonly relative: boolean;
  /** Lengths of a page and more. */
  readonly longLengths: boolean;
  readonly memoryKinds: boolean;
  readonly sharing: boolean;
  readonly unaligned: boolean;
  readonly overlapped: boolean;
  readonly restrictedAccess: boolean;
  readonly names: boolean;
  readonly wrongHandles: boolean;
  readonly events: boolean;
  readonly keys: boolean;
  readonly faults: boolean;
}
