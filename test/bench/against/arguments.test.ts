import { describe, expect, it } from 'vitest';
import { readAgainst, UsageError } from '../../../bench/against/arguments.ts';

describe('readAgainst', () => {
  it('compares every part unless some are named', () => {
    expect(readAgainst(['main'])).toEqual({
      ref: 'main',
      parts: ['campaigns', 'round-trips', 'long-runs'],
      rounds: 30,
    });
    expect(readAgainst(['HEAD~2', 'long-runs', '--rounds', '5'])).toEqual({
      ref: 'HEAD~2',
      parts: ['long-runs'],
      rounds: 5,
    });
  });

  it.each([
    [[], 'which commit'],
    [['main', 'shrinking', 'toString'], 'no part is called shrinking, toString'],
    [['main', '--rounds', '0'], '--rounds 0 is no number of rounds'],
    [['main', '--rounds', 'many'], '--rounds many is no number of rounds'],
    [['main', '--round', '5'], '--round'],
  ])('refuses %j', (parameters, message) => {
    expect(() => readAgainst(parameters)).toThrow(UsageError);
    expect(() => readAgainst(parameters)).toThrow(message);
  });
});
