import {
  ATTEMPTED_WRITE_TO_READONLY_MEMORY,
  BAD_POOL_CALLER,
  BAD_POOL_HEADER,
  DRIVER_IRQL_NOT_LESS_OR_EQUAL,
  DRIVER_VERIFIER_DETECTED_VIOLATION,
  KERNEL_SECURITY_CHECK_FAILURE,
  MULTIPLE_IRP_COMPLETE_REQUESTS,
  PAGE_FAULT_IN_NONPAGED_AREA,
  SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION,
  SYSTEM_SERVICE_EXCEPTION,
  SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
} from '../../nt/bug-check.ts';
import { ntstatusName, STATUS_ACCESS_VIOLATION } from '../../nt/ntstatus.ts';
import { requestOf } from '../../trace/run/request.ts';
import type { BugCheck, Run } from '../../trace/run/run.ts';
import { irqlReason, spinLockReason } from './irql-bug-checks.ts';
import { mdlBugCheckReason } from './mdl-bug-checks.ts';
import { isMarkedInVain } from './pending-marks.ts';

/** Reason codes of the bug checks that an access to wrong memory ends in (R22a). */
const REASONS: ReadonlyMap<number, string> = new Map([
  [BAD_POOL_HEADER, 'pool-corruption'],
  [SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION, 'pool-corruption'],
  [ATTEMPTED_WRITE_TO_READONLY_MEMORY, 'read-only-memory'],
  [DRIVER_IRQL_NOT_LESS_OR_EQUAL, 'page-fault'],
  [PAGE_FAULT_IN_NONPAGED_AREA, 'page-fault'],
]);

/** What BAD_POOL_CALLER says in its first parameter of an address that was freed. */
const FREED: ReadonlyMap<string, string> = new Map([
  ['0x7', 'freed-twice'],
  ['0x46', 'freed-no-block'],
]);

/** The first parameter of KERNEL_SECURITY_CHECK_FAILURE where code found its stack cookie overwritten. */
const STACK_COOKIE = '0x2';

/** The reason code when a bug check came of an access to wrong memory, or of freeing what is not to be freed, else null. */
export function memoryBugCheckReason(run: Run, bugCheck: BugCheck): string | null {
  if (bugCheck.code === BAD_POOL_CALLER)
    return endsAnIrpTwice(run, bugCheck) ? null : (FREED.get(bugCheck.parameters[0] ?? '') ?? null);
  if (bugCheck.code === KERNEL_SECURITY_CHECK_FAILURE)
    return bugCheck.parameters[0] === STACK_COOKIE ? 'stack-overrun' : null;
  if (bugCheck.code === DRIVER_VERIFIER_DETECTED_VIOLATION)
    return bugCheck.parameters[0] === '0x0' ? 'empty-block' : null;
  if (bugCheck.code === SYSTEM_SERVICE_EXCEPTION || bugCheck.code === SYSTEM_THREAD_EXCEPTION_NOT_HANDLED) {
    return bugCheck.reason.endsWith(ntstatusName(STATUS_ACCESS_VIOLATION)) ? 'access-violation' : null;
  }
  return REASONS.get(bugCheck.code) ?? null;
}

/** What properties of other bug checks say of it in their documentation. */
export const UNDER_FAULT = 'a bug check while a planned fault has struck is for contract/survives-faults';

/** Whether a planned fault had struck the request that a bug check ended, or DriverEntry or DriverUnload if it was that. */
export function underFault(run: Run, bugCheck: BugCheck): boolean {
  if (bugCheck.request !== null) return requestOf(run, bugCheck.request)?.faulted === true;
  if (!run.loaded) return run.faulted.load;
  return bugCheck.op >= run.trace.ops.length && run.faulted.unload;
}

/**
 * Whether another contract property than completed-or-pending names this bug check: double completion, wrong memory,
 * spin locks, IRQL, an MDL, an IRP that ends twice, or a fault.
 */
export function isNamedElsewhere(run: Run, bugCheck: BugCheck): boolean {
  return (
    bugCheck.code === MULTIPLE_IRP_COMPLETE_REQUESTS ||
    memoryBugCheckReason(run, bugCheck) !== null ||
    spinLockReason(run, bugCheck) !== null ||
    irqlReason(run, bugCheck) !== null ||
    endsAnIrpTwice(run, bugCheck) ||
    mdlBugCheckReason(bugCheck) !== null ||
    underFault(run, bugCheck)
  );
}

/** Whether a bug check is what the I/O manager makes of an IRP that was marked pending in vain (R45b). */
function endsAnIrpTwice(run: Run, { code, request }: BugCheck): boolean {
  const irp = code === BAD_POOL_CALLER ? requestOf(run, request) : undefined;
  return irp !== undefined && isMarkedInVain(irp);
}
