import { describe, expect, it } from 'vitest';
import { ascii, isPlain, lines, shortened } from '../../src/export/ascii.ts';

describe('ascii', () => {
  it('keeps printable ASCII, and gives marks of our own texts what people type for them', () => {
    expect(ascii('a ~')).toBe('a ~');
    expect(ascii('the caller’s … → ·')).toBe("the caller's ... -> -");
  });

  it('escapes what ends a line, turns text around, or is not ASCII', () => {
    expect(ascii('a\nb\u2028c\u202ed\0é😀')).toBe('a\\u000ab\\u2028c\\u202ed\\u0000\\u00e9\\ud83d\\ude00');
    expect(isPlain(ascii('\ud800\u0085'))).toBe(true);
  });

  it('escapes what build services take for a command', () => {
    expect(isPlain('##vso[a]')).toBe(false);
    expect(ascii('##vso[a] é')).toBe('\\u0023#vso[a] \\u00e9');
  });
});

it('lines break between words, and a longer word has its own', () => {
  expect(lines('one two three-and-more four', 8)).toEqual(['one two', 'three-and-more', 'four']);
  expect(lines('', 8)).toEqual([]);
  expect(lines('a\n*/ b', 80)).toEqual(['a\\u000a*/ b']);
});

it('shortened text ends in dots', () => {
  expect(shortened('abcdef', 6)).toBe('abcdef');
  expect(shortened('abcdefg', 6)).toBe('abc...');
});
