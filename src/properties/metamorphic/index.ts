import type { RelationProperty } from '../property.ts';
import { alignment } from './alignment.ts';
import { bufferingMode } from './buffering-mode.ts';
import { filter } from './filter.ts';
import { fragmentation } from './fragmentation.ts';
import { repeat } from './repeat.ts';

/** The metamorphic properties, in the order in which reports list them. */
export const METAMORPHIC_PROPERTIES: readonly RelationProperty[] = [
  fragmentation,
  alignment,
  bufferingMode,
  filter,
  repeat,
];
