import { describe, expect, it } from 'vitest';
import { counted, duration, folded, grouped, percent, shortened, wrapped } from '../../src/report/format.ts';

describe('format', () => {
  it('groups thousands', () => {
    expect([0, 999, 1000, 123_456, 1_234_567].map(grouped)).toEqual([
      '0',
      '999',
      '1,000',
      '123,456',
      '1,234,567',
    ]);
  });

  it('counts', () => {
    expect([
      counted(0, 'op'),
      counted(1, 'op'),
      counted(2000, 'op'),
      counted(2, 'child', 'children'),
    ]).toEqual(['0 ops', '1 op', '2,000 ops', '2 children']);
  });

  it('rounds percentages down, so that 100 % is all', () => {
    expect([percent(1, 0), percent(99_999, 100_000), percent(2, 2), percent(1, 3)]).toEqual([
      '',
      '99.9 %',
      '100.0 %',
      '33.3 %',
    ]);
  });

  it('tells durations', () => {
    expect([0, 1234, 59_949, 60_000, 200_400].map(duration)).toEqual([
      '0.0 s',
      '1.2 s',
      '59.9 s',
      '1 min 0 s',
      '3 min 20 s',
    ]);
  });

  it('shortens by characters', () => {
    expect([shortened('abc', 3), shortened('abcd', 3), shortened('😀😀😀', 2)]).toEqual([
      'abc',
      'ab…',
      '😀…',
    ]);
  });

  it('wraps at parts', () => {
    expect(wrapped([], 10)).toEqual([]);
    expect(wrapped(['abc', 'def', 'ghi'], 9)).toEqual(['abc, def,', 'ghi']);
    expect(wrapped(['abcdefghijklm', 'n'], 5)).toEqual(['abcdefghijklm,', 'n']);
  });

  it('breaks parts that are too long behind commas, then between words, never within these', () => {
    expect(folded(['abc', 'def'], 9)).toEqual(['abc, def']);
    expect(folded(['ab', 'one, twos', 'cd'], 8)).toEqual(['ab, one,', 'twos, cd']);
    expect(folded(['one, two three'], 9)).toEqual(['one,', 'two three']);
    expect(folded(['one two three'], 7)).toEqual(['one two', 'three']);
    expect(folded(['a', 'abcdefghijklm'], 5)).toEqual(['a,', 'abcdefghijklm']);
    expect(folded([], 5)).toEqual([]);
    expect(folded(['abc', 'def'], 9, 'op  ')).toEqual(['op  abc,', 'def']);
    expect(folded(['abc def'], 9, 'op  ')).toEqual(['op  abc', 'def']);
    expect(folded([], 9, 'op  ')).toEqual(['op']);
  });

  it('breaks no line where the rest would be a command of a build service', () => {
    expect(folded(['thrown ::error::a'], 12)).toEqual(['thrown', '\\u003a:error::a']);
    expect(wrapped(['thrown', '::error::a'], 12)).toEqual(['thrown,', '\\u003a:error::a']);
  });
});
