import type { NTSTATUS } from '../../nt/ntstatus.ts';
import {
  CLUSTERS,
  LANGUAGES,
  REMOTE_CALLS,
  SIDE_BY_SIDE,
  TERMINAL_SERVER,
  VOLUME_MANAGER,
} from './dos-errors/facilities.ts';
import { INFORMATION, SUCCESSES } from './dos-errors/successes.ts';
import { SYSTEM } from './dos-errors/system.ts';
import { SECURITY_RESULTS, WARNINGS } from './dos-errors/warnings.ts';

const ROWS = [
  ...SUCCESSES,
  ...INFORMATION,
  ...WARNINGS,
  ...SECURITY_RESULTS,
  ...SYSTEM,
  ...REMOTE_CALLS,
  ...TERMINAL_SERVER,
  ...LANGUAGES,
  ...CLUSTERS,
  ...SIDE_BY_SIDE,
  ...VOLUME_MANAGER,
];

/** The Win32 error of each status that public documentation and public tests list (W1). */
export const DOS_ERRORS: ReadonlyMap<NTSTATUS, number> = new Map(
  ROWS.flatMap(([first, ...errors]) =>
    errors.map((error, index): [NTSTATUS, number] => [(first + index) | 0, error]),
  ),
);
