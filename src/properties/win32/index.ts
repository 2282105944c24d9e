import type { Win32Property } from '../property.ts';
import { bytes } from './bytes.ts';
import { data } from './data.ts';
import { lastError } from './last-error.ts';
import { overlapped } from './overlapped.ts';
import { position } from './position.ts';
import { result } from './result.ts';

/** The properties of what a program is told, in the order in which reports list them. */
export const WIN32_PROPERTIES: readonly Win32Property[] = [
  result,
  lastError,
  bytes,
  data,
  overlapped,
  position,
];
