import { PAGE_SIZE } from '../../nt/page.ts';
import type { ByteRange } from '../../trace/finding/evidence.ts';
import { axis, type Region } from './axis.ts';
import type { CallersBuffer } from './callers-buffer.ts';

/** Pages of a buffer beyond which its middle ones are drawn as one box. */
const MAX_PAGES = 7;
/** Of a longer buffer, so many pages with offending bytes are drawn besides those at its ends. */
const MAX_OFFENDING_PAGES = 3;
/** Ranges of offending bytes that are drawn. */
const MAX_RANGES = 12;
/** Bytes that the places before and behind the pages stand for, beyond the ranges in them. */
const OUTSIDE_BYTES = 64;

/** A box of the drawing: one page, or several that are left out. */
export interface Slot {
  readonly x: number;
  readonly width: number;
  /** Index of the page, or of the first one left out. */
  readonly page: number;
  /** 1, or how many pages are left out. */
  readonly pages: number;
}

/** A horizontal extent of the drawing. */
export interface Extent {
  readonly x: number;
  readonly width: number;
}

/** Bytes in the drawing. */
export interface DrawnBytes {
  /** The buffer; of width 0 where it is empty. */
  readonly buffer: Extent;
  readonly offending: readonly Extent[];
}

/** Where a buffer's pages and bytes are drawn. */
export interface BufferLayout extends DrawnBytes {
  readonly slots: readonly Slot[];
  /** Where all pages together lie. */
  readonly pages: Extent;
}

/** What a drawing has room for, in its units. */
export interface Room {
  readonly left: number;
  readonly width: number;
  /** Width of the places before and behind the pages. */
  readonly margin: number;
  /** Widest that a page is drawn. */
  readonly maxPageWidth: number;
}

/** Ranges of offending bytes that are drawn, the others being left out. */
export function drawnRanges({ offending }: CallersBuffer): readonly ByteRange[] {
  return offending.slice(0, MAX_RANGES);
}

/** Virtual pages that a buffer touches; 1 for one that touches none. */
export function pageCountOf({ frames, pageOffset, lengthBytes }: CallersBuffer): number {
  return Math.max(1, frames.length, Math.ceil((pageOffset + lengthBytes) / PAGE_SIZE));
}

/** Pages that are drawn, in order. */
function drawnPages(evidence: CallersBuffer): number[] {
  const count = pageCountOf(evidence);
  if (count <= MAX_PAGES) return Array.from({ length: count }, (_, page) => page);
  const offending = drawnRanges(evidence)
    .map(({ from }) => Math.floor((evidence.pageOffset + from) / PAGE_SIZE))
    .filter((page) => page > 1 && page < count - 2);
  const middle = [...new Set(offending)].slice(0, MAX_OFFENDING_PAGES).sort((left, right) => left - right);
  return [0, 1, ...middle, count - 2, count - 1];
}

function slotsOf(drawn: readonly number[], { left, width, margin, maxPageWidth }: Room): Slot[] {
  const runs: { page: number; pages: number }[] = [];
  let next = 0;
  for (const page of drawn) {
    if (page > next) runs.push({ page: next, pages: page - next });
    runs.push({ page, pages: 1 });
    next = page + 1;
  }
  const each = Math.min(maxPageWidth, (width - 2 * margin) / runs.length);
  return runs.map((run, index) => ({ ...run, x: left + margin + index * each, width: each }));
}

/** Bytes on an axis of which `within` are given; beyond them, `margin` of the drawing on either side. */
function drawBytes(evidence: CallersBuffer, within: readonly Region[], margin: number): DrawnBytes {
  const ranges = drawnRanges(evidence);
  const places = [0, evidence.lengthBytes, ...ranges.flatMap(({ from, to }) => [from, to])];
  const first = within[0];
  const last = within.at(-1);
  if (first === undefined || last === undefined) return { buffer: { x: 0, width: 0 }, offending: [] };
  const before = Math.min(first.from, ...places) - OUTSIDE_BYTES;
  const behind = Math.max(last.to, ...places) + OUTSIDE_BYTES;
  const positionOf = axis(
    [
      { from: before, to: first.from, x: first.x - margin, width: margin },
      ...within,
      { from: last.to, to: behind, x: last.x + last.width, width: margin },
    ],
    places,
  );
  const extentOf = (from: number, to: number): Extent => {
    return { x: positionOf(from), width: Math.max(0, positionOf(to) - positionOf(from)) };
  };
  return {
    buffer: extentOf(0, evidence.lengthBytes),
    offending: ranges.map(({ from, to }) => extentOf(from, to)),
  };
}

/** Lays out the caller's buffer in its pages. Not to scale: every byte that matters is wide enough to be seen. */
export function layOutPages(evidence: CallersBuffer, room: Room): BufferLayout {
  const slots = slotsOf(drawnPages(evidence), room);
  const regions = slots.map(({ x, width, page, pages }) => {
    const from = page * PAGE_SIZE - evidence.pageOffset;
    return { from, to: from + pages * PAGE_SIZE, x, width };
  });
  const x = room.left + room.margin;
  const width = slots.reduce((sum, slot) => sum + slot.width, 0);
  return { slots, pages: { x, width }, ...drawBytes(evidence, regions, room.margin) };
}

/** Lays out a copy of the buffer in a block of its own, of the given extent. */
export function layOutBlock(evidence: CallersBuffer, block: Extent, margin: number): DrawnBytes {
  return drawBytes(evidence, [{ from: 0, to: evidence.lengthBytes, ...block }], margin);
}
