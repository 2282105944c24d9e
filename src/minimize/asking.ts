import type { Trace } from '../trace/trace.ts';

/** Work that asks: it yields each candidate and is told whether that still fails, before it goes on. */
export type Asking<Result, Candidate = Trace> = Generator<Candidate, Result, boolean>;

/** Does such work at once. What `stillFails` throws is passed on. */
export function askAll<Result, Candidate>(
  asking: Asking<Result, Candidate>,
  stillFails: (candidate: Candidate) => boolean,
): Result {
  let step = asking.next();
  while (step.done !== true) step = asking.next(stillFails(step.value));
  return step.value;
}

/**
 * Does such work with answers that take time. Null where one of them is null: the work ends there. What `stillFails`
 * throws is passed on.
 */
export async function askInTurn<Result, Candidate>(
  asking: Asking<Result, Candidate>,
  stillFails: (candidate: Candidate) => Promise<boolean | null>,
): Promise<{ readonly result: Result } | null> {
  let step = asking.next();
  while (step.done !== true) {
    const answer = await stillFails(step.value);
    if (answer === null) return null;
    step = asking.next(answer);
  }
  return { result: step.value };
}
