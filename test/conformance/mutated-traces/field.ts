import type { Break } from './breaks.ts';
import { EACH } from './places.ts';

/** Where a field is. */
export type Place = readonly (string | typeof EACH)[];

/** A field of a trace file and every way in which its rules can be broken one at a time. */
export interface Field {
  readonly place: Place;
  /** The kind of operation it belongs to, null for all and for fields outside operations. */
  readonly kind: string | null;
  readonly breaks: readonly Break[];
}

/** An object that refuses unknown fields, with names that are fields elsewhere. */
export interface FieldsObject extends Pick<Field, 'place' | 'kind'> {
  readonly others: readonly string[];
}

/** A field by its place. */
export const field = (place: Place, breaks: readonly Break[], kind: string | null = null): Field => ({
  place,
  kind,
  breaks,
});

/** A field of the operations of a kind. */
export const ofOp = (kind: string, name: string, breaks: readonly Break[]): Field =>
  field(['ops', EACH, name], breaks, kind);
