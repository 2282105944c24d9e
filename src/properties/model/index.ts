import type { FieldProperty, RunProperty } from '../property.ts';
import { data } from './data.ts';
import { information } from './information.ts';
import { iosb } from './iosb.ts';
import { position } from './position.ts';
import { status } from './status.ts';
import { userPtr } from './user-ptr.ts';

/** The properties of what the reference model allows, in the order in which reports list them. */
export const MODEL_PROPERTIES: readonly (FieldProperty | RunProperty)[] = [
  status,
  information,
  data,
  iosb,
  position,
  userPtr,
];
