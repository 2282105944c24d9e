import { describe, expect, it } from 'vitest';
import { icedDecoder } from '../../../../src/decoder/iced-decoder.ts';
import { MalformedImageError, UnsupportedImageError } from '../../../../src/impl/native/image/image-error.ts';
import { MAX_IMAGE_BYTES } from '../../../../src/impl/native/image/limits.ts';
import { mapImage } from '../../../../src/impl/native/image/map-image.ts';
import { parseImage } from '../../../../src/impl/native/image/parse-image.ts';
import { reachableImports } from '../../../../src/impl/native/image/reach.ts';
import { driverFile, SECTIONS } from './driver.setup.ts';
import { directoryField, FIELDS, sectionField } from './image.setup.ts';

/** What becomes of an image: it is read whole, or refused. */
type Outcome = 'sound' | 'malformed' | 'unsupported';

const decoder = await icedDecoder();
const COOKIE = 0x1234n;
const MUTATIONS = 20_000;
/** What one image may take, far beyond what it does on a busy machine. */
const MAX_MILLISECONDS = 5_000;

/** An image is parsed, mapped elsewhere, and its code followed. */
function outcomeOf(file: Uint8Array): Outcome {
  try {
    const image = parseImage(file);
    expect(reachableImports(image, decoder)).toHaveLength(image.imports.length);
    const base = image.relocations.isRelocatable ? 0x7fff0000n : image.headers.imageBase;
    expect(mapImage(image, base, COOKIE).length).toBeLessThanOrEqual(MAX_IMAGE_BYTES);
    return 'sound';
  } catch (error) {
    if (error instanceof MalformedImageError) return 'malformed';
    if (error instanceof UnsupportedImageError) return 'unsupported';
    throw error;
  }
}

/** Numbers from a seed, the same on every machine (xorshift32). */
function numbers(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Fields of the headers, which decide most: file offset and bytes. */
const HEADER_FIELDS: readonly (readonly [number, number])[] = [
  ...Object.values(FIELDS),
  ...Array.from({ length: 32 }, (_, index) => [directoryField(0) + 4 * index, 4] as const),
  ...SECTIONS.flatMap((_, index) =>
    (['VirtualSize', 'VirtualAddress', 'SizeOfRawData', 'PointerToRawData', 'Characteristics'] as const).map(
      (field) => [sectionField(index, field), 4] as const,
    ),
  ),
];

const EXTREMES = [
  0,
  1,
  0x7fffffff,
  0x80000000,
  0xffffffff,
  0x1000,
  0x2000,
  0x5000,
  0x100000,
  MAX_IMAGE_BYTES,
];

/** Runs `work` and tells the largest buffer that was made in it, bytes. */
function largestBufferIn(work: () => void): number {
  let largest = 0;
  const names = ['ArrayBuffer', 'Uint8Array', 'Uint32Array'] as const;
  const originals = names.map((name) => globalThis[name]);
  for (const [index, name] of names.entries()) {
    const original = originals[index] ?? ArrayBuffer;
    const unitBytes = name === 'Uint32Array' ? 4 : 1;
    const watched = new Proxy(original, {
      construct(target, parameters: unknown[]) {
        const [size] = parameters;
        if (typeof size === 'number') largest = Math.max(largest, size * unitBytes);
        return Reflect.construct(target, parameters);
      },
    });
    Reflect.set(globalThis, name, watched);
  }
  try {
    work();
  } finally {
    for (const [index, name] of names.entries()) Reflect.set(globalThis, name, originals[index]);
  }
  return largest;
}

function mutate(file: Uint8Array<ArrayBuffer>, next: (below: number) => number): Uint8Array<ArrayBuffer> {
  const view = new DataView(file.buffer);
  switch (next(6)) {
    case 0:
      file[next(file.length)] = next(256);
      return file;
    case 1: {
      const at = next(file.length);
      file[at] = (file[at] ?? 0) ^ (1 << next(8));
      return file;
    }
    case 2: {
      const [offset, bytes] = HEADER_FIELDS[next(HEADER_FIELDS.length)] ?? [0, 2];
      if (offset + bytes > file.length) return file;
      const value = next(3) === 0 ? next(2 ** 32) : (EXTREMES[next(EXTREMES.length)] ?? 0);
      if (bytes === 2) view.setUint16(offset, value & 0xffff, true);
      else view.setUint32(offset, value, true);
      return file;
    }
    case 3: {
      const offset = 4 * next(file.length >>> 2);
      view.setUint32(offset, EXTREMES[next(EXTREMES.length)] ?? 0, true);
      return file;
    }
    case 4: {
      const bytes = 1 + next(64);
      const [from, to] = [next(file.length - bytes), next(file.length - bytes)];
      const kept = file.slice(from, from + bytes);
      file.copyWithin(from, to, to + bytes);
      file.set(kept, to);
      return file;
    }
    default:
      return file.slice(0, next(file.length));
  }
}

describe('an image', () => {
  it('that ends early is refused, wherever it ends', () => {
    const file = driverFile();
    const outcomes = Array.from({ length: file.length }, (_, bytes) => outcomeOf(file.subarray(0, bytes)));
    expect(new Set(outcomes)).toEqual(new Set(['malformed']));
    expect(outcomeOf(file)).toBe('sound');
  });

  it(`of any bytes is read or refused, within bounds (${MUTATIONS} mutations)`, () => {
    const next = numbers(0x5eed);
    const counts: Record<Outcome, number> = { sound: 0, malformed: 0, unsupported: 0 };
    const original = Uint8Array.from(driverFile());
    let slowest = 0;
    const largest = largestBufferIn(() => {
      for (let round = 0; round < MUTATIONS; round += 1) {
        let file = original.slice();
        for (let changes = 1 + next(3); changes > 0 && file.length > 128; changes -= 1)
          file = mutate(file, next);
        const start = performance.now();
        counts[outcomeOf(file)] += 1;
        slowest = Math.max(slowest, performance.now() - start);
      }
    });
    expect(counts.sound).toBeGreaterThan(MUTATIONS / 20);
    expect(counts.malformed).toBeGreaterThan(MUTATIONS / 20);
    expect(counts.unsupported).toBeGreaterThan(MUTATIONS / 2_000);
    expect(slowest).toBeLessThan(MAX_MILLISECONDS);
    // The image itself, when it is mapped, is the largest of all.
    expect(largest).toBeGreaterThanOrEqual(0x8000);
    expect(largest).toBeLessThanOrEqual(MAX_IMAGE_BYTES);
  });

  it('of other bytes is refused', () => {
    const next = numbers(7);
    for (let round = 0; round < 200; round += 1) {
      const file = Uint8Array.from({ length: next(3_000) }, () => next(256));
      if (round % 2 === 0) file.set([0x4d, 0x5a].slice(0, file.length));
      expect(outcomeOf(file)).toBe('malformed');
    }
  });

  it('whose tables claim as much as they can takes no more than the image', () => {
    for (const [index, [rva]] of [
      [3, [0x4000]],
      [5, [0x7000]],
      [1, [0x5080]],
      [0, [0x2380]],
    ] as const) {
      const file = driverFile({ directories: { [index]: [rva, 0xffffffff] } });
      expect(['sound', 'malformed']).toContain(outcomeOf(file));
    }
  });
});
