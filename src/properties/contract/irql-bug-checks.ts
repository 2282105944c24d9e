import {
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  DRIVER_VERIFIER_IOMANAGER_VIOLATION,
  IRQL_NOT_LESS_OR_EQUAL,
  IRQL_UNEXPECTED_VALUE,
  SPIN_LOCK_ALREADY_OWNED,
  SPIN_LOCK_NOT_OWNED,
} from '../../nt/bug-check.ts';
import type { BugCheck, Run } from '../../trace/run/run.ts';

/** Reason codes by code and, where it tells violations apart, the first parameter. */
const SPIN_LOCK_REASONS: ReadonlyMap<string, string> = new Map([
  [keyOf(SPIN_LOCK_ALREADY_OWNED), 'already-owned'],
  [keyOf(SPIN_LOCK_NOT_OWNED), 'not-owned'],
  [keyOf(DRIVER_VERIFIER_DETECTED_VIOLATION, '0x32'), 'released-at-wrong-irql'],
]);

const IRQL_REASONS: ReadonlyMap<string, string> = new Map([
  [keyOf(DRIVER_VERIFIER_DETECTED_VIOLATION, '0x30'), 'raised-to-lower'],
  [keyOf(DRIVER_VERIFIER_DETECTED_VIOLATION, '0x31'), 'lowered-to-higher'],
  [keyOf(IRQL_NOT_LESS_OR_EQUAL), 'called-above-irql'],
  // Pool, spin locks and MDL routines have codes of their own.
  ...['0x1', '0x2', '0x11', '0x12', '0x42', '0x70', '0x76', '0x78', '0x79'].map(
    (parameter) => [keyOf(DRIVER_VERIFIER_DETECTED_VIOLATION, parameter), 'called-above-irql'] as const,
  ),
]);

const CHANGED: readonly string[] = [
  keyOf(DRIVER_VERIFIER_IOMANAGER_VIOLATION, '0x5'),
  keyOf(IRQL_UNEXPECTED_VALUE),
];

function keyOf(code: number, parameter = ''): string {
  return `${code} ${parameter}`;
}

/** What a table says of a bug check. */
function lookUp(reasons: ReadonlyMap<string, string>, { code, parameters }: BugCheck): string | null {
  return reasons.get(keyOf(code, parameters[0])) ?? reasons.get(keyOf(code)) ?? null;
}

/** The reason code when a bug check came of a spin lock, else null. */
export function spinLockReason(run: Run, bugCheck: BugCheck): string | null {
  if (isChange(bugCheck) && run.spinLocks.heldAtReturn !== null) return 'held-at-return';
  return lookUp(SPIN_LOCK_REASONS, bugCheck);
}

/** The reason code when a bug check came of the IRQL and of no spin lock, else null. */
export function irqlReason(run: Run, bugCheck: BugCheck): string | null {
  if (isChange(bugCheck)) return run.spinLocks.heldAtReturn === null ? 'changed-at-return' : null;
  return lookUp(IRQL_REASONS, bugCheck);
}

/** Whether the machine stopped because a routine returned at another IRQL than it began at. */
function isChange({ code, parameters }: BugCheck): boolean {
  return CHANGED.includes(keyOf(code, parameters[0])) || CHANGED.includes(keyOf(code));
}
