import { isNtstatus, ntstatusName } from '../../nt/ntstatus.ts';
import type { EventDetails } from '../../trace/run/event.ts';
import type { IoManager } from '../io/io-manager.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { NULL_VA } from '../memory/va.ts';
import type { DdiTable } from './table.ts';

/** A routine of the table; what a driver passes to it may be anything. */
export type AnyRoutine = (io: IoManager, ...parameters: readonly unknown[]) => unknown;

type Name = keyof DdiTable;

/** Which parameter of a routine is worth telling, and what it is. */
const PARAMETERS: Partial<Readonly<Record<string, readonly [index: number, unit: 'bytes' | 'irql']>>> = {
  ExAllocatePool2: [1, 'bytes'],
  ExAllocatePoolWithTag: [1, 'bytes'],
  IoAllocateMdl: [1, 'bytes'],
  IoBuildPartialMdl: [3, 'bytes'],
  MmAdvanceMdl: [1, 'bytes'],
  ProbeForRead: [1, 'bytes'],
  ProbeForWrite: [1, 'bytes'],
  KeRaiseIrql: [0, 'irql'],
  KeLowerIrql: [0, 'irql'],
  KeReleaseSpinLock: [1, 'irql'],
} satisfies Partial<Record<Name, readonly [number, 'bytes' | 'irql']>>;

const POINTERS: ReadonlySet<string> = new Set<Name>([
  'ExAllocatePool2',
  'ExAllocatePoolWithTag',
  'IoAllocateMdl',
  'IoAttachDeviceToDeviceStack',
  'MmGetSystemAddressForMdlSafe',
  'MmMapLockedPagesSpecifyCache',
]);

const STATUSES: ReadonlySet<string> = new Set<Name>([
  'IoCallDriver',
  'IoCreateDevice',
  'IoCreateSymbolicLink',
  'IoDeleteSymbolicLink',
  'MmAdvanceMdl',
]);

const MAPPINGS: ReadonlySet<string> = new Set<Name>([
  'MmGetSystemAddressForMdlSafe',
  'MmMapLockedPagesSpecifyCache',
]);

/** A routine whose calls, and what becomes of them, are events. No event names an address. */
export function recordedRoutine(name: string, routine: AnyRoutine): AnyRoutine {
  return (io, ...parameters) => {
    const { context, recorder } = io.kernel;
    recorder.event('ddi', { name, bytes: null, irql: null, ...parameterDetail(name, parameters) });
    let result: unknown;
    try {
      result = routine(io, ...parameters);
    } catch (error) {
      if (error instanceof RaisedException) {
        recorder.event('ddi.raised', { name, status: error.status });
      }
      throw error;
    }
    const text = resultText(name, result, io.kernel.faults.struck);
    if (text === null) return result;
    // Whether it is the request's own MDL that is mapped.
    const ofRequest = MAPPINGS.has(name) && context.request?.mdl === parameters[0];
    recorder.event('ddi.result', { name, result: text, ofRequest });
    return result;
  };
}

function parameterDetail(name: string, parameters: readonly unknown[]): Partial<EventDetails['ddi']> {
  const told = PARAMETERS[name];
  if (told === undefined) return {};
  const [index, unit] = told;
  const value = parameters[index];
  return typeof value === 'number' ? { [unit]: value } : {};
}

/** Null where there is nothing to tell: that memory was allocated goes without saying. */
function resultText(name: string, result: unknown, isFault: boolean): string | null {
  if (POINTERS.has(name) && result === NULL_VA) return isFault ? 'NULL, the fault' : 'NULL';
  if (MAPPINGS.has(name)) return 'mapped';
  return STATUSES.has(name) && isNtstatus(result) ? ntstatusName(result) : null;
}
