import { FILE_64_BYTE_ALIGNMENT } from '../nt/device.ts';
import type { ArmReaches } from './arm-reach.ts';
import type { ControlHint } from './control-hint.ts';
import type { BufferingMode } from './trace.ts';

/** A metamorphic property that a driver legitimately does not have, with the reason in one line. */
export interface DeclaredLimit {
  /** Such as `metamorphic/alignment`. */
  readonly property: string;
  readonly reason: string;
}

/** What to generate beside what every driver gets. */
export interface Generation {
  /** Keys that mean something to the record device: sizes and directions of T. */
  readonly recordKeys: boolean;
  /** Injected faults: what the I/O manager or the driver asks for is not had, and memory of the caller changes. */
  readonly faults: boolean;
  /** The first byte of most writes is a length that fits what follows it; not unless true. */
  readonly lengthPrefixed?: boolean;
  /** Whether some writes hold small 32-bit integers: for a driver of which nothing is known. */
  readonly smallIntegers?: boolean;
  /** Whether some data are what those who look at them may trust: sizes, pointers, text. */
  readonly payloads?: boolean;
  /** Bytes that mean something to it, in lower-case hexadecimal digits: some data are them, or begin with them. */
  readonly namedPayloads?: readonly string[];
  /** Whether some lengths are near 2^31 and 2^32 bytes, of which a page is there: a model has to know what to say of them. */
  readonly lengthsBeyondMemory?: boolean;
  /** Numbers that it may be written with: lengths, offsets and keys are drawn from them besides. */
  readonly numbers?: readonly number[];
  /** Control codes that the driver may know; left out, no control requests are generated. */
  readonly controls?: readonly ControlHint[];
}

/** What a device asks of transfers on handles without intermediate buffering (R31). */
export interface DeviceAlignment {
  /** AlignmentRequirement: the bits that must be 0 in the address of a buffer. */
  readonly mask: number;
  /** SectorSize: what lengths and offsets must be multiples of, bytes; 0 for nothing. */
  readonly sectorBytes: number;
}

/** What IoCreateDevice leaves: the size of a line of the processor's cache, and no sectors. */
export const USUAL_ALIGNMENT: DeviceAlignment = { mask: FILE_64_BYTE_ALIGNMENT, sectorBytes: 0 };

/** What is known of a driver under test besides its code. Plain data. */
export interface SubjectFacts {
  readonly name: string;
  /** One line for people. */
  readonly description: string;
  /** Every name its device can be opened by. */
  readonly deviceNames: readonly string[];
  /**
   * Names by which other devices of its driver are opened besides; none where it is left out. A model is of one device, so
   * there are none with a model.
   */
  readonly otherNames?: readonly string[];
  /** The one that is used where a trace names none. */
  readonly openName: string;
  /** The buffering modes its device can be loaded in. */
  readonly modes: readonly BufferingMode[];
  /** Whether its device allows one handle at a time (R4). */
  readonly exclusive: boolean;
  /** What its device asks of transfers on handles without intermediate buffering; the usual where it is left out. */
  readonly alignment?: DeviceAlignment;
  readonly generation: Generation;
  /** Modes in which the device moves no bytes, so that model/data has nothing to compare (M5). */
  readonly movesNoData: readonly BufferingMode[];
  readonly limits: readonly DeclaredLimit[];
  /** What its driver makes and no case gets to, names and routines, each with the reason; none where it is left out. */
  readonly notReached?: readonly string[];
}

/** Requests without a buffer that a device's model may have a say in. */
export const MODEL_ANSWERS = ['create', 'flush', 'queryInformation', 'setInformation'] as const;

export type ModelAnswer = (typeof MODEL_ANSWERS)[number];

/** All requests that a device's model may have no say in. */
export const MODEL_CHOICES = [...MODEL_ANSWERS, 'control'] as const;

type ModelChoice = (typeof MODEL_CHOICES)[number];

/** What can be told of a subject to another thread, where its driver and its model can't go. */
export interface SubjectSummary extends SubjectFacts {
  /** Arms that outcomes of its model can name; null without a model. */
  readonly modelArms: readonly string[] | null;
  /** What it takes to reach them; nothing without a model. */
  readonly modelReach: ArmReaches;
  /** The requests that its model has a say in, of those that it need not. */
  readonly modelAnswers: readonly ModelChoice[];
}
