import { z } from 'zod';
import { type During, failing, NOTHING } from './during.ts';
import { close } from './ops/close.ts';
import { duplicate } from './ops/duplicate.ts';
import { length } from './ops/fields/length.ts';
import { flush } from './ops/flush.ts';
import { opError } from './ops/index.ts';
import { open } from './ops/open.ts';
import { queryPosition } from './ops/query-position.ts';
import { read } from './ops/read.ts';
import { setPosition } from './ops/set-position.ts';
import { write } from './ops/write.ts';

/** What versions before `during` wrote. */
export const EARLIER_FORMAT = 'irptrace/1';

/** What could fail, each time that it came to it. */
const FAULTS = ['irp-allocation', 'buffer-allocation', 'system-mapping', 'pool-allocation'] as const;

const fault = z
  .union([z.null(), z.enum(FAULTS)], {
    error: 'expected null, "irp-allocation", "buffer-allocation", "system-mapping" or "pool-allocation"',
  })
  .default(null)
  .describe('What fails, each time that it comes to it.');

function duringOf(value: z.output<typeof fault>): During {
  return value === null ? NOTHING : failing(value);
}

/** Every buffer was all there. */
const earlierFields = { fault, length: length.schema.default(length.canonical) };

const earlierRead = z
  .strictObject(read.schema.shape)
  .omit({ during: true })
  .extend(earlierFields)
  .transform(({ fault: value, ...fields }) => ({ ...fields, during: duringOf(value) }));

const earlierWrite = z
  .strictObject(write.schema.shape)
  .omit({ during: true })
  .extend(earlierFields)
  .transform(({ fault: value, data, ...fields }) => ({ ...fields, during: duringOf(value), data }));

const none = <Fields extends object>(fields: Fields) => ({ ...fields, during: NOTHING });

/** One operation of `irptrace/1`, with what it means now. Its kinds and fields are never added to. */
export const earlierOpSchema = z.discriminatedUnion(
  'op',
  [
    open.schema.omit({ during: true }).transform(none),
    earlierRead,
    earlierWrite,
    flush.schema.omit({ during: true }).transform(none),
    setPosition.schema.omit({ during: true }).transform(none),
    queryPosition.schema.omit({ during: true }).transform(none),
    duplicate.schema,
    close.schema.omit({ during: true }).transform(none),
  ],
  { error: opError('native') },
);
