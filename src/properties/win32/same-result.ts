import type { Win32Expected } from '../../model/win32/program.ts';
import type { Win32Observation } from '../../trace/win32/observation.ts';

/**
 * Whether the call succeeded or failed as expected. That is win32/result's: where it is wrong, what follows from it is
 * no other finding.
 */
export function sameResult(expected: Win32Expected, observed: Win32Observation): boolean {
  return observed.ending === 'returned' && observed.succeeded === expected.succeeded;
}
