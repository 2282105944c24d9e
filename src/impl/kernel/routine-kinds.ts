import {
  DRIVER_VERIFIER_IOMANAGER_VIOLATION,
  IRQL_UNEXPECTED_VALUE,
  SYSTEM_SERVICE_EXCEPTION,
  SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
} from '../../nt/bug-check.ts';
import { majorFunctionName } from '../../nt/irp.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Va } from '../memory/va.ts';
import type { TrackedIrp } from '../record/recorder.ts';

/** A dispatch routine: DRIVER_DISPATCH. */
export type DispatchRoutine = (device: Va, irp: Va) => NTSTATUS;
/** DriverEntry, as the kernel calls it: DRIVER_INITIALIZE. */
export type EntryRoutine = (driver: Va) => NTSTATUS;
/** DRIVER_UNLOAD. */
export type UnloadRoutine = (driver: Va) => void;

/** A bug check to stop the machine with. */
interface Stop {
  readonly code: number;
  readonly parameters: readonly number[];
  readonly reason: string;
}

/** What the kernel knows of one kind of routine that it calls in drivers. */
export interface RoutineKind<Routine> {
  /** Where its address stands, for people. */
  slot(request: TrackedIrp | null): string;
  /** The routine itself, for people. */
  title(request: TrackedIrp | null): string;
  readonly returnsStatus: boolean;
  call(routine: Routine, first: Va, second: Va): unknown;
  /**
   * The bug check for an exception that leaves it: dispatch routines are called by a system service of the caller's thread,
   * DriverEntry and DriverUnload by a system thread.
   */
  readonly unhandled: number;
  /** What follows when it returns at another IRQL than it was called at; `first` is its first parameter. */
  irqlChanged(first: Va, before: number, after: number): Stop;
}

/** The routines by the names of their kinds. */
export interface RoutineOf {
  dispatch: DispatchRoutine;
  entry: EntryRoutine;
  unload: UnloadRoutine;
}

/** The name of a kind of routine. */
export type RoutineKindName = keyof RoutineOf;

/** Tells this check from others by the lowest byte of 0xC8's first parameter; 0 and 1 are APCs'. */
const AFTER_A_CALL = 2;

/** 0xC8, for no Verifier looks on where drivers are loaded and unloaded. */
function unexpectedIrql(title: string, before: number, after: number): Stop {
  const parameter = (after << 16) | (before << 8) | AFTER_A_CALL;
  return { code: IRQL_UNEXPECTED_VALUE, parameters: [parameter], reason: `${title} changed the IRQL` };
}

/** Every kind of routine that the kernel calls in drivers. */
export const ROUTINE_KINDS: { readonly [Name in RoutineKindName]: RoutineKind<RoutineOf[Name]> } = {
  dispatch: {
    slot: (request) => (request === null ? 'a dispatch slot' : majorFunctionName(request.major)),
    title: (request) =>
      request === null ? 'a dispatch routine' : `the routine for ${majorFunctionName(request.major)}`,
    returnsStatus: true,
    call: (routine, device, irp) => routine(device, irp),
    unhandled: SYSTEM_SERVICE_EXCEPTION,
    // W4, R57a.
    irqlChanged: (device, before, after) => ({
      code: DRIVER_VERIFIER_IOMANAGER_VIOLATION,
      parameters: [0x05, device, before, after],
      reason: 'a dispatch routine changed the IRQL',
    }),
  },
  entry: {
    slot: () => 'DriverEntry',
    title: () => 'DriverEntry',
    returnsStatus: true,
    call: (routine, driver) => routine(driver),
    unhandled: SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
    irqlChanged: (_driver, before, after) => unexpectedIrql('DriverEntry', before, after),
  },
  unload: {
    slot: () => 'DriverUnload',
    title: () => 'DriverUnload',
    returnsStatus: false,
    call: (routine, driver) => routine(driver),
    unhandled: SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
    irqlChanged: (_driver, before, after) => unexpectedIrql('DriverUnload', before, after),
  },
};
