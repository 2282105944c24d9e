import type { DeviceModel } from '../model/device.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import type { Run } from '../trace/run/run.ts';
import type { DeviceAlignment } from '../trace/subject.ts';

/** What a judge may know of the driver besides the recorded run. */
export interface JudgeContext {
  /** Null when the subject has no model: model/ properties do not apply. */
  readonly model: DeviceModel<unknown> | null;
  /** Names of the device: what an open may use. Compared without regard to case (R1). */
  readonly deviceNames: readonly string[];
  /** Whether the device was created exclusive (R4). */
  readonly exclusive: boolean;
  /** What the device asks of transfers on handles without intermediate buffering; the usual where it is left out (R31). */
  readonly alignment?: DeviceAlignment;
}

/** A judge's answer about one run. */
export interface Verdict {
  readonly property: string;
  /** Comparisons of substance, in the property's unit; 0 when it found nothing to compare (design D8). */
  readonly compared: number;
  readonly breach: JudgedBreach | null;
  /** Comparisons in which something was seen that is no breach but worth a note; none when left out. */
  readonly noted?: number;
}

/** Judges one recorded run. Pure: the same run gives the same verdict. */
export type Judge = (run: Run, context: JudgeContext) => Verdict;
