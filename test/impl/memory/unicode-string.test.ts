import { beforeEach, describe, expect, it } from 'vitest';
import { readUnicodeString } from '../../../src/impl/memory/unicode-string.ts';
import { NULL_VA, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { newKernel } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory, pool } = kernel;

beforeEach(restart);

/** A UNICODE_STRING of `lengthBytes` bytes with its characters elsewhere. */
function stored(text: string, lengthBytes = 2 * text.length): Va {
  const string = pool.allocate(16, 0, true);
  const characters = pool.allocate(Math.max(1, 2 * text.length), 0, true);
  memory.writeU16(string, lengthBytes);
  memory.writeU16(vaAdd(string, 2), 2 * text.length);
  memory.writePointer(vaAdd(string, 8), characters);
  for (let at = 0; at < text.length; at += 1) {
    memory.writeU16(vaAdd(characters, 2 * at), text.charCodeAt(at));
  }
  return string;
}

describe('readUnicodeString', () => {
  it.each(['', 'A', '\\Device\\Example', '\\??\\ÄÖ', '\u{1f600}', '\ud800', 'x'.repeat(3000)])(
    'gives the text (%#)',
    (text) => expect(readUnicodeString(memory, stored(text))).toBe(text),
  );

  it('reads no more than the length, in bytes, and whole characters of it', () => {
    expect(readUnicodeString(memory, stored('ABCD', 4))).toBe('AB');
    expect(readUnicodeString(memory, stored('ABCD', 5))).toBe('AB');
  });

  it('is empty at NULL', () => expect(readUnicodeString(memory, NULL_VA)).toBe(''));
});
