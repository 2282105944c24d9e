import { type Request, requestOf } from '../trace/run/request.ts';
import { endingOf, type Run } from '../trace/run/run.ts';
import type { Moment, Where } from '../trace/run/where.ts';

/** Where something of a request shows; when the driver was sent it where `moment` is null. */
export function atRequest({ id, op, dispatchedAt }: Request, moment: Moment | null): Where {
  return { op, request: id, moment: moment ?? dispatchedAt };
}

/** Where the caller of an operation is answered. */
export function atAnswer({ history }: Run, op: number): Where {
  return { op, request: history.sent[op] ?? null, moment: history.returned[op] ?? 0 };
}

/** Where the call of an operation ends: with an answer, or with the machine. */
export function atEnd(run: Run, op: number): Where {
  const { bugCheck } = run;
  const where = atAnswer(run, op);
  if (bugCheck === null || endingOf(run, op) !== 'bug-check') return where;
  return { ...where, moment: bugCheck.moment };
}

/** The request that something is about, or else the one that its operation's call became; undefined for none. */
export function requestAt(run: Run, { request, op }: Where): Request | undefined {
  return requestOf(run, request ?? run.history.sent[op] ?? null);
}
