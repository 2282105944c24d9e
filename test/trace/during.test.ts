import { describe, expect, it } from 'vitest';
import {
  changing,
  failing,
  failingAt,
  failsAt,
  firstFails,
  happeningText,
  MAX_ENTRIES,
  NOTHING,
  pointsOf,
  raising,
} from '../../src/trace/during.ts';
import { duringSchema } from '../../src/trace/during-schema.ts';
import { during } from '../../src/trace/ops/fields/during.ts';
import { compareRanks } from '../../src/trace/ops/rank.ts';

const third = { at: { point: 'pool-allocation', nth: 2 }, do: 'fail' } as const;
const [every] = failing('pool-allocation');

describe('whether a point fails', () => {
  it.each([
    [NOTHING, 'never', false],
    [failing('system-mapping'), 'never', false],
    [failing('pool-allocation'), 'always', true],
    [[third], 'sometimes', false],
    [[{ ...third, at: { ...third.at, nth: 0 } }], 'sometimes', true],
    [[third, ...failing('pool-allocation')], 'always', true],
  ] as const)('%j: %s', (list, fails, first) => {
    expect(failsAt(list, 'pool-allocation')).toBe(fails);
    expect(firstFails(list, 'pool-allocation')).toBe(first);
  });
});

it('one that fails each time is the same list everywhere', () => {
  for (const point of pointsOf('fail')) expect(failing(point)).toBe(failing(point));
  expect(failing()).toEqual(NOTHING);
});

it('says an entry in words', () => {
  const list = [
    third,
    ...failing('irp-allocation'),
    ...raising('STATUS_WORKING_SET_QUOTA'),
    ...changing('probe', 'unmap'),
    ...changing('dispatch', 'protect'),
  ];
  expect(list.map(happeningText)).toEqual([
    'fault pool-allocation (nth 2)',
    'fault irp-allocation',
    'fault page-locking raises STATUS_WORKING_SET_QUOTA',
    'buffer unmapped at probe',
    'buffer made read-only at dispatch',
  ]);
});

describe('JSON', () => {
  it.each([
    [[], 'an empty list'],
    [[third, { at: 'system-mapping', do: 'fail' }], 'one passing and each'],
  ])('%j is %s', (list) => expect(duringSchema.parse(list)).toEqual(list));

  it.each([
    null,
    'system-mapping',
    [{ at: 'fire', do: 'fail' }],
    [{ at: 'system-mapping' }],
    [{ at: 'system-mapping', do: 'run' }],
    [{ at: { point: 'system-mapping' }, do: 'fail' }],
    [{ at: { point: 'system-mapping', nth: -1 }, do: 'fail' }],
    [{ at: { point: 'system-mapping', nth: 10_000 }, do: 'fail' }],
    [{ at: 'system-mapping', do: 'fail', op: 1 }],
    Array(MAX_ENTRIES + 1).fill(third),
  ])('%j is none', (list) => expect(duringSchema.safeParse(list).success).toBe(false));
});

describe('as a field of an operation', () => {
  const ranks = (left: typeof NOTHING, right: typeof NOTHING) =>
    compareRanks(during.rank(left), during.rank(right));

  it('fewer entries are simpler, then earlier points, then each passing, then an earlier one', () => {
    const ascending = [
      NOTHING,
      failing('irp-allocation'),
      failing('pool-allocation'),
      [{ ...third, at: { ...third.at, nth: 0 } }],
      [third],
      failing('irp-allocation', 'irp-allocation'),
    ];
    for (const [index, list] of ascending.slice(1).entries())
      expect(ranks(ascending[index] ?? NOTHING, list)).toBeLessThan(0);
  });

  it('entries are dropped, moved to other points, made to strike each time or earlier, and sorted', () => {
    const tried = during.simpler([third, ...failing('irp-allocation')], {
      ops: 1,
      lengths: [],
      ends: [],
      opened: 1,
    });
    expect(tried[0]).toBe(NOTHING);
    expect(tried).toEqual(
      expect.arrayContaining([
        [third],
        failing('irp-allocation'),
        [every, ...failing('irp-allocation')],
        [{ ...third, at: { ...third.at, nth: 1 } }, ...failing('irp-allocation')],
        [third, ...failing('system-mapping')],
        [...failing('irp-allocation'), third],
      ]),
    );
  });

  it('a failure at any point is tried instead of an exception, which counts later', () => {
    const shape = { ops: 1, lengths: [], ends: [], opened: 1 };
    const raised = raising('STATUS_INSUFFICIENT_RESOURCES');
    const tried = during.simpler(raised, shape);
    for (const point of pointsOf('fail')) {
      expect(tried).toContainEqual(failing(point));
      expect(compareRanks(during.rank(failing(point)), during.rank(raised))).toBeLessThan(0);
    }
    const at = { point: 'page-locking', nth: 1 } as const;
    const second = { at, do: 'raise', status: 'STATUS_WORKING_SET_QUOTA' } as const;
    expect(during.simpler([second], shape)).toContainEqual(failingAt('pool-allocation', 1));
  });

  it('others are tried only where there are some', () => {
    expect(during.others(NOTHING, { ops: 1, lengths: [], ends: [], opened: 1 })).toEqual([]);
    expect(during.others(failing('system-mapping'), { ops: 1, lengths: [], ends: [], opened: 1 })).toEqual([
      [],
      ...pointsOf('fail')
        .filter((point) => point !== 'system-mapping')
        .map((point) => failing(point)),
    ]);
  });
});
