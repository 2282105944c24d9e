import type { Field } from './field.ts';
import { MODEL_PROPERTIES } from './index.ts';

/** The fields of one walk, in the order in which they narrow the set of outcomes. */
export const FIELDS: readonly Field[] = MODEL_PROPERTIES.flatMap((property) =>
  'field' in property ? [property.field] : [],
).toSorted((left, right) => left.place - right.place);
