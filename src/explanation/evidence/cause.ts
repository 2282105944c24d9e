import type { EventDetails, RunEvent } from '../../trace/run/event.ts';
import { completeText, offsetText, returnedText, userPtrSize, userPtrText } from './step-lines.ts';

/** What the events of an operation say of why it came to this, one line each, without saying one twice. */
export function causeOf(events: readonly RunEvent[]): string[] {
  const requests = events.flatMap((event) => (event.kind === 'returned' ? [returnedText(event.detail)] : []));
  return [
    ...new Set([
      ...wrongOffset(events),
      ...nullPointer(events),
      ...events.flatMap((event) => (event.kind === 'complete' ? [completeText(event.detail)] : [])),
      ...requests.slice(0, 1),
      ...events.flatMap((event) => (event.kind === 'violation' ? [event.detail.detail] : [])),
      ...events.flatMap((event) => (event.kind === 'userPtr' ? wrongSize(event.detail) : [])),
      ...events.flatMap((event) => (event.kind === 'bug-check' ? [event.detail.reason] : [])),
    ]),
  ];
}

/** An offset that the framework gave the driver and that is not the one in the stack location (M1). */
function wrongOffset(events: readonly RunEvent[]): string[] {
  const dispatch = events.find((event) => event.kind === 'dispatch')?.detail;
  const asked = events.find((event) => event.kind === 'request.offset')?.detail;
  if (dispatch === undefined || asked === undefined || asked.offset === dispatch.byteOffset) return [];
  return [`${offsetText(asked)}; stack ByteOffset = ${dispatch.byteOffset}`];
}

/** A pointer that is NULL and claims to have a size. */
function nullPointer(events: readonly RunEvent[]): string[] {
  const pointer = events.find((event) => event.kind === 'request.userPtr')?.detail;
  return pointer?.isNull === true && userPtrSize(pointer) > 0 ? [userPtrText(pointer)] : [];
}

function wrongSize({ method, sizeBytes, movedBytes }: EventDetails['userPtr']): string[] {
  if (movedBytes === sizeBytes) return [];
  return [`UserPtr.${method}<T>: size of T is ${sizeBytes}, ${movedBytes} bytes moved`];
}
