import { z } from 'zod';
import { type During, MAX_ENTRIES, MAX_NTH, POINT_NAMES, pointText } from './during.ts';
import { alternatives, integer, oneOf } from './schema-parts.ts';

const NAMES = alternatives(POINT_NAMES);

const passing = z.strictObject({ point: oneOf(POINT_NAMES), nth: integer(0, MAX_NTH) });

const entry = z.strictObject({
  at: z
    .union([z.enum(POINT_NAMES), passing], {
      error: `expected ${NAMES}, or one passing of it such as {"point":"system-mapping","nth":0}`,
    })
    .describe(
      `The point, whenever it is passed: ${POINT_NAMES.map((name) => `${name}, where ${pointText(name)}`).join('; ')}. ` +
        'Or one passing alone, counted from 0 within a request.',
    ),
  do: z.literal('fail', { error: 'expected "fail"' }).describe('What is done there: it fails.'),
});

const ENTRIES = { error: `expected an array of at most ${MAX_ENTRIES} entries` };

/** The JSON of a list. */
export const duringSchema: z.ZodType<During> = z.array(entry, ENTRIES).max(MAX_ENTRIES, ENTRIES);
