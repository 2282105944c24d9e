import type { Fact, FactDetails, FactKind } from '../../trace/finding/fact.ts';
import { factSchema } from '../../trace/finding/fact-schema.ts';
import type { EventKind, EventOf, RunEvent } from '../../trace/run/event.ts';
import { userPtrSize } from '../../trace/run/event-words.ts';

/**
 * What the events of an operation say of why it came to this, in the order of the kinds, without saying one twice. What
 * a driver reports may be of any value: what a result can't hold is no fact.
 */
export function factsOf(events: readonly RunEvent[]): Fact[] {
  const facts: Fact[] = [
    ...wrongOffset(events),
    ...ofKind(events, 'request.userPtr').slice(0, 1).flatMap(nullPointer),
    ...ofKind(events, 'complete').map((event) => factOf('complete', event, event.detail)),
    ...ofKind(events, 'returned')
      .slice(0, 1)
      .map((event) => factOf('returned', event, { status: event.detail.status })),
    ...ofKind(events, 'violation').map((event) => {
      const { kind, detail } = event.detail;
      return factOf('violation', event, { kind, detail });
    }),
    ...ofKind(events, 'userPtr').flatMap(wrongSize),
    ...ofKind(events, 'bug-check').map((event) => factOf('bug-check', event, event.detail)),
  ];
  const held = facts.filter((fact) => factSchema.safeParse(fact).success);
  return [...new Map(held.map((fact) => [JSON.stringify(fact), fact])).values()];
}

function ofKind<Kind extends EventKind>(events: readonly RunEvent[], kind: Kind): EventOf<Kind>[] {
  return events.filter((event): event is EventOf<Kind> => event.kind === kind);
}

function factOf<Kind extends FactKind>(kind: Kind, { request }: RunEvent, detail: FactDetails[Kind]) {
  return { kind, request, detail };
}

/** An offset that the framework gave the driver and that is not the one in the stack location (M1). */
function wrongOffset(events: readonly RunEvent[]): Fact[] {
  const dispatch = ofKind(events, 'dispatch')[0]?.detail;
  const asked = ofKind(events, 'request.offset')[0];
  if (dispatch === undefined || asked === undefined || asked.detail.offset === dispatch.byteOffset) return [];
  const offsets = { offset: String(asked.detail.offset), byteOffset: String(dispatch.byteOffset) };
  return [factOf('request.offset', asked, offsets)];
}

/** A pointer that is NULL and claims to have a size. */
function nullPointer(event: EventOf<'request.userPtr'>): Fact[] {
  const { isNull, readSizeBytes, writeSizeBytes } = event.detail;
  if (!isNull || userPtrSize(event.detail) <= 0) return [];
  return [factOf('request.userPtr', event, { readSizeBytes, writeSizeBytes })];
}

function wrongSize(event: EventOf<'userPtr'>): Fact[] {
  const { method, sizeBytes, movedBytes } = event.detail;
  return movedBytes === sizeBytes ? [] : [factOf('userPtr', event, { method, sizeBytes, movedBytes })];
}
