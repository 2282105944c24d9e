import type { Field } from './field.ts';
import { MODEL_PROPERTIES } from './index.ts';

/**
 * The fields of one walk, in the order in which they narrow the set of outcomes: objects of one shape, since each is
 * looked at for every call.
 */
export const FIELDS: readonly Field[] = MODEL_PROPERTIES.flatMap((property) =>
  'field' in property ? [property.field] : [],
)
  .map(({ property, place, compared, isLeft, mismatch, explain }) => ({
    property,
    place,
    compared,
    isLeft,
    mismatch,
    explain,
  }))
  .toSorted((left, right) => left.place - right.place);
