import { NT_SUCCESS } from '../nt/ntstatus.ts';
import { CaseState } from './ops/case-state.ts';
import { type Call, kindOf, kindOfCall, type Op } from './ops/index.ts';
import type { Observation } from './run/observation.ts';

/**
 * Turns operations into calls, following what has been observed so far: which handles are open and what
 * was written last.
 */
export class Resolver {
  readonly #state: CaseState;

  /** `subjectName` is what an open without a name opens, such as `\??\Example`. */
  constructor(subjectName: string) {
    this.#state = new CaseState(subjectName);
  }

  /** The call that `op` stands for now. */
  resolve(op: Op): Call {
    return kindOf(op).resolve(op, this.#state);
  }

  /** Takes note of what a call led to. A successful create or duplicate is given the next ordinal. */
  observe(call: Call, observation: Observation): void {
    if (observation.ending !== 'returned' || !NT_SUCCESS(observation.status)) return;
    kindOfCall(call).succeeded(call, observation, this.#state);
  }
}
