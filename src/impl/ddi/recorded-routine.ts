import { isNtstatus, ntstatusName } from '../../nt/ntstatus.ts';
import type { EventDetails } from '../../trace/run/event.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { RaisedException } from '../memory/exceptions.ts';
import { Mdl } from '../memory/mdl.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
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
    const ofRequest =
      mapped >= 0 && describesRequest(io.kernel, parameters[mapped], context.request?.mdl ?? NULL_VA);
    recorder.event('ddi.result', { name, result: text, ofRequest });
    return result;
  };
}

/** Whether what is mapped is the request's own MDL, or another one, such as a partial one, of the same pages. */
function describesRequest({ memory, pool }: Kernel, mdl: unknown, own: Va): boolean {
  if (own === NULL_VA || typeof mdl !== 'number') return false;
  if (mdl === own) return true;
  if (pool.isFreed(own) || !memory.isMapped(own)) return false;
  const [view, ownView] = [new Mdl(memory, mdl as Va), new Mdl(memory, own)];
  const first = view.frame(0);
  return Array.from({ length: ownView.pages }, (_, page) => ownView.frame(page)).includes(first);
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
