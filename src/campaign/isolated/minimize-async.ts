import type { Trace } from '../../trace/trace.ts';
import { type Minimized, type MinimizeOptions, minimize } from '../minimize/minimize.ts';

/** A candidate whose answer is not known yet. */
class Unanswered extends Error {
  readonly candidate: Trace;

  constructor(candidate: Trace) {
    super('unanswered');
    this.candidate = candidate;
  }
}

/**
 * Minimizes as `minimize` does, with a predicate whose answer takes time. The minimizer is deterministic, so it is
 * run again from the start whenever an answer has come in, up to the first candidate that has none.
 */
export async function minimizeAsync(
  trace: Trace,
  stillFails: (candidate: Trace) => Promise<boolean>,
  options: MinimizeOptions = {},
): Promise<Minimized> {
  const answers = new Map<string, boolean>();
  for (;;) {
    try {
      return minimize(
        trace,
        (candidate) => {
          const answer = answers.get(JSON.stringify(candidate));
          if (answer === undefined) throw new Unanswered(candidate);
          return answer;
        },
        options,
      );
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error;
      answers.set(JSON.stringify(error.candidate), await stillFails(error.candidate));
    }
  }
}
