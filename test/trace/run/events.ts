import type { EventDetails, EventKind, EventOf, RunEvent } from '../../../src/trace/run/event.ts';

type Stamp = Omit<EventOf<EventKind>, 'kind' | 'detail'>;

const STAMP: Stamp = { op: 0, request: null, moment: 0, context: 'caller' };

/** What an event tells, without where it was. */
export function contentOf({ kind, detail }: RunEvent): Pick<RunEvent, 'kind' | 'detail'> {
  return { kind, detail };
}

/** An event as a run records it; of operation 0 unless `stamp` says otherwise. */
export function eventOf<Kind extends EventKind>(
  kind: Kind,
  detail: EventDetails[Kind],
  stamp: Partial<Stamp> = {},
): EventOf<Kind> {
  return { ...STAMP, ...stamp, kind, detail } as EventOf<Kind>;
}
