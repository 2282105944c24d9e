import {
  DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL,
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  INVALID_MDL_RANGE,
  PFN_LIST_CORRUPT,
  PROCESS_HAS_LOCKED_PAGES,
  TARGET_MDL_TOO_SMALL,
} from '../../nt/bug-check.ts';
import type { BugCheck } from '../../trace/run/run.ts';

/** Bug checks of which every kind is one of wrong MDL use. */
const CODES: ReadonlySet<number> = new Set([
  DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL,
  INVALID_MDL_RANGE,
  TARGET_MDL_TOO_SMALL,
]);

/**
 * By bug check code, the first parameters that stand for wrong MDL use: in 0x4E a frame there is none of, in 0x76
 * pages no longer locked, in 0xC4 what Driver Verifier says of MDL routines and of freeing what is no MDL.
 */
const PARAMETERS: ReadonlyMap<number, ReadonlySet<string>> = new Map([
  [PFN_LIST_CORRUPT, new Set(['0x7'])],
  [PROCESS_HAS_LOCKED_PAGES, new Set(['0x1'])],
  [
    DRIVER_VERIFIER_DETECTED_VIOLATION,
    new Set(['0x10', '0x13', '0x7c', '0x7d', '0x7f', '0xb0', '0xb2', '0xb3', '0xb4', '0xb5', '0xb6', '0xb8']),
  ],
]);

/** The reason code when a bug check came of wrong MDL use, such as `0x12e` or `0xc4-0xb6`, else null. */
export function mdlBugCheckReason({ code, parameters }: BugCheck): string | null {
  const name = `0x${code.toString(16)}`;
  if (CODES.has(code)) return name;
  const [first = ''] = parameters;
  return PARAMETERS.get(code)?.has(first) === true ? `${name}-${first}` : null;
}
