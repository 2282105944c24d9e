import { bytesOfHex } from './hex.ts';
import { type DataSpec, HIGHEST_DATA_BYTE } from './ops/fields/data.ts';
import { type PlacedBytes, POINTER_BYTES } from './ops/fields/placed-bytes.ts';
import { POINTED_ADDRESSES, type PointedMemory } from './pointed-memory.ts';

let counter = new Uint8Array(0);

/** A counter table of at least `lengthBytes`: byte i is 1 + i mod 239, so that no two pages are alike. */
function counterTable(lengthBytes: number): Uint8Array {
  if (counter.length < lengthBytes) {
    const size = Math.max(1 << 16, lengthBytes * 2);
    counter = new Uint8Array(size);
    for (let index = 0; index < size; index += 1) counter[index] = 1 + (index % HIGHEST_DATA_BYTE);
  }
  return counter;
}

/**
 * The bytes a data specification stands for, `lengthBytes` of them. The result may share memory with
 * later ones: it is to be read, not changed.
 */
export function dataBytes(spec: DataSpec, lengthBytes: number): Uint8Array {
  if ('hex' in spec) {
    const unit = bytesOfHex(spec.hex);
    const bytes = new Uint8Array(lengthBytes);
    if (unit.length > 0) for (let at = 0; at < lengthBytes; at += 1) bytes[at] = unit[at % unit.length] ?? 0;
    return bytes;
  }
  if (spec.pattern === 'zero') return new Uint8Array(lengthBytes);
  const start = spec.seed % HIGHEST_DATA_BYTE;
  const counters = counterTable(start + lengthBytes).subarray(start, start + lengthBytes);
  return spec.places === undefined ? counters : withPlaces(counters, spec.places);
}

/** A copy of bytes with others at places; what lies beyond their end is left out. */
function withPlaces(plain: Uint8Array, places: readonly PlacedBytes[]): Uint8Array {
  const bytes = plain.slice();
  for (const place of places) {
    const own = 'pointer' in place ? pointerBytes(place.pointer) : bytesOfHex(place.bytes);
    const fitting = Math.max(0, Math.min(own.length, bytes.length - place.at));
    if (fitting > 0) bytes.set(own.subarray(0, fitting), place.at);
  }
  return bytes;
}

/** A pointer as it lies in memory, the low byte first. */
function pointerBytes(pointer: PointedMemory): Uint8Array {
  const bytes = new Uint8Array(POINTER_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, POINTED_ADDRESSES[pointer], true);
  return bytes;
}
