import type { Expected } from '../../model/expected.ts';
import type { Actor, ByteRange } from '../../trace/finding/evidence.ts';
import type { JudgedBreach } from '../../trace/finding/finding.ts';
import type { RunEvent } from '../../trace/run/event.ts';
import type { Contents, Recorded } from './contents.ts';
import type { Mark } from './marks.ts';

/** What of a run that was recorded in full shows a breach of a property to a reader. */
export interface PropertyEvidence {
  /**
   * The steps that a breach is about, in the order in which they are looked for: the first mark that finds a step
   * marks all that it finds. `last-step`: the last one of its operation.
   */
  readonly marks: readonly Mark[] | 'last-step';
  /** Who sees a breach that no step tells of. */
  readonly seenBy: Actor;
  /** What such a remark begins with; nothing when left out. */
  readonly remarkStart?: string;
  /** Whether it shows in the variant's run alone, which has the same calls. Not when left out. */
  readonly inVariant?: true;
  /** Whether it may be about how handles are closed and the driver is unloaded. Not when left out. */
  readonly untilUnload?: true;
  /** Bytes with what they should be; none when left out. `expected` is what the reference model prefers. */
  contents?(recorded: Recorded, breach: JudgedBreach, expected: () => Expected | null): readonly Contents[];
  /** The bytes of a buffer of `lengthBytes` that an event of its operation tells to be wrong; none when left out. */
  offending?(event: RunEvent, lengthBytes: number): readonly ByteRange[];
}
