import { beforeEach, describe, expect, it } from 'vitest';
import { allocateUnicodeString, readUnicodeString } from '../../../src/impl/memory/unicode-string.ts';
import { NULL_VA, vaAdd } from '../../../src/impl/memory/va.ts';
import { newKernel } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory, pool } = kernel;

beforeEach(restart);

describe('a UNICODE_STRING', () => {
  it.each(['', 'A', '\\Device\\Example', '\\??\\ÄÖ', '\u{1f600}', '\ud800', 'x'.repeat(3000)])(
    'holds its text (%#)',
    (text) => {
      const string = allocateUnicodeString(memory, pool, text, 0);
      expect(readUnicodeString(memory, string)).toBe(text);
      expect(pool.free(string)).toBe('freed');
    },
  );

  it('has length and maximum length in bytes, and its buffer behind it', () => {
    const string = allocateUnicodeString(memory, pool, 'AB', 0);
    expect([memory.readU16(string), memory.readU16(vaAdd(string, 2))]).toEqual([4, 4]);
    expect(memory.readPointer(vaAdd(string, 8))).toBe(vaAdd(string, 16));
    expect([memory.readU16(vaAdd(string, 16)), memory.readU16(vaAdd(string, 18))]).toEqual([0x41, 0x42]);
  });

  it('at NULL is empty', () => expect(readUnicodeString(memory, NULL_VA)).toBe(''));

  it('is NULL when pool is exhausted', () => {
    while (pool.allocate(4096, 0, false) !== NULL_VA);
    while (pool.allocate(32, 0, false) !== NULL_VA);
    expect(allocateUnicodeString(memory, pool, 'AB', 0)).toBe(NULL_VA);
  });
});
