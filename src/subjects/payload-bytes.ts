import { z } from 'zod';
import { bytesOfHex, hexOf } from '../trace/hex.ts';

/** The most payloads that one module names. */
export const MAX_PAYLOADS = 32;
/** The longest, bytes. */
const MAX_BYTES = 4_096;

/**
 * Bytes that a module names: text, which stands for its UTF-8, the bytes themselves, or their hexadecimal digits as
 * `{ hex: '4d5a' }`.
 */
export type PayloadBytes = string | Uint8Array | readonly number[] | { readonly hex: string };

const FORMS = 'expected text, a Uint8Array, an array of bytes, or { hex }';
const LENGTH = `expected 1 to ${MAX_BYTES} bytes`;
const BYTES = 'expected bytes, whole numbers from 0 to 255';
const DIGITS = 'expected an even number of hexadecimal digits';

const utf8 = new TextEncoder();

function isByte(value: unknown): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 255;
}

/** The bytes of what a module names, or what is wrong with it. */
function bytesOf(given: unknown): Uint8Array | string {
  if (typeof given === 'string') return utf8.encode(given);
  if (given instanceof Uint8Array) return given;
  if (Array.isArray(given)) return given.every(isByte) ? Uint8Array.from(given) : BYTES;
  if (typeof given !== 'object' || given === null || Object.keys(given).join() !== 'hex') return FORMS;
  const hex: unknown = Reflect.get(given, 'hex');
  return typeof hex === 'string' && /^(?:[0-9a-f]{2})*$/i.test(hex) ? bytesOfHex(hex) : DIGITS;
}

const payload = z.unknown().transform((given, context): string => {
  const bytes = bytesOf(given);
  if (typeof bytes !== 'string' && bytes.length >= 1 && bytes.length <= MAX_BYTES) return hexOf(bytes);
  context.addIssue({ code: 'custom', message: typeof bytes === 'string' ? bytes : LENGTH });
  return z.NEVER;
});

/** What a module names, {@link PayloadBytes} each, read as lower-case hexadecimal digits. */
export const payloadsSchema = z
  .array(payload, { error: 'expected an array of payloads' })
  .max(MAX_PAYLOADS, `expected at most ${MAX_PAYLOADS} payloads`);

/** Such digits, as summaries have them. */
export const payloadDigits = z
  .string({ error: DIGITS })
  .max(2 * MAX_BYTES, { error: LENGTH })
  .regex(/^(?:[0-9a-f]{2})+$/, { error: DIGITS });
