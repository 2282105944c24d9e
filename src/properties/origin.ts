import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_FILE_SYSTEM_CONTROL,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  majorFunctionName,
} from '../nt/irp.ts';
import { callsOf, type Run } from '../trace/run/run.ts';
import type { Where } from '../trace/run/where.ts';
import type { Verdict } from './judge.ts';
import { requestAt } from './where.ts';

/** Requests that drivers have routines of their own for; what becomes of all others mostly has one cause. */
const OWN_ROUTINES: readonly number[] = [
  IRP_MJ_CREATE,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_FILE_SYSTEM_CONTROL,
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
];

/** The origin of what a driver leaves behind, whichever operation was the last. */
export const FROM_UNLOAD = 'DriverUnload';

/** The origin of what comes of DriverEntry. */
export const FROM_ENTRY = 'DriverEntry';

/**
 * Where a breach comes from, as far as the recorded run tells: the request that it is about, or the call when there
 * was none, and whether a fault had struck it. Breaches of one property and reason that come from different places
 * have different causes.
 */
export function originOf(run: Run, where: Where): string {
  const found = requestAt(run, where);
  if (found === undefined) {
    if (!run.loaded) return struckOrigin(FROM_ENTRY, run.faulted.load);
    const { call } = callsOf(run)[where.op] ?? {};
    return call ?? struckOrigin(FROM_UNLOAD, run.faulted.unload);
  }
  const { major, faulted } = found;
  const request = OWN_ROUTINES.includes(major) ? majorFunctionName(major) : 'another request';
  return struckOrigin(request, faulted);
}

/** An origin, with whether a fault had struck it. */
export function struckOrigin(origin: string, faulted: boolean): string {
  return faulted ? `${origin}, under a fault` : origin;
}

/** A verdict whose breach, if any, has its origin: the one that its judge gave, or what the run tells. */
export function locate(verdict: Verdict, run: Run): Verdict {
  const { breach } = verdict;
  if (breach === null) return verdict;
  return { ...verdict, breach: { ...breach, origin: breach.origin ?? originOf(run, breach.where) } };
}
