import { IRQL_NOT_LESS_OR_EQUAL } from '../../nt/bug-check.ts';
import { type NTSTATUS, ntstatusName } from '../../nt/ntstatus.ts';
import type { IoManager } from '../io/io-manager.ts';
import type { DispatchRoutine, UnloadRoutine } from '../kernel/routines.ts';
import type { DriverMemory } from '../memory/driver-memory.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import type { Recording } from '../verifier/recorder.ts';
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
    request: 'read' | 'write',
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
  /** The code address of a dispatch or unload routine, to be stored in a driver object. */
  routine(routine: DispatchRoutine | UnloadRoutine): Va;
}

/**
 * Binds the table to one machine. The wrapper applies the IRQL rule, counts the scheduling point and takes the
 * watch off memory: what the kernel accesses, the driver does not.
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
    routine: (routine: DispatchRoutine | UnloadRoutine) => kernel.routines.register(routine),
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
  const { memory, watch } = kernel;
  const enter = (): void => {
    kernel.requireRunning();
    kernel.point += 1;
    if (isMdlCall) kernel.recorder.mdlCalls += 1;
    if (kernel.irql > maxIrql) {
      kernel.bugCheck(IRQL_NOT_LESS_OR_EQUAL, [0, kernel.irql], `${name} called at IRQL ${kernel.irql}`);
    }
  };
  if (parameterCount <= 1) {
    return (first: unknown): unknown => {
      enter();
      memory.watch = null;
      try {
        return call(io, first);
      } finally {
        memory.watch = watch.active;
      }
    };
  }
  if (parameterCount <= 3) {
    return (first: unknown, second: unknown, third: unknown): unknown => {
      enter();
      memory.watch = null;
      try {
        return call(io, first, second, third);
      } finally {
        memory.watch = watch.active;
      }
    };
  }
  return (...parameters: readonly unknown[]): unknown => {
    enter();
    memory.watch = null;
    try {
      return call(io, ...parameters);
    } finally {
      memory.watch = watch.active;
    }
  };
}

function reportsOf(io: IoManager): Reports {
  const { recorder, memory } = io.kernel;
  let copiedBefore = 0;
  return {
    requestOffset: (offset) => {
      if (recorder.recording === 'full') recorder.event('request.offset', { offset: offset.toString() });
    },
    userPtr: (address, readSizeBytes, writeSizeBytes) => {
      if (recorder.recording !== 'full') return;
      recorder.event('request.userPtr', { null: address === NULL_VA, readSizeBytes, writeSizeBytes });
    },
    beginUserPtrTransfer: () => {
      copiedBefore = memory.bytesCopied;
    },
    endUserPtrTransfer: (request, method, sizeBytes, status) => {
      const movedBytes = memory.bytesCopied - copiedBefore;
      recorder.userPtrs.push({ op: recorder.op, request, method, sizeBytes, status, movedBytes });
      if (recorder.recording !== 'full') return;
      recorder.event('userPtr', { method, sizeBytes, status: ntstatusName(status), movedBytes });
    },
  };
}
