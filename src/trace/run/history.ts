import { type Request, requestOf } from './request.ts';
import type { Moment } from './where.ts';

/** What became visible to callers, as lists of numbers: a run is recorded for each case of a campaign. */
export interface History {
  /** By operation: when its call was made. */
  readonly called: readonly Moment[];
  /** By operation: when its call had ended, whichever way. */
  readonly returned: readonly Moment[];
  /**
   * By operation, the end of the process included: the request that its call became, the last one if there were
   * several; null for a call that no request was made for.
   */
  readonly sent: readonly (number | null)[];
  /** Requests whose end became visible to their caller, oldest first: their status block, their event (R44). */
  readonly completed: readonly number[];
}

/** One thing that became visible. */
export interface Visible {
  readonly what: 'called' | 'returned' | 'completed';
  /** Index of the operation that it is about. */
  readonly op: number;
  /** Index of the operation during which it became visible. */
  readonly during: number;
  /** Identity of the request that was completed; null for a call. */
  readonly request: number | null;
  readonly moment: Moment;
}

/** All that became visible in a run, in order. */
export function visibleOf({
  history,
  requests,
}: {
  readonly history: History;
  readonly requests: readonly Request[];
}): Visible[] {
  const { called, returned, completed } = history;
  const ofCalls = (what: Visible['what'], moments: readonly Moment[]): Visible[] =>
    moments.map((moment, op) => ({ what, op, during: op, request: null, moment }));
  const ofRequests = completed.flatMap((id): Visible[] => {
    const { op, finishedAt = null } = requestOf({ requests }, id) ?? {};
    if (op === undefined || finishedAt === null) return [];
    return [
      { what: 'completed', op, during: duringOf(history, finishedAt), request: id, moment: finishedAt },
    ];
  });
  return [...ofCalls('called', called), ...ofCalls('returned', returned), ...ofRequests].sort(
    (left, right) => left.moment - right.moment,
  );
}

/** The operation during which a moment was; 0 for what came before the first one. */
function duringOf({ called }: History, moment: Moment): number {
  return Math.max(
    0,
    called.findLastIndex((each) => each <= moment),
  );
}
