import type { EventKind, RunEvent } from '../../trace/run/event.ts';
import type { Where } from '../../trace/run/where.ts';

/** What of an event a step tells: all that it is, that bytes around the buffer changed, or that no IRP was sent. */
export type Aspect = 'event' | 'surroundings' | 'unsent';

/** Whether a step, which tells of an event, is what a breach is about. */
export type Mark = (event: RunEvent, where: Where, aspect: Aspect) => boolean;

/** An event of one of the kinds that happened just where the breach is. */
export function there(...kinds: readonly EventKind[]): Mark {
  return ({ kind, moment }, where, aspect) =>
    aspect === 'event' && moment === where.moment && kinds.includes(kind);
}

/** Those of the request that the breach is about. */
export function ofRequest(kind: EventKind): Mark {
  return (event, { request }) => event.kind === kind && request !== null && event.request === request;
}

/** What any of the marks finds. */
export function either(...marks: readonly Mark[]): Mark {
  return (event, where, aspect) => marks.some((mark) => mark(event, where, aspect));
}

/** A run has one bug check at most, which ends it. */
export const BUG_CHECK: Mark = ({ kind, op }, where) => kind === 'bug-check' && op === where.op;

/** Bytes around the caller's buffer that changed, where it is answered. */
export const SURROUNDINGS: Mark = ({ moment }, where, aspect) =>
  aspect === 'surroundings' && moment === where.moment;
