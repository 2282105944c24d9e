import type { ControlHint } from '../../control-hint.ts';
import type { View } from '../view.ts';

/** What a campaign wants generated for one subject. Part of what a case is a pure function of. */
export interface GenerationProfile {
  /** Whose operations. */
  readonly view: View;
  /** Names an open may use besides the subject's own; null stands for the subject's own. */
  readonly names: readonly (string | null)[];
  /** Names of the driver's other devices, which an open may use; none where there is one device. */
  readonly otherNames: readonly string[];
  /** Keys are sizes of a record, in bytes, chosen around the length of the transfer (M6). */
  readonly recordKeys: boolean;
  /** Whether operations carry injected faults. */
  readonly faults: boolean;
  /** Whether the first byte of what is written mostly is a length that fits what follows it. */
  readonly lengthPrefixed: boolean;
  /** Whether some data are small integers. */
  readonly smallIntegers: boolean;
  /** Whether some data are what those who look at them may trust: sizes, pointers, text. */
  readonly payloads: boolean;
  /** Bytes that some data are or begin with, in lower-case hexadecimal digits; none where there are none. */
  readonly namedPayloads: readonly string[];
  /** Whether some writes store zeros instead of a counter pattern. */
  readonly zeroData: boolean;
  /** Whether the device admits one handle at a time (R4): a second open is not counted as a handle. */
  readonly exclusive: boolean;
  /** Whether some lengths are near 2^31 and 2^32 bytes, which no memory has. */
  readonly lengthsBeyondMemory: boolean;
  /** Numbers that lengths, offsets and keys are drawn from besides; none where there are none. */
  readonly numbers: readonly number[];
  /** Control codes to send, and to vary; none are sent where there are none. */
  readonly controls: readonly ControlHint[];
}

/** Whether there is a control code to send. */
export function hasControlCodes({ controls }: GenerationProfile): boolean {
  return controls.length > 0;
}

/** Whether there is another device to open. */
export function hasOtherDevices({ otherNames }: GenerationProfile): boolean {
  return otherNames.length > 0;
}

/** For a device of which nothing is known: its own name, no records, no faults. */
export const PLAIN_PROFILE: GenerationProfile = {
  view: 'native',
  names: [null],
  otherNames: [],
  recordKeys: false,
  faults: false,
  lengthPrefixed: false,
  smallIntegers: false,
  payloads: false,
  namedPayloads: [],
  zeroData: true,
  exclusive: false,
  lengthsBeyondMemory: false,
  numbers: [],
  controls: [],
};
