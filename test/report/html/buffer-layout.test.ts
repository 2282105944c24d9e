import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layOutBlock, layOutPages } from '../../../src/report/html/buffer-layout.ts';
import { callersBuffer } from '../../../src/report/html/callers-buffer.ts';
import type { BufferEvidence } from '../../../src/trace/finding/evidence.ts';
import { buffer as given } from './fixtures.ts';

const ROOM = { left: 100, width: 700, margin: 40, maxPageWidth: 200 };
const buffer = (parts: Partial<BufferEvidence>) => callersBuffer(given(parts));
const frames = (count: number) => Array.from({ length: count }, (_, page) => page);

const FAR_BEHIND = [
  { from: 4109, length: 1185 },
  { from: 13_654, length: 589 },
  { from: 39_653, length: 757 },
  { from: 23_535, length: 1 },
];

describe('layOutPages', () => {
  it('draws one page for an empty buffer, in which it has a place and no width', () => {
    const layout = layOutPages(buffer({ lengthBytes: 0, pageOffset: 5, frames: [] }), ROOM);
    expect(layout.slots).toEqual([{ page: 0, pages: 1, x: 140, width: 200 }]);
    expect(layout.buffer.width).toBe(0);
    expect(layout.buffer.x).toBeGreaterThan(140);
  });

  it('draws a page as wide as the page where the buffer fills it', () => {
    const layout = layOutPages(buffer({ lengthBytes: 4096 }), ROOM);
    expect(layout.buffer).toEqual(layout.pages);
  });

  it('leaves out the middle of a long buffer, but not the pages that offend', () => {
    const offending = [{ from: 4096 * 150, to: 4096 * 150 + 1 }];
    const { slots } = layOutPages(buffer({ lengthBytes: 4096 * 300, frames: frames(300), offending }), ROOM);
    expect(slots.map(({ page, pages }) => [page, pages])).toEqual([
      [0, 1],
      [1, 1],
      [2, 148],
      [150, 1],
      [151, 147],
      [298, 1],
      [299, 1],
    ]);
  });

  it('draws everything in its room, in order, and every byte wide enough to be seen', () => {
    const range = fc.record({
      from: fc.integer({ min: -200, max: 40_000 }),
      length: fc.integer({ min: 1, max: 5000 }),
    });
    const evidence = fc.record({
      pageOffset: fc.nat({ max: 4095 }),
      lengthBytes: fc.oneof(fc.nat({ max: 40_000 }), fc.constant(2_000_000)),
      ranges: fc.array(range, { maxLength: 4 }),
    });
    fc.assert(
      fc.property(evidence, ({ pageOffset, lengthBytes, ranges }) => {
        const pages = Math.ceil((pageOffset + lengthBytes) / 4096);
        const offending = ranges.map(({ from, length }) => ({ from, to: from + length }));
        const layout = layOutPages(
          buffer({ pageOffset, lengthBytes, frames: frames(pages), offending }),
          ROOM,
        );
        expect(layout.slots.reduce((sum, slot) => sum + slot.pages, 0)).toBe(Math.max(1, pages));
        for (const { x, width } of [layout.pages, layout.buffer, ...layout.offending]) {
          expect(x).toBeGreaterThanOrEqual(100 - 1e-9);
          expect(x + width).toBeLessThanOrEqual(800 + 1e-9);
        }
        for (const { width } of layout.offending) expect(width).toBeGreaterThan(0.5);
        if (lengthBytes > 0) expect(layout.buffer.width).toBeGreaterThan(0.5);
      }),
      {
        seed: 1,
        // One byte behind an empty buffer, among thousands.
        examples: [[{ pageOffset: 0, lengthBytes: 0, ranges: FAR_BEHIND }]],
      },
    );
  });

  it('draws bytes of the buffer in it and others outside', () => {
    const offending = [
      { from: -1, to: 0 },
      { from: 2, to: 3 },
      { from: 3, to: 4 },
    ];
    const { buffer: drawn, offending: marks } = layOutPages(buffer({ lengthBytes: 3, offending }), ROOM);
    const [before, inside, behind] = marks;
    expect((before?.x ?? 0) + (before?.width ?? 0)).toBeCloseTo(drawn.x);
    expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeCloseTo(drawn.x + drawn.width);
    expect(behind?.x).toBeCloseTo(drawn.x + drawn.width);
  });
});

describe('layOutBlock', () => {
  it('draws the buffer as wide as its block, and what is beyond it in the redzones', () => {
    const offending = [{ from: 2, to: 4 }];
    const drawn = layOutBlock(buffer({ lengthBytes: 2, offending }), { x: 200, width: 300 }, 40);
    expect(drawn.buffer).toEqual({ x: 200, width: 300 });
    expect(drawn.offending[0]?.x).toBe(500);
    expect(drawn.offending[0]?.width).toBeLessThan(40);
  });
});
