import { KMODE_EXCEPTION_NOT_HANDLED } from '../../nt/bug-check.ts';
import { isNtstatus, type NTSTATUS, ntstatusName, STATUS_SUCCESS } from '../../nt/ntstatus.ts';
import { describeThrown, textOf } from '../../trace/thrown.ts';
import { MachineStopped, RaisedException } from '../memory/exceptions.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';
import type { CodeEntry } from './code.ts';
import type { Kernel } from './kernel.ts';
import type { RoutineKind } from './routine-kinds.ts';

/**
 * Calls a routine of a driver: the one place where the kernel does. Returns its status, STATUS_SUCCESS for a kind that
 * returns none.
 *
 * What leaves the routine is a bug check: that of its kind for a raised NTSTATUS, 0x1E for any other exception and for a result
 * that is no NTSTATUS. So is an address without a routine of that kind, 0x1E, and a changed IRQL. Spin locks that are
 * held beyond those held before are noted.
 *
 * @param request the IRP at the level of the driver that is called, null for what is no request; it is told what
 *   became of it
 */
export function callIn<Routine>(
  kernel: Kernel,
  kind: RoutineKind<Routine>,
  address: Va,
  request: TrackedIrp | null,
  first: Va,
  second: Va = NULL_VA,
): NTSTATUS {
  const { context, recorder } = kernel;
  const entry = kernel.code.at(address);
  if (entry === null || !entry.isOf(kind)) return failAddress(kernel, kind, entry, request);
  const { irql, request: outer } = context;
  const heldBefore = context.heldSpinLocks.length;
  let returned: unknown;
  context.request = request;
  context.depth += 1;
  context.inDriver = true;
  try {
    returned = kind.call(entry.routine, first, second);
  } catch (error) {
    if (request !== null) request.faulted = kernel.faults.struck;
    failRoutine(kernel, kind.unhandled, error);
  } finally {
    context.inDriver = false;
    context.depth -= 1;
    if (context.depth === 0) kernel.listener.left();
  }
  if (request !== null) request.faulted = kernel.faults.struck;
  kernel.requireRunning();
  if (request !== null) kernel.listener.returned(request);
  let status: NTSTATUS = STATUS_SUCCESS;
  if (kind.returnsStatus) {
    if (!isNtstatus(returned)) return failResult(kernel, kind, request, returned);
    status = returned;
  }
  const moment = recorder.tick();
  if (request !== null) {
    request.returned = status;
    request.returnedAt = moment;
  }
  if (context.heldSpinLocks.length > heldBefore) recorder.spinLocks.heldAtReturn ??= recorder.where();
  if (context.irql !== irql) {
    const { code, parameters, reason } = kind.irqlChanged(first, irql, context.irql);
    kernel.bugCheck(code, parameters, reason);
  }
  context.request = outer;
  return status;
}

/** The processor would execute what is no routine, or one with parameters that it does not have. */
function failAddress<Routine>(
  kernel: Kernel,
  kind: RoutineKind<Routine>,
  entry: CodeEntry<unknown> | null,
  request: TrackedIrp | null,
): never {
  const what = entry === null ? 'no routine' : 'a routine of another kind';
  return kernel.bugCheck(KMODE_EXCEPTION_NOT_HANDLED, [0], `${kind.slot(request)} leads to ${what}`);
}

/** Turns what left a driver's routine into a bug check, a raised NTSTATUS into `code`; a machine that has stopped stays so. */
function failRoutine(kernel: Kernel, code: number, error: unknown): never {
  if (isA(MachineStopped, error)) throw error;
  kernel.requireRunning();
  if (isA(RaisedException, error)) {
    return kernel.bugCheck(code, [error.status >>> 0], `unhandled exception: ${ntstatusName(error.status)}`);
  }
  const exception = describeThrown(error);
  // Of a length that no memory has the host may have no array either, and then nothing is known of the driver.
  if (kernel.beyondMemory.length > 0 && isOutOfArrays(exception))
    return kernel.refuse('an array as long as a buffer that no memory has');
  kernel.recorder.driverException = { ...kernel.recorder.where(), ...exception };
  return kernel.bugCheck(KMODE_EXCEPTION_NOT_HANDLED, [0], `${exception.name}: ${exception.message}`);
}

/** Whether the engine could not make an array so long. */
function isOutOfArrays({ name, message }: ReturnType<typeof describeThrown>): boolean {
  return (
    name === 'RangeError' && /^(?:Array buffer allocation failed|Invalid typed array length)/.test(message)
  );
}

/** For JavaScript alone: what a routine returned is nothing that a register holds as a status. */
function failResult<Routine>(
  kernel: Kernel,
  kind: RoutineKind<Routine>,
  request: TrackedIrp | null,
  returned: unknown,
): never {
  const { recorder } = kernel;
  const name = 'TypeError';
  const message = `${kind.title(request)} returned ${textOf(returned)}, not an NTSTATUS`;
  recorder.driverException = { ...recorder.where(), name, message };
  const reason = request === null ? `${name}: ${message}` : message;
  return kernel.bugCheck(KMODE_EXCEPTION_NOT_HANDLED, [0], reason);
}

/** `instanceof` for what a driver threw: a proxy may throw when it is asked. */
function isA<T extends object>(kind: abstract new (...parameters: never[]) => T, value: unknown): value is T {
  try {
    return value instanceof kind;
  } catch {
    return false;
  }
}
