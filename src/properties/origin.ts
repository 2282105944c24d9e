import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  majorFunctionName,
} from '../nt/irp.ts';
import type { Breach } from '../trace/finding.ts';
import type { Run } from '../trace/run/run.ts';
import type { Verdict } from './judge.ts';

/** Requests that drivers have routines of their own for; what becomes of all others mostly has one cause. */
const OWN_ROUTINES: readonly number[] = [
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
];

/** The origin of what a driver leaves behind, whichever operation was the last. */
export const FROM_UNLOAD = 'DriverUnload';

/**
 * Where a breach at an operation comes from, as far as the recorded run tells: the request that was with the
 * driver, or the call when none was, and whether a fault had struck it. Breaches of one property and reason that
 * come from different places have different causes.
 */
function originOf(run: Run, op: number): string {
  const irp = run.requests.findLast((each) => each.op === op);
  if (irp === undefined) return run.calls[op]?.call ?? FROM_UNLOAD;
  const { major } = irp;
  const request = OWN_ROUTINES.includes(major) ? majorFunctionName(major) : 'another request';
  return irp.faulted ? `${request}, under a fault` : request;
}

/** A verdict whose breach, if any, has its origin: the one that its judge gave, or what the run tells. */
export function locate(verdict: Verdict, run: Run): Verdict {
  const { breach } = verdict;
  if (breach === null) return verdict;
  const located: Breach = { ...breach, origin: breach.origin ?? originOf(run, breach.op) };
  return { ...verdict, breach: located };
}
