import type { Breach } from '../../trace/finding/finding.ts';
import { kernelAddressIn } from '../../trace/ops/callers-addresses.ts';
import { endingOf, type Run } from '../../trace/run/run.ts';
import { isMisuse } from './explains.ts';

/** Requests that one path of a driver mostly serves. */
const TRANSFERS: ReadonlySet<string> = new Set(['IRP_MJ_READ', 'IRP_MJ_WRITE']);

/** Both majors of control requests have the same codes (R43b): what answers one answers the other. */
const FILE_SYSTEM_CONTROL = /^IRP_MJ_FILE_SYSTEM_CONTROL\b/;

/** How memory beyond what a request has is touched depends on the mode and on where its buffer lies, not on the mistake. */
const BEYOND =
  /^(?:pool-overrun|pool-underrun|user-surroundings|page-fault|read-only-memory|access-violation)(?:-in-|$)/;

/** An address of the kernel's that a caller gives leads to a page or to none: both show that it is not probed. */
const UNPROBED = /^contract\/(?:caller-address |in-bounds page-fault)/;

/** Bug checks of an access to wrong memory, or of an exception: many mistakes end in one of them. */
const COMMON_BUG_CHECKS: ReadonlySet<string> = new Set([
  'bug-check-0xa',
  'bug-check-0x3b',
  'bug-check-0x50',
  'bug-check-0xbe',
  'bug-check-0xd1',
]);

/** A status that was given for another one, and an error that the model demands. */
const GIVEN = /^(?:status-)?(?<given>STATUS_\w+?|0x[0-9A-F]+)-for-/;
const DEMANDED = /-for-(?<demanded>STATUS_(?!SUCCESS$)\w+)$/;

/** Breaches of which every reason, at one place, says the same of one value, or of the same memory. */
const WHATEVER_THE_REASON: ReadonlySet<string> = new Set([
  'model/position',
  'win32/position',
  'metamorphic/filter',
  'contract/read-only-respected',
]);

/** The request, or routine, that an origin names, whether a fault had struck it or not. */
export function placeOf(origin: string): string {
  return origin.replace(/, under a fault$/, '');
}

/**
 * Codes of what a breach says of its cause. A contract is breached by what the driver does: in the same way in reads and
 * in writes, with a fault or without, is one mistake. What a caller observes is told apart by property, reason and origin;
 * that one error is given, or not given, whatever else would be right, is one mistake too.
 *
 * @param run in which it shows
 */
export function breachSigns(breach: Breach, run: Run): readonly string[] {
  const { property, reason } = breach;
  const origin = (breach.origin ?? '').replace(FILE_SYSTEM_CONTROL, 'IRP_MJ_DEVICE_CONTROL');
  const place = placeOf(origin);
  const signs = isMisuse(breach) ? misuseSigns(breach, place, run) : answerSigns(breach, place, run);
  return WHATEVER_THE_REASON.has(property)
    ? [...signs, `${property} ${place}`]
    : [...signs, `${property} ${reason} ${origin}`];
}

function answerSigns({ reason, op }: Breach, place: string, run: Run): readonly string[] {
  if (endingOf(run, op) !== 'returned') return [];
  const given = GIVEN.exec(reason)?.groups?.['given'];
  const demanded = DEMANDED.exec(reason)?.groups?.['demanded'];
  return [
    ...(given === undefined || given === 'STATUS_SUCCESS' ? [] : [`gives ${given} ${place}`]),
    ...(demanded === undefined ? [] : [`withholds ${demanded} ${place}`]),
  ];
}

function misuseSigns({ property, reason, op }: Breach, place: string, run: Run): readonly string[] {
  if (property === 'contract/status-agrees')
    return [`${property} ${GIVEN.exec(reason)?.groups?.['given'] ?? ''} ${place}`];
  const kind = reason.replace(/-in-IRP_MJ_\w+$/, '');
  const signs = [`${property} ${kind} ${TRANSFERS.has(place) ? 'transfer' : place}`];
  if (property === 'contract/in-bounds' && BEYOND.test(reason)) signs.push(`beyond ${place}`);
  const address = UNPROBED.test(`${property} ${reason}`) ? givenAddress(run, op) : null;
  if (address !== null) signs.push(`unprobed ${address} ${place}`);
  if (property === 'contract/mdl-use') signs.push(`${property} ${stoppedIn(run)} ${place}`);
  if (reason.startsWith('bug-check-') && !COMMON_BUG_CHECKS.has(reason)) signs.push(`${reason} ${place}`);
  return signs;
}

/** Which address of the kernel's the caller gave; null for none. */
function givenAddress({ trace }: Run, op: number): string | null {
  const given = trace.ops[op];
  return given === undefined ? null : kernelAddressIn(given);
}

/** The kernel's routine that the machine stopped in. */
function stoppedIn({ events }: Run): string {
  const last = events.findLast(({ kind }) => kind === 'ddi');
  return last?.kind === 'ddi' ? last.detail.name : '';
}
