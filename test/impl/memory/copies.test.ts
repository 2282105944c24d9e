import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SYSTEM_PTE_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { newKernel, USER } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;

/** Pages of each of two ranges: one in user space, one in system space; no frame is in both. */
const PAGES = 6;
const BYTES = PAGES * PAGE_SIZE;
const BASES: readonly Va[] = [USER, SYSTEM_PTE_BASE];

const frames = fc.shuffledSubarray([...Array(2 * PAGES).keys()], { minLength: 2 * PAGES });
const place = fc.oneof(
  { arbitrary: fc.nat(BYTES), weight: 1 },
  {
    arbitrary: fc
      .tuple(fc.nat(PAGES), fc.integer({ min: -2, max: 2 }))
      .map(([page, delta]) => Math.min(BYTES, Math.max(0, page * PAGE_SIZE + delta))),
    weight: 2,
  },
);
const length = fc.oneof(fc.nat(20), fc.nat(BYTES), fc.constantFrom(15, 16, 17, 4095, 4096, 4097));
const op = fc.record({
  kind: fc.constantFrom('in', 'out', 'between', 'fill', 'byte', 'integer'),
  range: fc.nat(1),
  at: place,
  to: place,
  length,
  value: fc.nat(255),
});

it('copies over scattered frames are what they are over one array of bytes', () => {
  fc.assert(
    fc.property(frames, fc.array(op, { maxLength: 40 }), (order, ops) => {
      restart();
      order.forEach((frame, index) => {
        const base = BASES[index % 2] ?? USER;
        memory.mapPage(vaAdd(base, (index >>> 1) * PAGE_SIZE), kernel.firstUserFrame + frame, true);
      });
      const oracle = [new Uint8Array(BYTES), new Uint8Array(BYTES)] as const;
      const moved = memory.bytesCopied;
      let expectedMoved = 0;
      for (const { kind, range, at, to, length: wanted, value } of ops) {
        const here = oracle[range === 0 ? 0 : 1];
        const there = oracle[range === 0 ? 1 : 0];
        const va = vaAdd(BASES[range] ?? USER, at);
        const bytes = Math.min(wanted, BYTES - at, BYTES - to);
        switch (kind) {
          case 'in': {
            const source = new Uint8Array(bytes + 3).map((_, index) => index + value);
            memory.copyIn(va, source, 3, bytes);
            here.set(source.subarray(3), at);
            expectedMoved += bytes;
            break;
          }
          case 'out': {
            const target = new Uint8Array(bytes + 3);
            memory.copyOut(va, target, 2, bytes);
            expect(Buffer.compare(target.subarray(2, bytes + 2), here.subarray(at, at + bytes))).toBe(0);
            expectedMoved += bytes;
            break;
          }
          case 'between':
            memory.copy(vaAdd(BASES[1 - range] ?? USER, to), va, bytes);
            there.set(here.subarray(at, at + bytes), to);
            expectedMoved += bytes;
            break;
          case 'fill':
            memory.fill(va, value, bytes);
            here.fill(value, at, at + bytes);
            break;
          case 'byte':
            if (at === BYTES) break;
            memory.writeU8(va, value);
            here[at] = value;
            break;
          case 'integer':
            if (at > BYTES - 4) break;
            expect(memory.readI32(va)).toBe(Buffer.from(here.buffer).readInt32LE(at));
            break;
        }
      }
      BASES.forEach((base, range) => {
        const seen = new Uint8Array(BYTES);
        memory.copyOut(base, seen, 0, BYTES);
        expect(Buffer.compare(seen, oracle[range === 0 ? 0 : 1])).toBe(0);
      });
      expect(memory.bytesCopied - moved).toBe(expectedMoved + 2 * BYTES);
    }),
    { seed: 7, numRuns: 300 },
  );
  memory.unmap(SYSTEM_PTE_BASE, PAGES);
});
