import type { PointedMemory } from '../../pointed-memory.ts';
import type { Drawing } from '../draw/drawing.ts';
import { half } from '../draw/feature.ts';
import type { GenerationProfile } from '../draw/profile.ts';
import { slot } from '../draw/slot.ts';
import { pick, type Table, times } from '../draw/table.ts';
import { integerAt, type PlacedBytes, POINTER_BYTES, pointerAt } from './placed-bytes.ts';

const isAsked = ({ payloads }: GenerationProfile): boolean => payloads;

const FORM = slot(4, isAsked);
const PLACE = slot(3, isAsked);
const FIRST = slot(6, isAsked);
const SECOND = slot(6, isAsked);

/** Data that mean something to what looks at them. */
export const PAYLOADS = half(isAsked);

/** The choices of a payload. */
export const payloadSlots = [FORM, PLACE, FIRST, SECOND] as const;

/** What is drawn instead of a plain pattern: what lies over one, or a text that is repeated. */
export type Payload = { readonly places: readonly PlacedBytes[] } | { readonly hex: string };

type Form =
  | 'none'
  | 'integer first'
  | 'integer within'
  | 'pointer and integer'
  | 'integer and pointer'
  | 'pointer within'
  | 'two integers'
  | 'text'
  | 'ended text';

/** A third of the data stay plain. */
const FORMS: Table<Form> = [
  ...times(5, 'none'),
  'integer first',
  'integer within',
  ...times(4, 'pointer and integer'),
  'integer and pointer',
  'pointer within',
  'two integers',
  'text',
  'ended text',
];

const SIZES = [4, 8, 2, 1] as const;

/** Integers near the size of the buffer, and near the overflow of sums and products of `bits` bits. */
function integerOf(choice: number, bits: bigint, lengthBytes: number): bigint {
  const length = BigInt(lengthBytes);
  const values: Table<bigint> = [
    1n,
    2n,
    0n,
    8n,
    16n,
    length,
    length - 1n,
    length + 1n,
    length - bits / 8n,
    length * 2n,
    2n ** bits - 1n,
    2n ** (bits - 1n),
    2n ** bits / 4n,
    2n ** bits / 16n + 1n,
    2n ** bits - length,
    2n ** bits - 8n,
  ];
  return BigInt.asUintN(Number(bits), pick(values, choice));
}

/** An integer of 1 to 8 bytes: size and value by one choice. */
export function drawnInteger(
  at: number,
  choice: number,
  lengthBytes: number,
  sizeBytes = SIZES[choice & 3] ?? 4,
): PlacedBytes {
  return integerAt(at, sizeBytes, integerOf(choice >> 2, BigInt(8 * sizeBytes), lengthBytes));
}

/** Mostly memory that is there: what is done with it shows then. */
const POINTERS: Table<PointedMemory> = [
  ...times(6, 'caller'),
  'read-only',
  'unmapped',
  'non-canonical',
  ...times(2, 'unmapped-kernel'),
  ...times(5, 'kernel'),
];

function drawnPointer(at: number, choice: number): PlacedBytes {
  return pointerAt(at, pick(POINTERS, choice));
}

/** Texts without an end, and bytes that end, escape or merge in encodings: ASCII, UTF-8, UTF-16, SLIP, HDLC. */
const TEXTS: Table<string> = [
  '41',
  '4100',
  '414200',
  '41004200' + '0000',
  '2573',
  '256e',
  '22',
  '27',
  '5c',
  '2e2e5c',
  '5c3f3f5c',
  '0a',
  '0d0a',
  '1a',
  '1b',
  '7f',
  '80',
  'c080',
  'eda080',
  'f0908080',
  'f8',
  'ff',
  'fffe',
  'efbbbf',
  '00d8',
  '00dc',
  '00d800d8',
  '20',
  '2000',
  'dbdc',
  '7e7d5e',
  '000102030405060708090a0b0c0d0e0f' + 'f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff',
];

/** A place within the buffer at which an integer of this size is aligned; the start where there is no other. */
function alignedPlace(choice: number, sizeBytes: number, lengthBytes: number): number {
  const places = Math.max(1, Math.floor(lengthBytes / sizeBytes));
  return sizeBytes * (choice % places);
}

/** What ends a text, in bytes of one or of two. */
function ending(choice: number, lengthBytes: number): PlacedBytes {
  const sizeBytes = (choice & 1) + 1;
  const last = Math.max(0, lengthBytes - sizeBytes);
  const at = (choice & 2) === 0 ? last : last >> 1;
  return integerAt(at, sizeBytes, 0n);
}

/** What the caller's bytes say besides a pattern, for a buffer of the length drawn last; null for nothing. */
export function drawnPayload(drawing: Drawing): Payload | null {
  if (!isAsked(drawing.profile) || !drawing.uses(PAYLOADS)) return null;
  const form = pick(FORMS, drawing.draw(FORM));
  const { lengthBytes } = drawing;
  if (form === 'none' || lengthBytes === 0) return null;
  const first = (): number => drawing.draw(FIRST);
  const second = (): number => drawing.draw(SECOND);
  switch (form) {
    case 'integer first':
      return { places: [drawnInteger(0, first(), lengthBytes)] };
    case 'integer within': {
      const at = alignedPlace(drawing.draw(PLACE), SIZES[first() & 3] ?? 4, lengthBytes);
      return { places: [drawnInteger(at, first(), lengthBytes)] };
    }
    case 'pointer and integer': {
      const length = drawnInteger(POINTER_BYTES, second(), lengthBytes, second() < 32 ? 8 : 4);
      return { places: [drawnPointer(0, first()), length] };
    }
    case 'integer and pointer':
      return { places: [drawnInteger(0, second(), lengthBytes), drawnPointer(POINTER_BYTES, first())] };
    case 'pointer within': {
      const at = alignedPlace(drawing.draw(PLACE), POINTER_BYTES, lengthBytes);
      return { places: [drawnPointer(at, first())] };
    }
    case 'two integers':
      return {
        places: [drawnInteger(0, first(), lengthBytes, 4), drawnInteger(4, second(), lengthBytes, 4)],
      };
    case 'text':
      return { hex: pick(TEXTS, first()) };
    case 'ended text':
      return { places: [ending(second(), lengthBytes)] };
  }
}
