import { describe, expect, it } from 'vitest';
import { formatTrace, parseTrace } from '../../../../src/trace/json.ts';
import { type DataSpec, data, dataText, pointersIn } from '../../../../src/trace/ops/fields/data.ts';
import { type PlacedBytes, pointerAt } from '../../../../src/trace/ops/fields/placed-bytes.ts';
import { compareRanks } from '../../../../src/trace/ops/rank.ts';
import { traceOf, write } from '../../../campaign/subjects.ts';

const counter = (seed: number): DataSpec => ({ pattern: 'counter', seed });
const placed = (...places: PlacedBytes[]): DataSpec => ({ pattern: 'counter', seed: 0, places });
const ZEROS: DataSpec = { pattern: 'zero' };
const ONE: PlacedBytes = { at: 0, bytes: '01' };
const KERNEL = pointerAt(8, 'kernel');

/** The simplest first. */
const ORDERED: readonly DataSpec[] = [
  counter(0),
  counter(1),
  counter(2 ** 32 - 1),
  ZEROS,
  { hex: '' },
  { hex: '00' },
  { hex: 'ff' },
  { hex: '0000' },
  placed({ at: 0, bytes: '00' }),
  { pattern: 'counter', seed: 7, places: [{ at: 0, bytes: '00' }] },
  placed({ at: 3, bytes: '00' }),
  placed(ONE),
  placed({ at: 0, bytes: '0000' }),
  placed(pointerAt(0, 'caller')),
  placed(KERNEL),
  placed({ at: 0, bytes: '00' }, ONE),
  placed(ONE, { at: 0, bytes: '00' }),
  placed(KERNEL, KERNEL),
];
const MORE: readonly DataSpec[] = [
  { hex: '4142' },
  { hex: 'ab'.repeat(20) },
  { hex: 'FF' },
  placed({ at: 12, bytes: '00000000' }),
  placed({ at: 12, bytes: 'fffefdfcfbfaf9f8f7' }, pointerAt(1, 'non-canonical')),
];

/** Data know nothing of the rest of their trace. */
const SURROUNDINGS = { ops: 1, lengths: [], ends: [], opened: 0 };

const order = (left: DataSpec, right: DataSpec): number => compareRanks(data.rank(left), data.rank(right));

describe('data count', () => {
  it('as counters, zeros, bytes in full and then counters with something over them', () => {
    expect(ORDERED.toReversed().toSorted(order)).toEqual(ORDERED);
    for (const [index, each] of ORDERED.entries())
      for (const later of ORDERED.slice(index + 1)) expect(order(each, later)).toBeLessThan(0);
  });

  it.each([...ORDERED, ...MORE])('less, whatever is tried instead of %j', (value) => {
    const simpler = data.simpler(value, SURROUNDINGS);
    expect(simpler.filter((each) => order(each, value) >= 0)).toEqual([]);
  });
});

describe('what minimization tries', () => {
  const simpler = (value: DataSpec): readonly DataSpec[] => data.simpler(value, SURROUNDINGS);

  it('is nothing instead of the plain counter, which is tried first instead of all else', () => {
    expect(simpler(counter(0))).toEqual([]);
    for (const each of [...ORDERED.slice(1), ...MORE]) expect(simpler(each)[0]).toEqual(counter(0));
  });

  it('instead of places: patterns, their bytes all over, fewer of them, and each by itself simpler', () => {
    expect(simpler(placed(ONE, KERNEL))).toEqual([
      counter(0),
      ZEROS,
      { hex: 'ff' },
      { hex: '01' },
      placed(KERNEL),
      placed(ONE),
      placed({ at: 0, bytes: '00' }, KERNEL),
      ...[0, 4, 7].map((at) => placed(ONE, { ...KERNEL, at })),
      placed(ONE, { at: 8, bytes: '0100000000000000' }),
      ...(['caller', 'read-only', 'unmapped', 'non-canonical', 'unmapped-kernel'] as const).map((pointer) =>
        placed(ONE, pointerAt(8, pointer)),
      ),
    ]);
  });

  it('keeps the seed below places, which is lowered by itself', () => {
    const value: DataSpec = { pattern: 'counter', seed: 5, places: [{ at: 0, bytes: '01' }] };
    expect(simpler(value).at(-1)).toEqual({ ...value, places: [{ at: 0, bytes: '00' }] });
    expect(data.number?.read(value)).toBe(5n);
    expect(data.number?.write(2n, value)).toEqual({ ...value, seed: 2 });
  });

  it('instead of bytes in full: ones, and each byte lower, of up to 16', () => {
    expect(simpler({ hex: '4102' })).toEqual(
      expect.arrayContaining([
        { hex: 'ff' },
        { hex: '0002' },
        { hex: '0102' },
        { hex: '4100' },
        { hex: '4101' },
      ]),
    );
    const lowered = (bytes: number) =>
      simpler({ hex: '41'.repeat(bytes) }).filter((each) => 'hex' in each && each.hex.startsWith('00'));
    expect([lowered(16), lowered(17)].map((each) => each.length)).toEqual([1, 0]);
  });
});

describe('what else data could be', () => {
  it.each([...ORDERED, ...MORE])('differs from %j, each from the others', (value) => {
    const others = data.others(value, SURROUNDINGS);
    const texts = others.map((each) => JSON.stringify(each));
    expect(texts.length).toBeGreaterThan(1);
    expect(new Set([...texts, JSON.stringify(value)]).size).toBe(texts.length + 1);
  });

  it('is, instead of places, the plain counter below them and other places', () => {
    expect(data.others(placed(ONE, KERNEL), SURROUNDINGS)).toEqual([
      counter(0),
      placed({ at: 0, bytes: '02' }, KERNEL),
      placed({ at: 0, bytes: '00' }, KERNEL),
      placed({ at: 0, bytes: 'ff' }, KERNEL),
      ...(['caller', 'read-only', 'unmapped', 'non-canonical', 'unmapped-kernel'] as const).map((pointer) =>
        placed(ONE, pointerAt(8, pointer)),
      ),
    ]);
  });
});

it.each<[DataSpec, string, string[]]>([
  [counter(0), 'counter from 0', []],
  [counter(3), 'counter from 3', ['data counter from 3']],
  [ZEROS, 'zeros', ['data zeros']],
  [{ hex: '4100' }, 'hex 4100', ['data hex 4100']],
  [placed(ONE), 'counter from 0, at 0 0x1 in 1 byte', ['data counter from 0, at 0 0x1 in 1 byte']],
  [
    placed(KERNEL, ONE),
    'counter from 0, at 8 a pointer to a kernel page, at 0 0x1 in 1 byte',
    ['data counter from 0, at 8 a pointer to a kernel page, at 0 0x1 in 1 byte'],
  ],
])('people read %j as "%s"', (value, shown, words) => {
  expect(data.shown(value)).toEqual({ text: shown, number: null });
  expect(dataText(value)).toEqual(words);
});

it('only the plain counter and zeros are small', () => {
  expect([counter(0), counter(1), { hex: '' }, placed(ONE)].map((value) => data.isSmall(value))).toEqual([
    true,
    false,
    false,
    false,
  ]);
});

it('pointers are found among places, and nowhere else', () => {
  expect(pointersIn(placed(ONE, KERNEL, pointerAt(0, 'caller')))).toEqual([KERNEL, pointerAt(0, 'caller')]);
  for (const value of [placed(ONE), counter(1), ZEROS, { hex: '00' }]) expect(pointersIn(value)).toEqual([]);
});

it('places come back from the JSON of a trace, in whatever order its keys were', () => {
  const trace = traceOf('direct', [write({ length: 16, data: placed(KERNEL, ONE) })]);
  const text = formatTrace(trace);
  expect(text).toContain(
    '"data": { "pattern": "counter", "seed": 0, "places": [{ "at": 8, "pointer": "kernel" }, { "at": 0, "bytes": "01" }] }',
  );
  expect(parseTrace(text).trace).toEqual(trace);
  const shuffled = text.replace(
    '"pattern": "counter", "seed": 0, "places": [{ "at": 8, "pointer": "kernel" }, { "at": 0, "bytes": "01" }]',
    '"places": [{ "pointer": "kernel", "at": 8 }, { "bytes": "01", "at": 0 }], "pattern": "counter"',
  );
  expect(shuffled).not.toBe(text);
  expect(formatTrace(parseTrace(shuffled).trace)).toBe(text);
});
