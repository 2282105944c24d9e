import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../../src/trace/ops/draw/profile.ts';
import { compareRanks } from '../../../../../src/trace/ops/rank.ts';
import { optionFields, optionsText } from '../../../../../src/trace/ops/win32/fields/options.ts';

const SURROUNDINGS = { ops: 1, lengths: [], ends: [], opened: 0 };
const FIELDS = Object.entries(optionFields);

describe.each(FIELDS)('OpenOptions, %s', (_name, field) => {
  const usual = field.canonical;

  it('is simplest as it usually is', () => {
    expect(field.simpler(!usual, SURROUNDINGS)).toEqual([usual]);
    expect(compareRanks(field.rank(usual), field.rank(!usual))).toBeLessThan(0);
    expect(field.others(usual, SURROUNDINGS)).toEqual([!usual]);
  });

  it('is something else in 9 of 32 draws', () => {
    const drawn = [...enumerate(field.draw, { profile: PLAIN_PROFILE })];
    // Seven times as usual without asking for more, nine times either.
    expect(drawn).toHaveLength(7 + 2 * 9);
    expect(drawn.filter((value) => value !== usual)).toHaveLength(9);
  });

  it('is as usual in a case that does without others', () => {
    const swarm = { uses: () => false };
    expect([...enumerate(field.draw, { profile: PLAIN_PROFILE, swarm })]).toEqual([usual]);
  });

  it('is told in words', () => {
    expect([true, false].map((value) => field.shown(value).text)).toEqual(['yes', 'no']);
  });
});

it('the options of an open are the methods that are called', () => {
  const none = { read: false, write: false, append: false, truncate: false, create: false, createNew: false };
  expect(optionsText(none)).toBe('no options');
  expect(optionsText({ ...none, read: true, createNew: true })).toBe('read create_new');
});
