import { beforeEach, describe, expect, it } from 'vitest';
import { SystemPtes } from '../../../src/impl/memory/system-ptes.ts';
import { NULL_VA, SYSTEM_PTE_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { newKernel } from './kernel.ts';

const { kernel, restart } = newKernel();
const { memory } = kernel;
const PAGES = 20;
const ptes = new SystemPtes(memory, PAGES);

beforeEach(() => {
  restart();
  ptes.reset();
});

function reserveAll(pages: number): Va[] {
  const all: Va[] = [];
  for (let va = ptes.reserve(pages); va !== NULL_VA; va = ptes.reserve(pages)) all.push(va);
  return all;
}

it('begins at the range, and leaves a page unused behind each span', () => {
  expect([ptes.reserve(1), ptes.reserve(3), ptes.reserve(1)]).toEqual([
    SYSTEM_PTE_BASE,
    vaAdd(SYSTEM_PTE_BASE, 2 * 4096),
    vaAdd(SYSTEM_PTE_BASE, 6 * 4096),
  ]);
  expect(ptes.liveSpans).toBe(3);
});

it.each([
  [1, 10],
  [4, 4],
  [19, 1],
  [20, 0],
])('spans of %d pages: %d until the range is exhausted', (pages, count) => {
  expect(reserveAll(pages)).toHaveLength(count);
});

it('unmaps what is released', () => {
  const va = ptes.reserve(2);
  memory.mapRun(va, kernel.firstUserFrame, 2, true);
  ptes.release(va, 2);
  expect([memory.isMapped(va), memory.isMapped(vaAdd(va, 4096)), ptes.liveSpans]).toEqual([false, false, 0]);
});

it('gives a released span back after four others, or when nothing else is left', () => {
  const spans = reserveAll(1);
  for (const va of spans.slice(0, 2)) ptes.release(va, 1);
  expect(ptes.reserve(1)).toBe(spans[0]);
});

describe('releaseFront', () => {
  it('unmaps the first pages of a span that stays reserved', () => {
    const va = ptes.reserve(3);
    memory.mapRun(va, kernel.firstUserFrame, 3, true);
    ptes.releaseFront(va, 2);
    expect([0, 1, 2].map((page) => memory.isMapped(vaAdd(va, page * 4096)))).toEqual([false, false, true]);
    expect(ptes.liveSpans).toBe(1);
  });
});

it('reset unmaps and forgets everything', () => {
  const va = ptes.reserve(3);
  memory.mapRun(va, kernel.firstUserFrame, 3, true);
  ptes.release(ptes.reserve(1), 1);
  ptes.reset();
  expect([ptes.liveSpans, memory.isMapped(va), ptes.reserve(1)]).toEqual([0, false, SYSTEM_PTE_BASE]);
});

it('never leaves its window', () => {
  expect(new SystemPtes(memory, 1 << 20).reserve(70_000)).toBe(NULL_VA);
});

it('gives released spans of other lengths back to the range when it is exhausted', () => {
  for (let pages = 1; pages <= 18; pages += 1) ptes.release(ptes.reserve(pages), pages);
  expect(ptes.reserve(1)).not.toBe(NULL_VA);
  expect(ptes.liveSpans).toBe(1);
});

describe('when the range is exhausted', () => {
  it('a span that is reserved stays, and so does what is released before it', () => {
    const spans = reserveAll(1);
    for (const va of spans.slice(0, -1)) ptes.release(va, 1);
    expect([ptes.reserve(3), ptes.liveSpans]).toEqual([NULL_VA, 1]);
    ptes.release(spans.at(-1) ?? NULL_VA, 1);
    expect(ptes.reserve(3)).toBe(SYSTEM_PTE_BASE);
  });

  it('a span that was given out again stays', () => {
    const spans = reserveAll(1);
    const last = spans.slice(-3);
    for (const va of last) ptes.release(va, 1);
    expect(last.map(() => ptes.reserve(1))).toEqual(last);
    expect([ptes.reserve(3), ptes.reserve(4), ptes.liveSpans]).toEqual([NULL_VA, NULL_VA, spans.length]);
  });

  it('released spans behind the last that is reserved come back to it, and no others', () => {
    const spans = reserveAll(4);
    for (const va of spans.slice(1)) ptes.release(va, 4);
    // Pages 5 to 19 are free again, the last of them lies behind a span.
    expect(ptes.reserve(14)).toBe(vaAdd(SYSTEM_PTE_BASE, 5 * 4096));
    expect(ptes.reserve(1)).toBe(NULL_VA);
  });

  it('a span that came back is not given out from where it waited', () => {
    const first = ptes.reserve(4);
    ptes.release(first, 4);
    expect(ptes.reserve(19)).toBe(SYSTEM_PTE_BASE);
    expect(ptes.reserve(4)).toBe(NULL_VA);
  });
});

it('a span that lost its front is not given out as what it was', () => {
  const va = ptes.reserve(3);
  ptes.releaseFront(va, 1);
  ptes.release(vaAdd(va, 4096), 2);
  expect(ptes.liveSpans).toBe(0);
  const others = reserveAll(2);
  expect(others).not.toContain(vaAdd(va, 4096));
  expect(new Set(others).size).toBe(others.length);
});

it('four spans of a length wait before one is given out again', () => {
  const spans = [1, 2, 3, 4, 5].map(() => ptes.reserve(1));
  for (const va of spans) ptes.release(va, 1);
  expect(ptes.reserve(1)).toBe(spans[0]);
  expect(spans).not.toContain(ptes.reserve(1));
});
