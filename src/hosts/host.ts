import type { ModelCall } from '../execution/beacon.ts';
import type { SubjectSummary } from '../subjects/index.ts';
import type { RunEvent } from '../trace/run/event.ts';
import type { Trace } from '../trace/trace.ts';
import type { DeathReason } from './inbox.ts';
import type { Answers, WorkerRequest } from './messages.ts';

/** A host whose driver died of what it was asked. */
export interface Death {
  readonly died: true;
  readonly reason: DeathReason;
  readonly caseIndex: number;
  /** Set where what it ran in was gone before it told how far it had come: case and operation are not known then. */
  readonly isUnplaced?: true;
  /** Set where it was ended by `end`, not by the driver. */
  readonly wasEnded?: true;
  /** The operation under way, BOOT_OP while the driver was loaded. */
  readonly op: number;
  /** The function of the device model that was under way; null for none. */
  readonly modelCall: ModelCall | null;
  /** Executions begun since the request. */
  readonly executions: number;
  /** The trace it told last that it was going to execute, and the events it told since. */
  readonly trace: Trace | null;
  readonly events: readonly RunEvent[];
}

/** Asks a host. A death is an answer too. */
export type Ask = <Kind extends WorkerRequest['kind']>(
  request: Extract<WorkerRequest, { kind: Kind }>,
) => Promise<Answers[Kind] | Death>;

/** Where a driver runs, and answers what is asked of it. */
export interface Host {
  /** Whether a driver that does not come back, or that changes the engine, is noticed. */
  readonly isWatched: boolean;
  /** Cases that it is asked to execute at once, at most: what has to be done again when the driver dies. */
  readonly casesPerRequest: number;
  /** What is known of the driver. */
  summary(): Promise<SubjectSummary>;
  /**
   * Asks it. A death is an answer too; the next request is answered by a driver that is loaded anew.
   *
   * @param limitMs how long one execution may take, milliseconds; as long as the host allows if left out
   */
  ask<Kind extends WorkerRequest['kind']>(
    request: Extract<WorkerRequest, { kind: Kind }>,
    limitMs?: number,
  ): Promise<Answers[Kind] | Death>;
  /** Ends what runs there, which makes a death of the answer that is due; the next request starts it anew. */
  end(): Promise<void>;
}

/** Whether an answer is a death. */
export function isDeath(answer: Answers[keyof Answers] | Death): answer is Death {
  return answer !== null && 'died' in answer;
}
