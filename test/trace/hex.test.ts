import { expect, it } from 'vitest';
import { bytesOfHex, hexOf } from '../../src/trace/hex.ts';

const ALL = Uint8Array.from({ length: 256 }, (_, byte) => byte);

it('hexadecimal digits are Node’s, in small letters', () => {
  expect(hexOf(ALL)).toBe(Buffer.from(ALL).toString('hex'));
  expect(hexOf(new Uint8Array(0))).toBe('');
});

it('digits of any case become bytes again', () => {
  expect(bytesOfHex(hexOf(ALL))).toEqual(ALL);
  expect(bytesOfHex('0aFf')).toEqual(Uint8Array.of(10, 255));
  expect(bytesOfHex('')).toEqual(new Uint8Array(0));
});
