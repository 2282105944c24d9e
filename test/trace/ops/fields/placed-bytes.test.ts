import { describe, expect, it } from 'vitest';
import {
  integerAt,
  otherPlaces,
  type PlacedBytes,
  placeRank,
  placesSchema,
  placeText,
  pointerAt,
  simplerPlaces,
} from '../../../../src/trace/ops/fields/placed-bytes.ts';
import { compareRanks } from '../../../../src/trace/ops/rank.ts';
import { POINTED_MEMORIES } from '../../../../src/trace/pointed-memory.ts';

const bytesAt = (at: number, bytes: string): PlacedBytes => ({ at, bytes });

describe('an integer', () => {
  it.each<[sizeBytes: number, value: bigint, bytes: string]>([
    [1, 0n, '00'],
    [1, 0xffn, 'ff'],
    [2, 0x1234n, '3412'],
    [4, 1n, '01000000'],
    [4, 0x4000_0001n, '01000040'],
    [8, 0x0102_0304_0506_0708n, '0807060504030201'],
    [4, -1n, 'ffffffff'],
    [2, -2n, 'feff'],
    [1, 0x1234n, '34'],
  ])('of %d bytes that is %d lies in memory as %s', (sizeBytes, value, bytes) => {
    expect(integerAt(3, sizeBytes, value)).toEqual({ at: 3, bytes });
  });
});

it('places count by bytes, the shorter and the lower first, then by what pointers lead to, then by where they are', () => {
  const ordered: PlacedBytes[] = [
    bytesAt(0, '00'),
    bytesAt(9, '00'),
    bytesAt(0, '01'),
    bytesAt(0, 'ff'),
    bytesAt(0, '0000'),
    bytesAt(0, 'ffff'),
    ...POINTED_MEMORIES.flatMap((pointer) => [pointerAt(0, pointer), pointerAt(1, pointer)]),
  ];
  const shuffled = ordered.toReversed();
  expect(shuffled.toSorted((left, right) => compareRanks(placeRank(left), placeRank(right)))).toEqual(
    ordered,
  );
});

describe('what is simpler than a place', () => {
  it.each<[what: string, place: PlacedBytes, simpler: readonly PlacedBytes[]]>([
    ['nothing below a zero at the start', bytesAt(0, '00'), []],
    ['nothing but zero below a one', bytesAt(0, '01'), [bytesAt(0, '00')]],
    [
      'zero, one, half of it and one less, each once',
      bytesAt(0, '03'),
      [bytesAt(0, '00'), bytesAt(0, '01'), bytesAt(0, '02')],
    ],
    [
      'the start, half-way there and one byte before',
      bytesAt(8, '00'),
      [0, 4, 7].map((at) => bytesAt(at, '00')),
    ],
    [
      'fewer bytes, one, and each byte as zero and as one',
      bytesAt(0, '0205'),
      ['02', '05', '02', '0100', '0005', '0105', '0200', '0201'].map((bytes) => bytesAt(0, bytes)),
    ],
    [
      'halves of bytes in pairs',
      bytesAt(0, '00010002'),
      ['0001', '010002', '000100', '01000000', '00000002', '00010000', '00010001'].map((bytes) =>
        bytesAt(0, bytes),
      ),
    ],
    ['an integer instead of the simplest pointer', pointerAt(0, 'caller'), [integerAt(0, 8, 1n)]],
    [
      'simpler pointers instead of others',
      pointerAt(2, 'unmapped'),
      [
        pointerAt(0, 'unmapped'),
        pointerAt(1, 'unmapped'),
        pointerAt(1, 'unmapped'),
        integerAt(2, 8, 1n),
        pointerAt(2, 'caller'),
        pointerAt(2, 'read-only'),
      ],
    ],
  ])('%s', (_what, place, simpler) => expect(simplerPlaces(place)).toEqual(simpler));
});

describe('what else could be at a place', () => {
  it('is every other pointer', () => {
    for (const pointer of POINTED_MEMORIES)
      expect(otherPlaces(pointerAt(4, pointer))).toEqual(
        POINTED_MEMORIES.filter((each) => each !== pointer).map((each) => pointerAt(4, each)),
      );
  });

  it.each<[string, readonly string[]]>([
    ['10', ['11', '00', 'ff']],
    ['ff', ['00']],
    ['00', ['01', 'ff']],
    ['fe', ['ff', '00']],
    ['0200', ['0300', '0000', 'ffff']],
  ])('instead of %s are the next value, zeros and ones, each once', (bytes, others) => {
    expect(otherPlaces(bytesAt(4, bytes))).toEqual(others.map((each) => bytesAt(4, each)));
  });
});

it.each<[PlacedBytes, string]>([
  [bytesAt(0, '01'), 'at 0 0x1 in 1 byte'],
  [integerAt(8, 4, 16n), 'at 8 0x10 in 4 bytes'],
  [integerAt(8, 8, -1n), 'at 8 0xffffffffffffffff in 8 bytes'],
  [bytesAt(2, '000102030405060708'), 'at 2 0001020304050607…'],
  [pointerAt(0, 'caller'), 'at 0 a pointer to a page of the caller’s'],
  [pointerAt(0, 'read-only'), 'at 0 a pointer to a read-only page of the caller’s'],
  [pointerAt(0, 'unmapped'), 'at 0 a pointer to an unmapped user address'],
  [pointerAt(0, 'non-canonical'), 'at 0 a pointer to a non-canonical address'],
  [pointerAt(0, 'unmapped-kernel'), 'at 0 a pointer to an unmapped kernel address'],
  [pointerAt(16, 'kernel'), 'at 16 a pointer to a kernel page'],
])('people read %j as "%s"', (place, text) => expect(placeText(place)).toBe(text));

it('a trace holds one to eight places of up to 64 bytes, and all that the functions here give', () => {
  const starts: PlacedBytes[] = [
    bytesAt(0, '00'.repeat(64)),
    bytesAt(2 ** 24, 'ffee'),
    bytesAt(1, '00010002'),
    bytesAt(7, '80'),
    ...POINTED_MEMORIES.map((pointer) => pointerAt(8, pointer)),
  ];
  for (const place of starts)
    for (const each of [place, ...simplerPlaces(place), ...otherPlaces(place)])
      expect(placesSchema.parse([each])).toEqual([each]);
  expect(placesSchema.parse(Array(8).fill(starts[0]))).toHaveLength(8);
});
