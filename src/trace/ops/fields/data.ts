import { z } from 'zod';
import { alternatives, integer } from '../../schema-parts.ts';
import type { Drawing } from '../draw/drawing.ts';
import { drawnRuns, RUN_CHOICE, RUNS } from '../draw/drawn-runs.ts';
import { slot } from '../draw/slot.ts';
import { type FieldType, textShown } from '../field-type.ts';
import { compareRanks, type Rank, textRank } from '../rank.ts';
import { drawnNamedPayload, NAMED_PAYLOADS, namedPayloadSlots } from './named-payload.ts';
import { drawnPayload, PAYLOADS, payloadSlots } from './payload.ts';
import {
  otherPlaces,
  type PlacedBytes,
  type PlacedPointer,
  placeRank,
  placesSchema,
  placeText,
  simplerPlaces,
} from './placed-bytes.ts';
import { shorterTexts } from './shorter-texts.ts';
import { MAX_ULONG } from './ulong.ts';

/** The most data given in full, bytes. */
const MAX_HEX_BYTES = 65_536;
/** Of up to so many bytes in full each is lowered. */
const MAX_LOWERED_BYTES = 16;
/** Digits of data that people are shown. */
const SHOWN_HEX_DIGITS = 16;

const HEX = `expected an even number of hexadecimal digits for at most ${MAX_HEX_BYTES} bytes`;
const PATTERNS = { error: `expected ${alternatives(['counter', 'zero'])}` };

const schema = z.union(
  [
    z.strictObject({
      pattern: z.literal('counter', PATTERNS),
      seed: integer(0, MAX_ULONG).default(0),
      places: placesSchema.exactOptional(),
    }),
    z.strictObject({ pattern: z.literal('zero', PATTERNS) }),
    z.strictObject({
      hex: z
        .string({ error: HEX })
        .max(2 * MAX_HEX_BYTES, { error: HEX })
        .regex(/^(?:[0-9a-fA-F]{2})*$/, { error: HEX }),
    }),
  ],
  { error: 'expected {"pattern": "counter", "seed": n}, {"pattern": "zero"} or {"hex": "…"}' },
);

/**
 * Contents of a write: a counter pattern that starts at `seed`, and what lies over it; zeros; or bytes repeated to the
 * length. What lies beyond the length is not written.
 */
export type DataSpec = Readonly<z.output<typeof schema>>;

/** The data a minimal trace writes. */
const PLAIN_DATA = { pattern: 'counter', seed: 0 } as const satisfies DataSpec;

const ZEROS: DataSpec = { pattern: 'zero' };
const ALL_ONES = { hex: 'ff' };

/** Data patterns use the bytes 1 to this; the values above are left to poison and redzones. */
export const HIGHEST_DATA_BYTE = 239;

const SLOT = slot(8);
/** Of 256 values those that give runs of any bytes. */
const RUNS_FROM = 248;

/** The counter patterns, one for each byte they may start with. */
const COUNTERS: readonly DataSpec[] = Array.from({ length: HIGHEST_DATA_BYTE }, (_, seed) => ({
  pattern: 'counter',
  seed,
}));

/** Small 32-bit integers, one after another: counts and codes of what looks at its data. */
const SMALL_INTEGERS: readonly DataSpec[] = Array.from({ length: 8 }, (_, index) => ({
  hex: `0${index + 1}000000`,
}));

/** What is written: `slot` is 0 to 255, mostly the byte that a counter pattern starts with. */
function dataOf(slot: number, zeros: boolean, integers = false): DataSpec {
  const counter = COUNTERS[slot];
  if (counter !== undefined) return counter;
  const other = slot - HIGHEST_DATA_BYTE;
  if (integers) return SMALL_INTEGERS[other] ?? ZEROS;
  return zeros ? ZEROS : (COUNTERS[other] ?? ZEROS);
}

/**
 * What is written where the first byte is a length: in three of four cases one of at most the bytes that follow.
 * `slot` is as for {@link dataOf}.
 */
function prefixedDataOf(slot: number, lengthBytes: number): DataSpec {
  const bytesAfter = lengthBytes - 1;
  if (slot % 4 === 3 || bytesAfter < 1) return dataOf(slot, true);
  // The counter pattern of seed s begins with the byte s + 1.
  const longest = Math.min(bytesAfter, HIGHEST_DATA_BYTE);
  return dataOf((slot >> 2) % longest, false);
}

function drawn(drawing: Drawing): DataSpec {
  const payload = drawnNamedPayload(drawing) ?? drawnPayload(drawing);
  if (payload !== null) return 'hex' in payload ? payload : { pattern: 'counter', seed: 0, ...payload };
  const { profile, lengthBytes } = drawing;
  const slot = drawing.draw(SLOT);
  if (slot >= RUNS_FROM && profile.zeroData && drawing.uses(RUNS)) return { hex: drawnRuns(drawing) };
  if (profile.lengthPrefixed) return prefixedDataOf(slot, lengthBytes);
  return dataOf(slot, profile.zeroData, profile.smallIntegers);
}

/** Simpler places instead: fewer of them, then each by itself. */
function withSimplerPlaces(seed: number, places: readonly PlacedBytes[]): readonly DataSpec[] {
  const fewer =
    places.length === 1 ? [] : places.map((_, left) => places.filter((_, index) => index !== left));
  const simpler = places.flatMap((place, index) =>
    simplerPlaces(place).map((each) => places.with(index, each)),
  );
  return [...fewer, ...simpler].map((each) => ({ pattern: 'counter', seed, places: [...each] }));
}

/** Each byte as 0 and as 1, where that is lower; nothing of many bytes. */
function lowerBytes(hex: string): readonly string[] {
  const pairs: readonly string[] = hex.match(/../g) ?? [];
  if (pairs.length > MAX_LOWERED_BYTES) return [];
  return pairs.flatMap((pair, index) =>
    ['00', '01'].filter((lower) => lower < pair).map((lower) => pairs.with(index, lower).join('')),
  );
}

/** Bytes of a place alone, all over the buffer. */
function repeated(places: readonly PlacedBytes[]): readonly DataSpec[] {
  return places.flatMap((place) => ('bytes' in place ? { hex: place.bytes } : []));
}

function rankOf(value: DataSpec): Rank {
  if ('hex' in value) return [2, textRank(value.hex)];
  if (value.pattern === 'zero') return [1];
  const { seed, places } = value;
  return places === undefined ? [0, seed] : [3, places.length, places.map(placeRank), seed];
}

/** What may be simpler, the simplest first. */
function plainer(value: DataSpec): readonly DataSpec[] {
  if (!('hex' in value)) {
    const places = value.pattern === 'counter' ? value.places : undefined;
    if (places === undefined || value.pattern === 'zero') return [PLAIN_DATA];
    return [PLAIN_DATA, ZEROS, ALL_ONES, ...repeated(places), ...withSimplerPlaces(value.seed, places)];
  }
  const first = Number.parseInt(value.hex.slice(0, 2), 16);
  const counter = COUNTERS[first - 1];
  const patterns = counter === undefined ? [PLAIN_DATA, ZEROS] : [PLAIN_DATA, counter, ZEROS];
  const shorter = [...shorterTexts(value.hex, 2), ...lowerBytes(value.hex)];
  return [...patterns, ALL_ONES, ...shorter.map((hex) => ({ hex }))];
}

/** Values are counters by their seed, then zeros, then bytes given in full, then counters with something over them. */
export const data: FieldType<DataSpec> = {
  name: 'data',
  description:
    'What is written: bytes that count up from a seed, with bytes and pointers at places over them; zeros; or bytes in ' +
    'hexadecimal that are repeated to the length.',
  schema,
  canonical: PLAIN_DATA,
  written(value) {
    if ('hex' in value) return { hex: value.hex };
    if (value.pattern === 'zero') return { pattern: value.pattern };
    const { pattern, seed, places } = value;
    return { pattern, seed, ...(places !== undefined && { places }) };
  },
  rank: rankOf,
  measured: { what: 'content' },
  simpler: (value) => plainer(value).filter((each) => compareRanks(rankOf(each), rankOf(value)) < 0),
  others(value) {
    if ('pattern' in value && value.pattern === 'counter' && value.places !== undefined) {
      const { places, ...plain } = value;
      const changed = places.flatMap((place, index) =>
        otherPlaces(place).map((each): DataSpec => ({ ...plain, places: places.with(index, each) })),
      );
      return [plain, ...changed];
    }
    const seed = 'pattern' in value && value.pattern === 'counter' ? value.seed + 1 : 0;
    const others: DataSpec[] = [{ pattern: 'counter', seed: Math.min(seed, MAX_ULONG) }, ZEROS, ALL_ONES];
    return others.filter((other) => JSON.stringify(other) !== JSON.stringify(value));
  },
  isOpen: true,
  draw: drawn,
  slots: [...namedPayloadSlots, ...payloadSlots, SLOT, RUN_CHOICE],
  features: [NAMED_PAYLOADS, PAYLOADS, RUNS],
  isSmall: (value) =>
    value === ZEROS || ('seed' in value && value.seed === PLAIN_DATA.seed && value.places === undefined),
  number: {
    largest: BigInt(MAX_ULONG),
    read: (value) => ('pattern' in value && value.pattern === 'counter' ? BigInt(value.seed) : null),
    write: (seed, before) => {
      const places = 'places' in before ? before.places : undefined;
      return { pattern: 'counter', seed: Number(seed), ...(places !== undefined && { places }) };
    },
    means: 'alone',
  },
  shown(value) {
    if ('hex' in value) {
      const { hex } = value;
      return textShown(`hex ${hex.length > SHOWN_HEX_DIGITS ? `${hex.slice(0, SHOWN_HEX_DIGITS)}…` : hex}`);
    }
    return textShown(value.pattern === 'zero' ? 'zeros' : counterText(value.seed, value.places));
  },
};

function counterText(seed: number, places: readonly PlacedBytes[] = []): string {
  return [`counter from ${seed}`, ...places.map(placeText)].join(', ');
}

/** The pointers among data. */
export function pointersIn(value: DataSpec): readonly PlacedPointer[] {
  if (!('places' in value) || value.places === undefined) return [];
  return value.places.filter((place) => 'pointer' in place);
}

/** For people; nothing for the plain data. */
export function dataText(value: DataSpec): string[] {
  if ('hex' in value) {
    const rest = value.hex.length > SHOWN_HEX_DIGITS ? '…' : '';
    return [`data ${value.hex === '' ? 'empty hex' : `hex ${value.hex.slice(0, SHOWN_HEX_DIGITS)}${rest}`}`];
  }
  if (value.pattern === 'zero') return ['data zeros'];
  const isPlain = value.seed === 0 && value.places === undefined;
  return isPlain ? [] : [`data ${counterText(value.seed, value.places)}`];
}
