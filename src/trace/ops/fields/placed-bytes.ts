import { z } from 'zod';
import { POINTED_MEMORIES, POINTED_TEXTS, type PointedMemory } from '../../pointed-memory.ts';
import { alternatives, integer } from '../../schema-parts.ts';
import { type Rank, textRank } from '../rank.ts';
import { MAX_LENGTH } from './length.ts';

/** The most places of one buffer. */
export const MAX_PLACES = 8;
/** The most bytes in one place. */
export const MAX_PLACE_BYTES = 64;
/** Bytes that are shown as one number. */
const MAX_NUMBER_BYTES = 8;

/** Bytes of a pointer. */
export const POINTER_BYTES = 8;

const HEX = `expected an even number of lower-case hexadecimal digits for 1 to ${MAX_PLACE_BYTES} bytes`;
const PLACES = { error: `expected an array of 1 to ${MAX_PLACES} places` };
const at = integer(0, MAX_LENGTH);

const schema = z.union(
  [
    z.strictObject({
      at,
      bytes: z
        .string({ error: HEX })
        .max(2 * MAX_PLACE_BYTES, { error: HEX })
        .regex(/^(?:[0-9a-f]{2})+$/, { error: HEX }),
    }),
    z.strictObject({
      at,
      pointer: z.enum(POINTED_MEMORIES, { error: `expected ${alternatives(POINTED_MEMORIES)}` }),
    }),
  ],
  { error: 'expected {"at": n, "bytes": "…"} or {"at": n, "pointer": "…"}' },
);

/** Bytes at a place of a buffer, counted from its start: themselves, or a pointer of 8 bytes. */
export type PlacedBytes = Readonly<z.output<typeof schema>>;

/** A pointer at a place of a buffer. */
export type PlacedPointer = Extract<PlacedBytes, { readonly pointer: unknown }>;

/** The schema of what lies over the pattern of a buffer; later places over earlier ones. */
export const placesSchema = z.array(schema, PLACES).min(1, PLACES).max(MAX_PLACES, PLACES).readonly();

/** An unsigned integer as bytes, the low one first. */
export function integerAt(at: number, sizeBytes: number, value: bigint): PlacedBytes {
  const digits = BigInt.asUintN(8 * sizeBytes, value)
    .toString(16)
    .padStart(2 * sizeBytes, '0');
  return { at, bytes: (digits.match(/../g) ?? []).toReversed().join('') };
}

/** A pointer. */
export function pointerAt(at: number, pointer: PointedMemory): PlacedBytes {
  return { at, pointer };
}

/** Pointers count by what they lead to, after bytes. */
export function placeRank(place: PlacedBytes): Rank {
  if ('pointer' in place) return [1, POINTED_MEMORIES.indexOf(place.pointer), place.at];
  return [0, textRank(place.bytes), place.at];
}

/** What minimization tries instead. */
export function simplerPlaces(place: PlacedBytes): readonly PlacedBytes[] {
  const start =
    place.at === 0
      ? []
      : [
          { ...place, at: 0 },
          { ...place, at: place.at >> 1 },
          { ...place, at: place.at - 1 },
        ];
  if ('pointer' in place) {
    const { at, pointer } = place;
    const simpler = POINTED_MEMORIES.slice(0, POINTED_MEMORIES.indexOf(pointer));
    return [...start, integerAt(at, POINTER_BYTES, 1n), ...simpler.map((each) => pointerAt(at, each))];
  }
  const { at, bytes } = place;
  const size = bytes.length / 2;
  if (size === 1) {
    const value = Number.parseInt(bytes, 16);
    const lower = [0, 1, value >> 1, value - 1].filter(
      (each, index, all) => each < value && all.indexOf(each) === index,
    );
    return [...start, ...lower.filter((each) => each >= 0).map((each) => integerAt(at, 1, BigInt(each)))];
  }
  const pairs: readonly string[] = bytes.match(/../g) ?? [];
  return [
    ...start,
    { at, bytes: bytes.slice(0, size & ~1) },
    { at, bytes: bytes.slice(2) },
    { at, bytes: bytes.slice(0, -2) },
    integerAt(at, size, 1n),
    ...pairs.flatMap((pair, index) => {
      const lowered = pair === '00' ? [] : ['00', ...(Number.parseInt(pair, 16) > 1 ? ['01'] : [])];
      return lowered.map((each) => ({ at, bytes: pairs.with(index, each).join('') }));
    }),
  ];
}

/** What else could be there: another pointer, or other bytes. */
export function otherPlaces(place: PlacedBytes): readonly PlacedBytes[] {
  if ('pointer' in place)
    return POINTED_MEMORIES.filter((each) => each !== place.pointer).map((each) => pointerAt(place.at, each));
  const { at, bytes } = place;
  const size = bytes.length / 2;
  const first = Number.parseInt(bytes.slice(0, 2), 16);
  const next = ((first + 1) & 0xff).toString(16).padStart(2, '0');
  const others = [`${next}${bytes.slice(2)}`, '00'.repeat(size), 'ff'.repeat(size)];
  return [...new Set(others)].filter((each) => each !== bytes).map((each) => ({ at, bytes: each }));
}

function contentText(place: PlacedBytes): string {
  if ('pointer' in place) return `a pointer to ${POINTED_TEXTS[place.pointer]}`;
  const { bytes } = place;
  const pairs = bytes.match(/../g) ?? [];
  if (pairs.length > MAX_NUMBER_BYTES) return `${bytes.slice(0, 2 * MAX_NUMBER_BYTES)}…`;
  const number = BigInt(`0x${pairs.toReversed().join('')}`);
  return `0x${number.toString(16)} in ${pairs.length} ${pairs.length === 1 ? 'byte' : 'bytes'}`;
}

/** For people: `at 8 0x10 in 4 bytes`. */
export function placeText(place: PlacedBytes): string {
  return `at ${place.at} ${contentText(place)}`;
}
