import type { ObservedCall } from '../../trace/finding/evidence.ts';
import type { Ending } from '../../trace/run/observation.ts';
import type { Run } from '../../trace/run/run.ts';
import { answerText } from '../../trace/win32/answer.ts';

/** What a caller observed, without what is known only of a simulated machine. */
export function observedCall(observed: Omit<ObservedCall, 'answer'>): ObservedCall {
  const { ending, status, iosbWritten, information } = observed;
  return { ending, status, iosbWritten, information };
}

/** What a program was told. Read back, a trace file gives the same. */
function told(ending: Ending, answer: string): ObservedCall {
  return { ending, status: 0, iosbWritten: true, information: 0, answer };
}

/** One for each call of a run; of a run that never came to its end, those that its events tell of. */
export function observedCalls({ observations, program, events }: Run): ObservedCall[] {
  if (program !== null) {
    return program.calls.flatMap(({ call }, index) => {
      const observed = program.observations[index];
      return observed === undefined ? [] : [told(observed.ending, answerText(call, observed))];
    });
  }
  if (observations.length > 0) return observations.map(observedCall);
  return events.flatMap((event) => {
    if (event.kind === 'program.answer') return [told(event.detail.ending, event.detail.text)];
    return event.kind === 'answer' ? [observedCall(event.detail)] : [];
  });
}
