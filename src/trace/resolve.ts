import { NT_SUCCESS } from '../nt/ntstatus.ts';
import { CaseState } from './ops/case-state.ts';
import {
  type Call,
  type CallOfAny,
  kindOf,
  kindOfCall,
  type NativeOp,
  type Op,
  type Win32Call,
  type Win32Op,
} from './ops/index.ts';
import type { Observation } from './run/observation.ts';
import type { Win32Observation } from './win32/observation.ts';

function hasSucceeded(observation: Observation | Win32Observation): boolean {
  return 'status' in observation ? NT_SUCCESS(observation.status) : observation.succeeded;
}

/** What a call said to have transferred; null where it said nothing. */
function transferredBytes(observation: Observation | Win32Observation): number | null {
  if ('bytes' in observation) return observation.bytes;
  return observation.iosbWritten ? observation.information : null;
}

/**
 * Turns operations into calls, following what has been observed so far: which handles are open and what
 * was written last.
 */
export class Resolver {
  readonly #state: CaseState;
  /** Of the operation that was resolved last. */
  #kind: ReturnType<typeof kindOf> | null = null;

  /** `subjectName` is what an open without a name opens, such as `\??\Example`. */
  constructor(subjectName: string) {
    this.#state = new CaseState(subjectName);
  }

  /** The call that `op` stands for now. */
  resolve(op: NativeOp): Call;
  resolve(op: Win32Op): Win32Call;
  resolve(op: Op): CallOfAny;
  resolve(op: Op): CallOfAny {
    const kind = kindOf(op);
    this.#kind = kind;
    return kind.resolve(op, this.#state);
  }

  /** Takes note of what a call led to. A successful open or duplicate is given the next ordinal. */
  observe(call: CallOfAny, observation: Observation | Win32Observation): void {
    if (observation.ending !== 'returned' || !hasSucceeded(observation)) return;
    const kind = this.#kind?.call === call.call ? this.#kind : kindOfCall(call);
    kind.succeeded(call, transferredBytes(observation), this.#state);
  }
}
