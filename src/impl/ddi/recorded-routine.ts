import { isNtstatus, ntstatusName } from '../../nt/ntstatus.ts';
import type { EventDetails } from '../../trace/run/event.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { NULL_VA } from '../memory/va.ts';
import type { AnyRoutine, AnyRow } from './row.ts';
import type { RoutineResult } from './signature.ts';

/** A routine whose calls, and what becomes of them, are events that its row describes. No event names an address. */
export function recordedRoutine(name: string, row: AnyRow): AnyRoutine {
  const { parameters: declared, result: kind } = row;
  const routine = row.call as AnyRoutine;
  const told = declared.findIndex((parameter) => parameter.name === row.told);
  const unit = declared[told]?.kind === 'irql' ? 'irql' : 'bytes';
  const mapped = declared.findIndex((parameter) => kind.kind === 'pointer' && parameter.name === kind.maps);
  return (io, ...parameters) => {
    const { context, recorder } = io.kernel;
    recorder.event('ddi', { name, bytes: null, irql: null, ...numberDetail(unit, parameters[told]) });
    let result: unknown;
    try {
      result = routine(io, ...parameters);
    } catch (error) {
      if (error instanceof RaisedException) {
        recorder.event('ddi.raised', { name, status: error.status });
      }
      throw error;
    }
    const text = resultText(kind, result, io.kernel.faults.struck);
    if (text === null) return result;
    // Whether it is the request's own MDL that is mapped.
    const ofRequest = mapped >= 0 && context.request?.mdl === parameters[mapped];
    recorder.event('ddi.result', { name, result: text, ofRequest });
    return result;
  };
}

/** What a driver passes for a number may be anything. */
function numberDetail(unit: 'bytes' | 'irql', value: unknown): Partial<EventDetails['ddi']> {
  return typeof value === 'number' ? { [unit]: value } : {};
}

/** Null where there is nothing to tell: that memory was allocated goes without saying. */
function resultText(kind: RoutineResult, result: unknown, isFault: boolean): string | null {
  if (kind.kind === 'pointer') {
    if (result === NULL_VA) return isFault ? 'NULL, the fault' : 'NULL';
    return kind.maps === null ? null : 'mapped';
  }
  return kind.kind === 'status' && isNtstatus(result) ? ntstatusName(result) : null;
}
