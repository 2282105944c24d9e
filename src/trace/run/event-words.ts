import { ntstatusName } from '../../nt/ntstatus.ts';
import type { EventDetails } from './event.ts';

/** How a driver completed an IRP. */
export function completeText({ status, information }: EventDetails['complete']): string {
  return `IoCompleteRequest: ${ntstatusName(status)}, Information ${information}`;
}

/** What a dispatch routine returned. */
export function returnedText({ status }: Pick<EventDetails['returned'], 'status'>): string {
  return `the dispatch routine returned ${ntstatusName(status)}`;
}

/** What the framework answered, the offset as it is or in decimal. */
export function offsetText({ offset }: { readonly offset: bigint | string }): string {
  return `request.offset() = ${offset}`;
}

/** What the framework answered, with the size of it. */
export function userPtrText(detail: EventDetails['request.userPtr']): string {
  return `request.userPtr() is ${detail.isNull ? 'NULL' : 'an address'}, its size ${userPtrSize(detail)}`;
}

/** The size of what `request.userPtr()` gave, bytes. */
export function userPtrSize({
  readSizeBytes,
  writeSizeBytes,
}: Pick<EventDetails['request.userPtr'], 'readSizeBytes' | 'writeSizeBytes'>): number {
  return readSizeBytes + writeSizeBytes;
}
