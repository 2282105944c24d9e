import { describe, expect, it } from 'vitest';
import { AccessViolation, NULL_VA, vaAdd } from '../../../src/impl/ddi/index.ts';
import { ByteView, MutByteView } from '../../../src/impl/framework/index.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { PAGES, scatteredPages } from './pages.ts';

const LENGTH = PAGE_SIZE + 100;
const { memory } = scatteredPages(3);

/** A view that starts 50 bytes before a page's end, so that it spans three pages. */
function view(): MutByteView {
  const fresh = new MutByteView(memory, vaAdd(PAGES, PAGE_SIZE - 50), LENGTH);
  fresh.fill(0);
  return fresh;
}

const counter = (length: number): Uint8Array => Uint8Array.from({ length }, (_, index) => index & 0xff);

describe('a byte view', () => {
  it('has every byte where its page is', () => {
    const slice = view();
    for (const index of [0, 49, 50, LENGTH - 51, LENGTH - 50, LENGTH - 1])
      slice.set(index, 0x41 + (index % 7));
    for (const index of [0, 49, 50, LENGTH - 51, LENGTH - 50, LENGTH - 1]) {
      expect(slice.get(index)).toBe(0x41 + (index % 7));
      expect(memory.readU8(vaAdd(slice.va, index))).toBe(0x41 + (index % 7));
    }
  });

  it('copies across pages', () => {
    const slice = view();
    slice.copyFrom(counter(LENGTH));
    expect(slice.toBytes()).toEqual(counter(LENGTH));
    expect(slice.toBytes(10, 20)).toEqual(counter(20).slice(10));
    const target = new Uint8Array(LENGTH + 3);
    slice.copyTo(target, 3);
    expect(target.slice(3)).toEqual(counter(LENGTH));
  });

  it('copies part of a source to its start', () => {
    const slice = view();
    slice.copyFrom(counter(20), 5, 3);
    expect([...slice.toBytes(0, 4)]).toEqual([5, 6, 7, 0]);
  });

  it('copies from and to another view', () => {
    const slice = view();
    slice.copyFrom(counter(16));
    slice.subview(100, 200).copyFrom(slice, 4, 8);
    expect([...slice.toBytes(100, 109)]).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 0]);
    slice.subview(0, 2).copyTo(slice, 300);
    expect([...slice.toBytes(299, 302)]).toEqual([0, 0, 1]);
  });

  it('shows what another view of the same bytes writes', () => {
    const slice = view();
    slice.subview(60).set(0, 9);
    expect(slice.get(60)).toBe(9);
  });

  it('of what may only be read has parts of the same kind', () => {
    const slice = view();
    slice.set(51, 7);
    const part = new ByteView(memory, slice.va, LENGTH).subview(50, 60);
    expect(part).not.toBeInstanceOf(MutByteView);
    expect([part.length, part.get(1)]).toEqual([10, 7]);
    expect(() => part.subview(11)).toThrow(RangeError);
  });

  it.each<[string, (slice: MutByteView) => void, string]>([
    ['get beyond the end', (slice) => slice.get(LENGTH), `bytes ${LENGTH} to ${LENGTH + 1}`],
    ['get before the start', (slice) => slice.get(-1), 'bytes -1 to 0'],
    ['set beyond the end', (slice) => slice.set(LENGTH, 0), `bytes ${LENGTH} to ${LENGTH + 1}`],
    ['a subview beyond the end', (slice) => slice.subview(1, LENGTH + 1), `bytes 1 to ${LENGTH + 1}`],
    ['a subview backwards', (slice) => slice.subview(2, 1), 'bytes 2 to 1'],
    ['more bytes than there are', (slice) => slice.toBytes(0, LENGTH + 1), `bytes 0 to ${LENGTH + 1}`],
    ['too large a source', (slice) => slice.copyFrom(new Uint8Array(LENGTH + 1)), `bytes 0 to ${LENGTH + 1}`],
    ['more than the source has', (slice) => slice.copyFrom(new Uint8Array(4), 2, 3), 'bytes 2 to 5'],
    ['too small a target', (slice) => slice.copyTo(new Uint8Array(4)), `bytes 0 to ${LENGTH}`],
    ['no number', (slice) => slice.get(Number.NaN), 'bytes NaN to NaN'],
  ])('refuses %s', (_title, access, range) => {
    const slice = view();
    expect(() => access(slice)).toThrow(RangeError);
    expect(() => access(slice)).toThrow(`${range} of a slice of`);
  });

  it('faults where nothing is mapped, and only when bytes move', () => {
    const slice = new MutByteView(memory, NULL_VA, 8);
    expect(() => slice.get(0)).toThrow(AccessViolation);
    expect(() => slice.copyFrom(counter(1))).toThrow(AccessViolation);
    expect(() => slice.copyFrom(counter(0))).not.toThrow();
    expect(slice.toBytes(0, 0)).toHaveLength(0);
  });
});
