/** Exit codes of the command line. Stable: scripts depend on them. */
export const EXIT = {
  CONFORMS: 0,
  FINDINGS: 1,
  BAD_USAGE: 2,
  HARNESS_FAULT: 3,
  /** The driver, or a trace, needs something that this version does not execute. */
  NOT_SUPPORTED: 4,
  /** The budget ended, or the user ended it, before the required coverage. */
  INCOMPLETE: 5,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
