import { z } from 'zod';
import { MAX_LENGTH } from '../ops/fields/length.ts';
import { MAX_NAME } from '../ops/fields/name.ts';
import { MAX_ULONG } from '../ops/fields/ulong.ts';
import { amount, flag, integer, listOf, text } from '../schema-parts.ts';

const status = text(1, MAX_NAME);
const lengths = listOf(integer(0, MAX_LENGTH));

/** The schema of what was found out of a driver before the first case. */
export const scoutedSchema = z.strictObject({
  requests: amount,
  ended: flag(),
  codes: listOf(
    z.strictObject({
      code: integer(0, MAX_ULONG),
      recognised: flag(),
      statuses: listOf(status),
      inputs: lengths,
      outputs: lengths,
    }),
  ),
});
