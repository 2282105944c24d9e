import { z } from 'zod';
import { MAX_LENGTH } from './ops/fields/length.ts';
import { MAX_ULONG } from './ops/fields/ulong.ts';
import { integer } from './schema-parts.ts';

/** The most control codes that a driver may be said to know. */
export const MAX_CONTROL_HINTS = 4_096;

const bytes = integer(0, MAX_LENGTH).default(0);

/** Of {@link ControlHint}: lengths that are left out are 0. */
export const controlHint = z.strictObject(
  { code: integer(0, MAX_ULONG), input: bytes, output: bytes },
  { error: 'expected { code, input, output }' },
);
