import { z } from 'zod';
import { ntstatusFromName } from '../../nt/ntstatus.ts';
import { ENDINGS } from '../run/observation.ts';
import { flag, oneOf, prose } from '../schema-parts.ts';
import { UNKNOWN_NAME } from '../unknown.ts';

/** IoStatus.Information is a ULONG_PTR, the largest of which is this once it is a number. */
const MAX_INFORMATION = 2 ** 64;

const STATUS =
  'expected the name of an NTSTATUS, such as "STATUS_SUCCESS", or its digits, such as "0xC0001234"';
const INFORMATION = 'expected a whole number from 0 to 2^64';

const status = z
  .string({ error: STATUS })
  .regex(/^(?:[A-Z][A-Z0-9_]{0,99}|0x[0-9A-F]{8})$/, { error: STATUS, abort: true })
  .transform((name, context) => {
    const value = ntstatusFromName(name);
    if (value !== undefined) return value;
    context.issues.push({ code: 'custom', message: STATUS, input: name, params: UNKNOWN_NAME });
    return z.NEVER;
  });

/** What was observed of one operation; every field may be left out when it has its canonical value. */
export const observedSchema = z.strictObject({
  ending: oneOf(ENDINGS).default('returned'),
  status: status.prefault('STATUS_SUCCESS'),
  iosbWritten: flag().default(true),
  // Beyond 2^53 the lowest bits are lost: what is observed is a number.
  information: z
    .number({ error: INFORMATION })
    .min(0, { error: INFORMATION })
    .max(MAX_INFORMATION, { error: INFORMATION })
    .refine(Number.isInteger, { error: INFORMATION })
    // JSON knows -0; nothing here tells it from 0.
    .overwrite((value) => value + 0)
    .default(0),
  answer: prose.exactOptional().describe('What a program was told, in words.'),
});
