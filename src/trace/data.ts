import { bytesOfHex } from './hex.ts';
import { type DataSpec, HIGHEST_DATA_BYTE } from './ops/fields/data.ts';

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
  return counterTable(start + lengthBytes).subarray(start, start + lengthBytes);
}
