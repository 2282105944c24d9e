import { z } from 'zod';
import { PAGE_SIZE } from '../nt/page.ts';
import { canonicalOp, PLAIN_DATA } from './defaults.ts';
import { OP_KINDS, PLAIN_BUFFER } from './op.ts';
import { MAX_LENGTH } from './resolve.ts';
import { alternatives, flag, INT64_TEXT, int64Text, integer, oneOf, text } from './schema-parts.ts';

/** How far an offset or a length may lie from the length last written, bytes, either way. */
export const MAX_RELATIVE = 65_536;
/** The longest name an open may ask for, UTF-16 code units. */
export const MAX_NAME = 4096;
/** The most data given in full, bytes. */
export const MAX_HEX_BYTES = 65_536;
const MAX_HANDLE = 2 ** 31 - 1;
/** Largest value of an unsigned 32-bit number. */
export const MAX_ULONG = 2 ** 32 - 1;

const handle = z
  .union([integer(0, MAX_HANDLE), z.literal(['none', 'closed', 'event'])], {
    error: `expected a whole number from 0 to ${MAX_HANDLE}, "none", "closed" or "event"`,
  })
  .default(0);

const relativeToLast = z.strictObject({ last: integer(-MAX_RELATIVE, MAX_RELATIVE) });
const RELATIVE = `{"last": n} with n from -${MAX_RELATIVE} to ${MAX_RELATIVE}`;

const offset = z
  .union([int64Text(), z.null(), relativeToLast], {
    error: `expected ${INT64_TEXT}, null or ${RELATIVE}`,
  })
  .default('0');

const length = z
  .union([integer(0, MAX_LENGTH), relativeToLast], {
    error: `expected a whole number from 0 to ${MAX_LENGTH} or ${RELATIVE}`,
  })
  .default(0);

/** Every {@link BufferMemory}. */
export const BUFFER_MEMORIES = [
  'read-write',
  'read-only',
  'no-access',
  'last-page-no-access',
  'null',
  'kernel',
] as const;

const buffer = z
  .strictObject({
    pageOffset: integer(0, PAGE_SIZE - 1).default(PLAIN_BUFFER.pageOffset),
    memory: oneOf(BUFFER_MEMORIES).default(PLAIN_BUFFER.memory),
    shared: flag().default(PLAIN_BUFFER.shared),
  })
  .default(PLAIN_BUFFER);

const HEX = `expected an even number of hexadecimal digits for at most ${MAX_HEX_BYTES} bytes`;

const PATTERNS = { error: `expected ${alternatives(['counter', 'zero'])}` };

const data = z
  .union(
    [
      z.strictObject({ pattern: z.literal('counter', PATTERNS), seed: integer(0, MAX_ULONG).default(0) }),
      z.strictObject({ pattern: z.literal('zero', PATTERNS) }),
      z.strictObject({
        hex: z
          .string({ error: HEX })
          .max(2 * MAX_HEX_BYTES, { error: HEX })
          .regex(/^(?:[0-9a-fA-F]{2})*$/, { error: HEX }),
      }),
    ],
    { error: 'expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}' },
  )
  .default(PLAIN_DATA);

const transfer = {
  handle,
  offset,
  length,
  buffer,
  key: integer(0, MAX_ULONG).default(0),
  event: flag().default(false),
  fault: z
    .union([z.null(), z.enum(['irp-allocation', 'buffer-allocation', 'system-mapping', 'pool-allocation'])], {
      error: 'expected null, "irp-allocation", "buffer-allocation", "system-mapping" or "pool-allocation"',
    })
    .default(null),
};

const NAME = { error: `expected null or text of at most ${MAX_NAME} characters` };

const open = z.strictObject({
  op: z.literal('open'),
  name: z.union([z.null(), z.string().max(MAX_NAME, NAME)], NAME).default(null),
  access: oneOf(['read-write', 'read', 'write', 'append']).default(canonicalOp('open').access),
  overlapped: flag().default(false),
});

/** One operation of a trace; every field but `op` may be left out when it has its canonical value. */
export const opSchema = z.discriminatedUnion(
  'op',
  [
    open,
    z.strictObject({ op: z.literal('read'), ...transfer }),
    z.strictObject({ op: z.literal('write'), ...transfer, data }),
    z.strictObject({ op: z.literal('flush'), handle }),
    z.strictObject({
      op: z.literal('set-position'),
      handle,
      position: int64Text().default(canonicalOp('set-position').position),
    }),
    z.strictObject({ op: z.literal('query-position'), handle }),
    z.strictObject({ op: z.literal('duplicate'), handle }),
    z.strictObject({ op: z.literal('close'), handle }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union' ? `expected ${alternatives(OP_KINDS)}` : 'expected an object',
  },
);

/** A name or another short text that people chose. */
export const shortText = text(1, MAX_NAME);
