import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { drawnPayload, type Payload } from '../../../../src/trace/ops/fields/payload.ts';
import { type PlacedBytes, POINTER_BYTES } from '../../../../src/trace/ops/fields/placed-bytes.ts';
import { POINTED_MEMORIES } from '../../../../src/trace/pointed-memory.ts';

const PROFILE = { ...PLAIN_PROFILE, payloads: true };

/** Every payload for a buffer of so many bytes, null where there is none. */
function payloadsOf(lengthBytes: number, profile = PROFILE, uses = true): (Payload | null)[] {
  const swarm = { uses: () => uses };
  return [...enumerate(drawnPayload, { profile, openCount: 1, lastLength: 0, lengthBytes, swarm })];
}

const payloads = payloadsOf(16);

function placesOf(payloads: readonly (Payload | null)[]): (readonly PlacedBytes[])[] {
  return payloads.flatMap((payload) => (payload !== null && 'places' in payload ? [payload.places] : []));
}

/** Bytes of a place. */
const placeBytes = (place: PlacedBytes): number =>
  'pointer' in place ? POINTER_BYTES : place.bytes.length / 2;

/** What lies where: `integer@0 pointer@8`. */
const shapeOf = (places: readonly PlacedBytes[]): string =>
  places.map((place) => `${'pointer' in place ? 'pointer' : 'integer'}@${place.at}`).join(' ');

const littleEndian = (bytes: string): bigint =>
  BigInt(`0x${(bytes.match(/../g) ?? []).toReversed().join('')}`);

/** The values of integers of so many bytes at a place. */
function integersAt(at: number, sizeBytes: number, places: readonly (readonly PlacedBytes[])[]): Set<bigint> {
  const values = places.flat().flatMap((place) => {
    const fits = 'bytes' in place && place.at === at && placeBytes(place) === sizeBytes;
    return fits ? [littleEndian(place.bytes)] : [];
  });
  return new Set(values);
}

describe('payloads', () => {
  it.each([
    ['the profile asks for none', payloadsOf(16, PLAIN_PROFILE)],
    ['the case leaves them out', payloadsOf(16, PROFILE, false)],
    ['there is no buffer', payloadsOf(0)],
  ])('are none where %s', (_what, payloads) => expect(new Set(payloads)).toEqual(new Set([null])));

  it('are nothing in the simplest choice, and in 5 forms of 16', () => {
    expect(payloads[0]).toBeNull();
    // Nothing else is drawn then.
    expect(payloads.filter((payload) => payload === null)).toHaveLength(5);
  });

  it('are integers and pointers at the places of structures', () => {
    const shapes = new Set(placesOf(payloads).map(shapeOf));
    for (const shape of ['integer@0', 'pointer@0 integer@8', 'integer@0 pointer@8', 'integer@0 integer@4'])
      expect(shapes).toContain(shape);
    for (const shape of ['pointer@0', 'pointer@8', 'integer@2', 'integer@12'])
      expect(shapes).toContain(shape);
  });

  it('are texts of every ending, too, repeated over the buffer', () => {
    const texts = payloads.flatMap((payload) => (payload !== null && 'hex' in payload ? [payload.hex] : []));
    expect(new Set(texts).size).toBe(32);
    for (const hex of ['41', '4100', 'ff', 'eda080', '00d8']) expect(texts).toContain(hex);
    const ended = placesOf(payloads).filter(
      ([place, another]) =>
        place !== undefined && another === undefined && 'bytes' in place && /^(?:00){1,2}$/.test(place.bytes),
    );
    // At the end of the buffer and in its middle, in bytes of one or of two.
    for (const shape of ['integer@15', 'integer@7', 'integer@14'])
      expect(ended.map(shapeOf)).toContain(shape);
  });

  it('have every kind of pointer, memory that is there most often', () => {
    const pointers = placesOf(payloads).flatMap((places) =>
      places.flatMap((place) => ('pointer' in place ? [place.pointer] : [])),
    );
    expect(new Set(pointers)).toEqual(new Set(POINTED_MEMORIES));
    const there = pointers.filter((each) => each === 'caller' || each === 'kernel');
    expect(there.length / pointers.length).toBeGreaterThan(1 / 2);
  });

  it('have integers near the size of the buffer and near overflow, in each width', () => {
    const places = placesOf(payloads);
    for (const sizeBytes of [1, 2, 4, 8]) {
      const bits = BigInt(8 * sizeBytes);
      const values = integersAt(0, sizeBytes, places);
      for (const value of [0n, 1n, 15n, 16n, 17n, 32n, 2n ** bits - 1n, 2n ** (bits - 1n), 2n ** bits - 16n])
        expect(values, `${value} in ${sizeBytes} bytes`).toContain(value);
    }
    // Multiplied by the size of an entry such a count overflows to next to nothing.
    expect(integersAt(0, 4, places)).toContain(0x4000_0000n);
    expect(integersAt(0, 4, places)).toContain(0x1000_0001n);
  });
});

describe.each([1, 3, 8, 17])('of a buffer of %d bytes', (lengthBytes) => {
  const places = placesOf(payloadsOf(lengthBytes));

  it('what lies alone fits, as far as it can, and is aligned', () => {
    const alone = places.filter(({ length }) => length === 1);
    const wrong = alone.flat().filter((place) => {
      const size = placeBytes(place);
      const fits = place.at + size <= Math.max(lengthBytes, size);
      const isEnding = 'bytes' in place && /^0+$/.test(place.bytes);
      return !fits || (!isEnding && place.at % size !== 0);
    });
    expect(alone.length).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  });

  it('a structure begins at its start', () => {
    const structures = places.filter(({ length }) => length > 1);
    expect(structures.length).toBeGreaterThan(0);
    expect(structures.filter(([first]) => first?.at !== 0)).toEqual([]);
  });
});
