import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { type OpenOptions, openOptions } from '../../../../src/trace/ops/fields/open-options.ts';
import { compareRanks } from '../../../../src/trace/ops/rank.ts';

const SURROUNDINGS = { ops: 1, lengths: [], ends: [], opened: 0 };
const ALL: OpenOptions = ['write-through', 'no-intermediate-buffering', 'alertable'];

describe('the options of an open', () => {
  it.each<[unknown]>([[[]], [['alertable']], [ALL]])('may be %j', (value) => {
    expect(openOptions.schema.parse(value)).toEqual(value);
  });

  it.each<[unknown]>([
    ['write-through'],
    [['writethrough']],
    [['alertable', 'alertable']],
    [['alertable', 'write-through']],
    [[null]],
  ])('are not %j', (value) => {
    const { success, error } = openOptions.schema.safeParse(value);
    expect(success).toBe(false);
    expect(error?.issues.map(({ message }) => message)).toEqual([
      'expected some of "write-through", "no-intermediate-buffering" or "alertable", each once, in this order',
    ]);
  });

  it('get simpler one by one', () => {
    expect(openOptions.simpler([], SURROUNDINGS)).toEqual([]);
    expect(openOptions.simpler(['alertable'], SURROUNDINGS)).toEqual([[]]);
    const simpler = openOptions.simpler(ALL, SURROUNDINGS);
    expect(simpler).toHaveLength(4);
    for (const each of simpler)
      expect(compareRanks(openOptions.rank(each), openOptions.rank(ALL))).toBeLessThan(0);
  });

  it('could be one less or one more', () => {
    expect(openOptions.others(['write-through'], SURROUNDINGS)).toEqual([[], ['write-through', 'alertable']]);
    expect(openOptions.others([], SURROUNDINGS)).toEqual([]);
    for (const other of openOptions.others(['no-intermediate-buffering'], SURROUNDINGS))
      expect(openOptions.schema.parse(other)).toEqual(other);
  });

  it.each([
    [0, 1],
    [1, 3],
  ])(
    'of an open beside %i handles that are open: %i of 16 ask for no buffering (R6)',
    (openCount, expected) => {
      const drawn = [...enumerate(openOptions.draw, { profile: PLAIN_PROFILE, openCount })];
      expect(drawn).toHaveLength(16);
      expect(drawn.filter((options) => options.includes('no-intermediate-buffering'))).toHaveLength(expected);
      expect(new Set(drawn.flat()).size).toBe(3);
    },
  );

  it('are told in words', () => {
    expect(openOptions.shown([]).text).toBe('none');
    expect(openOptions.shown(ALL).text).toBe(ALL.join(', '));
  });
});
