import type { ObservedCall } from '../../trace/evidence.ts';
import type { Observation } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';

/** What a caller observed, without what is known only of a simulated machine. */
export function observedCall(observed: Pick<Observation, keyof ObservedCall>): ObservedCall {
  const { ending, status, iosbWritten, information } = observed;
  return { ending, status, iosbWritten, information };
}

/** One for each call of a run; of a run that never came to its end, those that its events tell of. */
export function observedCalls({ observations, events }: Run): ObservedCall[] {
  if (observations.length > 0) return observations.map(observedCall);
  return events.flatMap((event) => (event.kind === 'answer' ? [observedCall(event.detail)] : []));
}
