/** What may be worth asking a driver by a control request. */
export interface ControlHint {
  /** Such as `CTL_CODE` makes: an unsigned 32-bit number. */
  readonly code: number;
  /** Bytes that it probably wants; 0 for none. */
  readonly input: number;
  /** Bytes that it probably gives; 0 for none. */
  readonly output: number;
}

/** Of a code of which nothing is known. */
export const NO_CONTROL_HINT: ControlHint = { code: 0, input: 0, output: 0 };
