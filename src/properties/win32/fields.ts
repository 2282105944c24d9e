import type { Win32Field } from './field.ts';
import { WIN32_PROPERTIES } from './index.ts';

/** The fields of one walk, in the order in which they narrow the set of outcomes. */
export const WIN32_FIELDS: readonly Win32Field[] = WIN32_PROPERTIES.map(({ field }) => field);
