/** What a campaign in the Win32 view wants generated for one subject. Part of what a case is a pure function of. */
export interface Win32Profile {
  /** File names an open may use besides the subject's own, which null stands for. */
  readonly names: readonly (string | null)[];
  /** Whether the device admits one handle at a time (R4): a second open is not counted as a handle. */
  readonly exclusive: boolean;
}
