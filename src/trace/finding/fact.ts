import type { EventDetails } from '../run/event.ts';

/** What is kept of each kind of event that says why an operation came to what it did. Plain JSON data. */
export interface FactDetails {
  /** The framework gave the driver another offset than the one in the stack location (M1). Decimal, bytes. */
  readonly 'request.offset': { readonly offset: string; readonly byteOffset: string };
  /** The framework gave the driver a pointer that is NULL and claims to have a size. */
  readonly 'request.userPtr': Pick<EventDetails['request.userPtr'], 'readSizeBytes' | 'writeSizeBytes'>;
  /** A driver completed an IRP. */
  readonly complete: EventDetails['complete'];
  /** The first dispatch routine returned. */
  readonly returned: Pick<EventDetails['returned'], 'status'>;
  /** The kernel noticed a violation. */
  readonly violation: Pick<EventDetails['violation'], 'kind' | 'detail'>;
  /** `UserPtr.read<T>` or `UserPtr.write<T>` moved another number of bytes than T has (M6). */
  readonly userPtr: Pick<EventDetails['userPtr'], 'method' | 'sizeBytes' | 'movedBytes'>;
  /** The machine stopped. */
  readonly 'bug-check': EventDetails['bug-check'];
}

/** The names of the kinds of facts: those of the events that they are drawn from. */
export type FactKind = keyof FactDetails;

/** Every kind, in the order in which facts are told. */
export const FACT_KINDS: readonly FactKind[] = [
  'request.offset',
  'request.userPtr',
  'complete',
  'returned',
  'violation',
  'userPtr',
  'bug-check',
];

type Facts = {
  readonly [Kind in FactKind]: {
    readonly kind: Kind;
    /** Identity of the request that the event is about; null for none. */
    readonly request: number | null;
    readonly detail: FactDetails[Kind];
  };
};

/** One thing that the events of an operation say of why it came to what it did: a union, told apart by `kind`. */
export type Fact = Facts[FactKind];
