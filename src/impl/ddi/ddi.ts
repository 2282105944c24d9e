import { DRIVER_VERIFIER_DETECTED_VIOLATION, IRQL_NOT_LESS_OR_EQUAL } from '../../nt/bug-check.ts';
import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { UserPtrOwner } from '../../trace/run/run.ts';
import type { IoManager } from '../io/io-manager.ts';
import { ROUTINE_KINDS, type RoutineKindName, type RoutineOf } from '../kernel/routine-kinds.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import type { Recording } from '../record/recorder.ts';
import { recordedRoutine } from './recorded-routine.ts';
import { type AnyRoutine, type AnyRow, highestIrql } from './row.ts';
import { DDI_TABLE, type DdiTable } from './table.ts';

type Bound<Entry> = Entry extends {
  readonly call: (io: IoManager, ...parameters: infer Arguments) => infer Result;
}
  ? (...parameters: Arguments) => Result
  : never;

/** The routines of the table as a driver calls them. */
export type DdiRoutines = { readonly [Name in keyof DdiTable]: Bound<DdiTable[Name]> };

/** What a framework tells the recorder; a driver on its own has no need of it. */
export interface Reports {
  /** `request.offset()` was answered with this many bytes. */
  requestOffset(offset: bigint): void;
  /** `request.userPtr()` was answered with these sizes in bytes. */
  userPtr(address: Va, readSizeBytes: number, writeSizeBytes: number): void;
  /** `UserPtr.read<T>` or `UserPtr.write<T>` begins: bytes that move from now on are counted. */
  beginUserPtrTransfer(): void;
  /** It ends with a status. */
  endUserPtrTransfer(
    direction: UserPtrOwner,
    method: 'read' | 'write',
    sizeBytes: number,
    status: NTSTATUS,
  ): void;
}

/**
 * A driver's only door to the kernel: the routines of the table, memory as the processor reaches it, and
 * code addresses for the driver's own routines.
 */
export interface Ddi extends DdiRoutines {
  readonly memory: DriverMemory;
  readonly reports: Reports;
  /**
   * The code address of a routine, to be stored in a driver object. Where `kind` says what it is, to be called as
   * anything else is bug check 0x1E.
   */
  routine<Kind extends RoutineKindName = RoutineKindName>(routine: RoutineOf[Kind], kind?: Kind): Va;
}

/**
 * Binds the table to one machine. The wrapper applies the IRQL rule and says that
 * the kernel's code runs: what that accesses, the driver does not.
 *
 * @param recording `full` for a driver that is loaded while every event is recorded: its calls are events then
 */
export function bindDdi(io: IoManager, recording: Recording): Ddi {
  const { kernel } = io;
  const bound: Record<string, unknown> = {};
  for (const [name, row] of Object.entries<AnyRow>(DDI_TABLE)) {
    bound[name] =
      recording === 'full'
        ? bindOne(io, name, row, recordedRoutine(name, row), Number.POSITIVE_INFINITY)
        : bindOne(io, name, row, row.call as AnyRoutine, row.parameters.length);
  }
  // A literal, so that the engine gives it fast properties; frozen, so that no case changes it for those after it.
  return Object.freeze({
    ...(bound as unknown as DdiRoutines),
    memory: kernel.memory,
    reports: Object.freeze(reportsOf(io)),
    routine: (routine: RoutineOf[RoutineKindName], kind?: RoutineKindName) =>
      kernel.code.register<unknown>(kind === undefined ? null : ROUTINE_KINDS[kind], routine),
  });
}

/** One wrapper; up to three parameters without a rest array, since these are the calls made per request. */
function bindOne(
  io: IoManager,
  name: string,
  row: AnyRow,
  call: AnyRoutine,
  parameterCount: number,
): unknown {
  const { kernel } = io;
  const isMdlCall = row.counts === 'mdl-call';
  const maxIrql = highestIrql(row);
  /** Returns whether a driver called, for a call of the kernel's own changes nothing. */
  const enter = (): boolean => {
    kernel.requireRunning();
    if (isMdlCall) kernel.recorder.mdlCalls += 1;
    const { irql, inDriver } = kernel.context;
    if (irql > maxIrql) {
      const { above } = row;
      const [code, first] =
        above === undefined ? [IRQL_NOT_LESS_OR_EQUAL, 0] : [DRIVER_VERIFIER_DETECTED_VIOLATION, above];
      kernel.bugCheck(code, [first, irql], `${name} called at IRQL ${irql}`);
    }
    kernel.context.inDriver = false;
    return inDriver;
  };
  if (parameterCount <= 1) {
    return (first: unknown): unknown => {
      const inDriver = enter();
      try {
        return call(io, first);
      } finally {
        kernel.context.inDriver = inDriver;
      }
    };
  }
  if (parameterCount <= 3) {
    return (first: unknown, second: unknown, third: unknown): unknown => {
      const inDriver = enter();
      try {
        return call(io, first, second, third);
      } finally {
        kernel.context.inDriver = inDriver;
      }
    };
  }
  return (...parameters: readonly unknown[]): unknown => {
    const inDriver = enter();
    try {
      return call(io, ...parameters);
    } finally {
      kernel.context.inDriver = inDriver;
    }
  };
}

function reportsOf(io: IoManager): Reports {
  const { recorder, memory } = io.kernel;
  let copiedBefore = 0;
  return {
    requestOffset: (offset) => {
      if (recorder.recording === 'full') recorder.event('request.offset', { offset });
    },
    userPtr: (address, readSizeBytes, writeSizeBytes) => {
      if (recorder.recording !== 'full') return;
      recorder.event('request.userPtr', { isNull: address === NULL_VA, readSizeBytes, writeSizeBytes });
    },
    beginUserPtrTransfer: () => {
      copiedBefore = memory.bytesCopied;
    },
    endUserPtrTransfer: (direction, method, sizeBytes, status) => {
      const movedBytes = memory.bytesCopied - copiedBefore;
      recorder.tick();
      recorder.userPtrs.push({ ...recorder.where(), direction, method, sizeBytes, status, movedBytes });
      if (recorder.recording !== 'full') return;
      recorder.event('userPtr', { method, sizeBytes, status, movedBytes });
    },
  };
}
