import { z } from 'zod';
import { MAX_ULONGLONG, MAXLONGLONG, MINLONGLONG } from '../nt/byte-offset.ts';

/** A whole number within bounds, both included. Its one message names them. */
export function integer(lowest: number, highest: number) {
  const error = `expected a whole number from ${lowest} to ${highest}`;
  // JSON knows -0; nothing here tells it from 0.
  return z
    .int({ error })
    .min(lowest, { error })
    .max(highest, { error })
    .overwrite((value) => value + 0);
}

/** A number of things. */
export const amount = integer(0, Number.MAX_SAFE_INTEGER);

/** An NTSTATUS as a number: a signed 32-bit one. */
export const ntstatus = integer(-(2 ** 31), 2 ** 31 - 1);

const DECIMAL = /^(?:0|-?[1-9][0-9]{0,18})$/;

function fitsInt64(text: string): boolean {
  if (!DECIMAL.test(text)) return false;
  const value = BigInt(text);
  return value >= MINLONGLONG && value <= MAXLONGLONG;
}

/** What {@link int64Text} expects. */
export const INT64_TEXT = 'a 64-bit decimal string such as "0" or "-1"';

/** A signed 64-bit number as a decimal string, without leading zeros. */
export function int64Text() {
  const error = `expected ${INT64_TEXT}`;
  return z.string({ error }).regex(DECIMAL, { error, abort: true }).refine(fitsInt64, { error });
}

const UNSIGNED_DECIMAL = /^(?:0|[1-9][0-9]{0,19})$/;

/** What {@link uint64Text} expects. */
export const UINT64_TEXT = 'an unsigned 64-bit decimal string such as "0"';

/** An unsigned 64-bit number as a decimal string, without leading zeros. */
export function uint64Text() {
  const error = `expected ${UINT64_TEXT}`;
  return z
    .string({ error })
    .regex(UNSIGNED_DECIMAL, { error, abort: true })
    .refine((text) => UNSIGNED_DECIMAL.test(text) && BigInt(text) <= MAX_ULONGLONG, { error });
}

/** Text of at most `highest` UTF-16 code units. */
export function text(lowest: number, highest: number) {
  const error = `expected text of ${lowest} to ${highest} characters`;
  return z.string({ error }).min(lowest, { error }).max(highest, { error });
}

/** `"a", "b" or "c"`. */
export function alternatives(names: readonly string[]): string {
  const quoted = names.map((name) => JSON.stringify(name));
  const last = quoted.pop() ?? 'nothing';
  return quoted.length === 0 ? last : `${quoted.join(', ')} or ${last}`;
}

/** One of a list of names. */
export function oneOf<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, { error: `expected ${alternatives(names)}` });
}

/** true or false. */
export function flag() {
  return z.boolean({ error: 'expected true or false' });
}

/** The longest text for people, UTF-16 code units. */
const MAX_PROSE = 65_536;

/** Text for people. */
export const prose = text(0, MAX_PROSE);

/** A whole number as a double holds it, from 0 to beyond 2^64. */
export function wholeDouble() {
  const error = 'expected a whole number that is not negative';
  return z.number({ error }).min(0, { error }).refine(Number.isInteger, { error });
}

/** An array of any length. */
export function listOf<Entry extends z.ZodType>(entry: Entry) {
  return z.array(entry, { error: 'expected an array' });
}
