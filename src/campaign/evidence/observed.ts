import type { ObservedCall } from '../../trace/evidence.ts';
import type { Observation } from '../../trace/observation.ts';
import type { Run, RunEvent } from '../../trace/run.ts';

/** What a caller observed, without what is known only of a simulated machine. */
export function observedCall({ ending, status, iosbWritten, information }: Observation): ObservedCall {
  return { ending, status, iosbWritten, information };
}

/** One for each call of a run; of a run that never came to its end, those that its events tell of. */
export function observedCalls({ observations, events }: Run): ObservedCall[] {
  return observations.length > 0 ? observations.map(observedCall) : events.flatMap(answered);
}

function answered({ kind, detail }: RunEvent): readonly ObservedCall[] {
  if (kind !== 'answer') return [];
  const { ending, status, iosbWritten, information } = detail;
  if (ending !== 'returned' && ending !== 'blocked' && ending !== 'bug-check') return [];
  return [
    { ending, status: Number(status), iosbWritten: iosbWritten === true, information: Number(information) },
  ];
}
