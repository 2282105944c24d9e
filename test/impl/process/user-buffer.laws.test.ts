import { beforeEach, describe, expect, it } from 'vitest';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { FRAGMENTATIONS, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { buffer, framesOf, kernel, memory, observed, prepare, space } from './user-buffer.setup.ts';

beforeEach(() => {
  space.reset(PLAIN_MACHINE);
  observed.reset();
});

describe('the frames behind a buffer', () => {
  it('scattered: no two the same, none the first, all of them there, and neither of the above', () => {
    for (let seed = 0; seed < 3000; seed += 1) {
      const frames = framesOf(space, 'scattered', (seed * 2654435761) % 2 ** 30, 1 + (seed % 63));
      expect(new Set(frames).size).toBe(frames.length);
      expect(Math.min(...frames)).toBeGreaterThan(0);
      expect(Math.max(...frames)).toBeLessThanOrEqual(kernel.sizes.userPages);
      const step = (frames[1] ?? 0) - (frames[0] ?? 0);
      if (frames.length > 1) expect(Math.abs(step)).not.toBe(1);
    }
  });
});

describe.each(FRAGMENTATIONS)('a %s buffer', (fragmentation) => {
  beforeEach(() => space.reset({ fragmentation, frameSeed: 77 }));

  it.each([
    [0, 1],
    [4095, 1],
    [4095, 2],
    [100, 4096],
    [1, 12287],
    [4095, 8194],
  ])('%d into a page, %d bytes: filled, written, observed', (offset, length) => {
    const va = prepare(offset, length);
    expect(va & 0xfff).toBe(offset);
    expect(new Set(buffer.bytes('read-write'))).toEqual(new Set([USER_FILL]));
    const data = new Uint8Array(length).map((_, at) => at % 239);
    memory.copyIn(va, data, 0, length);
    expect(buffer.bytes('read-write')).toEqual(data);
    expect(buffer.surroundingsChanged()).toBe(0);
  });

  it('holds the data of a write', () => {
    const data = new Uint8Array(9000).map((_, at) => at % 239);
    const va = buffer.prepare({ ...PLAIN_BUFFER, pageOffset: 50 }, 9000, data);
    const seen = new Uint8Array(9000);
    memory.copyOut(va, seen, 0, 9000);
    expect(seen).toEqual(data);
  });
});
