import { z } from 'zod';
import { type Deed, type During, MAX_ENTRIES, MAX_NTH, pointsOf, pointText, RAISED_NAMES } from './during.ts';
import { alternatives, integer, oneOf } from './schema-parts.ts';

/** Where something of this kind is done. */
function at<Done extends Deed>(deed: Done) {
  const points = pointsOf(deed);
  const [first] = points;
  const passing = z.strictObject({ point: oneOf(points), nth: integer(0, MAX_NTH) });
  const example = JSON.stringify({ point: first, nth: 0 });
  return z
    .union([z.enum(points), passing], {
      error: `expected ${alternatives(points)}, or one passing of it such as ${example}`,
    })
    .describe(
      `The point, whenever it is passed: ${points.map((name) => `${name}, where ${pointText(name)}`).join('; ')}. ` +
        'Or one passing alone, counted from 0 within a request.',
    );
}

const failure = z.strictObject({
  at: at('fail'),
  do: z.literal('fail').describe('What is asked for there is not had.'),
});

const raise = z.strictObject({
  at: at('raise'),
  do: z.literal('raise').describe('An exception is raised there.'),
  status: oneOf(RAISED_NAMES).describe('Which one.'),
});

const change = <Change extends 'unmap' | 'protect'>(deed: Change, description: string) =>
  z.strictObject({ at: at(deed), do: z.literal(deed).describe(description) });

const entry = z.discriminatedUnion(
  'do',
  [
    failure,
    raise,
    change('unmap', 'Another thread of the caller unmaps all pages of the buffer there.'),
    change('protect', 'It makes them read-only.'),
  ],
  { error: `expected ${alternatives(['fail', 'raise', 'unmap', 'protect'])}` },
);

const ENTRIES = { error: `expected an array of at most ${MAX_ENTRIES} entries` };

/** The JSON of a list. */
export const duringSchema: z.ZodType<During> = z.array(entry, ENTRIES).max(MAX_ENTRIES, ENTRIES);
