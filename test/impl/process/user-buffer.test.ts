import { beforeEach, describe, expect, it } from 'vitest';
import { Kernel, sizesFor } from '../../../src/impl/kernel/kernel.ts';
import { probeForRead, probeForWrite } from '../../../src/impl/memory/probe.ts';
import { NULL_VA, UNMAPPED_KERNEL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { pointedVa } from '../../../src/impl/process/pointed-memory.ts';
import { UserSpace } from '../../../src/impl/process/user-space.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type { BufferMemory } from '../../../src/trace/ops/index.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { FRAGMENTATIONS, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { bugCheckOf, violationOf } from '../memory/kernel.ts';
import { buffer, framesOf, kernel, memory, observed, prepare, space } from './user-buffer.setup.ts';

beforeEach(() => {
  space.reset(PLAIN_MACHINE);
  observed.reset();
});

describe('the frames behind a buffer', () => {
  it('contiguous: one after the other', () =>
    expect(framesOf(space, 'contiguous', 0, 4)).toEqual([1, 2, 3, 4]));

  it('reversed: the other way', () => expect(framesOf(space, 'reversed', 0, 4)).toEqual([4, 3, 2, 1]));

  it('scattered depends on the seed', () => {
    const orders = [0, 1, 2, 32, 33, 64].map((seed) => framesOf(space, 'scattered', seed, 5).join());
    expect(new Set(orders).size).toBe(6);
  });

  it('of a large machine are a permutation too', () => {
    const large = new Kernel(sizesFor(1 << 20));
    const frames = framesOf(new UserSpace(large), 'scattered', 12345, 257);
    expect(new Set(frames).size).toBe(257);
    expect(large.memory.frameCount).toBeGreaterThan(Math.max(...frames) + large.firstUserFrame);
  });
});

describe('a buffer that another thread changes', () => {
  const prepared = (memory: BufferMemory, shared = false): Va => prepare(4090, 10, memory, shared);

  it('can be neither read nor seen once it is unmapped', () => {
    const va = prepared('read-write');
    buffer.change('unmap');
    expect(violationOf(() => memory.readU8(va))).toEqual([va, false]);
    expect([buffer.bytes('read-write'), buffer.surroundingsChanged()]).toEqual([null, 0]);
    expect(prepared('read-write')).not.toBe(NULL_VA);
    expect(buffer.bytes('read-write')).toHaveLength(10);
  });

  it('can be read and not written once it is protected', () => {
    const va = prepared('read-write');
    buffer.change('protect');
    expect(memory.readU8(va)).toBe(USER_FILL);
    expect(violationOf(() => memory.writeU8(va, 1))).toEqual([va, true]);
    expect(buffer.bytes('read-write')).toHaveLength(10);
  });

  it('has no page more than before', () => {
    const va = prepared('last-page-no-access');
    buffer.change('protect');
    expect(memory.isMapped(va)).toBe(true);
    expect(memory.isMapped(vaAdd(va, 6))).toBe(false);
  });

  it('stays where it is mapped once more', () => {
    prepared('read-write', true);
    buffer.change('unmap');
    expect(memory.readU8(vaAdd(buffer.alias, 4090))).toBe(USER_FILL);
  });

  it('that is none is let be', () => {
    prepared('null');
    buffer.change('protect');
    buffer.change('unmap');
    expect(buffer.bytes('null')).toBeNull();
  });
});

describe.each(FRAGMENTATIONS)('a %s buffer', (fragmentation) => {
  beforeEach(() => space.reset({ fragmentation, frameSeed: 77 }));

  it.each([
    [0, 4095],
    [4095, 1],
    [100, 5000],
  ])('%d into a page, %d bytes: the bytes around it are watched', (offset, length) => {
    const va = prepare(offset, length);
    if (offset > 0) memory.writeU8(vaAdd(va, -1), 0);
    const last = vaAdd(va, length);
    if ((last & 0xfff) !== 0) memory.writeU8(last, 0);
    expect(buffer.surroundingsChanged()).toBe((offset > 0 ? 1 : 0) + ((last & 0xfff) === 0 ? 0 : 1));
  });

  it('has unmapped pages around it', () => {
    const va = prepare(10, 4096);
    const page = (va & ~0xfff) as Va;
    expect(memory.isMapped(vaAdd(page, 2 * PAGE_SIZE))).toBe(false);
    expect(memory.isMapped(vaAdd(page, -1))).toBe(false);
  });

  it('that is shared is filled and read through another mapping', () => {
    const data = new Uint8Array(5000).map((_, at) => at % 239);
    const va = buffer.prepare({ ...PLAIN_BUFFER, pageOffset: 50, shared: true }, 5000, data);
    memory.writeU8(va, 200);
    expect(buffer.bytes('read-write')).toEqual(data.with(0, 200));
    const alias = vaAdd(va, 3 * PAGE_SIZE);
    expect(memory.frameOf(alias)).toBe(memory.frameOf(va));
    buffer.release();
    expect([memory.isMapped(va), memory.isMapped(alias)]).toEqual([false, false]);
  });
});

describe('protection', () => {
  it.each<[BufferMemory, string]>([
    ['read-write', 'rw rw rw'],
    ['read-only', 'r r r'],
    ['no-access', '- - -'],
    ['last-page-no-access', 'rw rw -'],
    ['first-page', 'rw - -'],
  ])('%s', (kind, pages) => {
    const va = prepare(0, 3 * PAGE_SIZE, kind);
    const found = [0, 1, 2].map(
      (page) => ['-', 'r', '', 'rw'][memory.entry(vaAdd(va, page * PAGE_SIZE)) & 3],
    );
    expect(found.join(' ')).toBe(pages);
  });

  it('last-page-no-access of one page maps none', () => {
    const va = prepare(5, 3, 'last-page-no-access');
    expect(violationOf(() => memory.readU8(va))[0]).toBe(va);
  });

  it('first-page of one page maps none', () => {
    const va = prepare(0, PAGE_SIZE, 'first-page');
    expect(violationOf(() => memory.readU8(va))[0]).toBe(va);
    buffer.recordSurroundings();
    expect(buffer.frameNumbers()).toEqual([]);
  });

  it.each<[BufferMemory, boolean]>([
    ['read-write', true],
    ['read-only', true],
    ['no-access', false],
    ['last-page-no-access', false],
    ['null', false],
    ['kernel', false],
    ['kernel-page', false],
    ['first-page', false],
  ])('%s can be looked at: %s', (kind, readable) => {
    prepare(0, 4, kind);
    expect(buffer.bytes(kind) !== null).toBe(readable);
    expect(buffer.surroundingsChanged()).toBe(0);
  });

  it.each<[BufferMemory, Va]>([
    ['null', NULL_VA],
    ['kernel', vaAdd(UNMAPPED_KERNEL_BASE, 7)],
    ['kernel-page', vaAdd(pointedVa('kernel'), 7)],
  ])('%s is the address %d, with nothing mapped', (kind, va) => {
    expect(prepare(7, 10, kind)).toBe(va);
    expect(buffer.frameNumbers()).toEqual([]);
    expect(memory.isMapped(va)).toBe(false);
  });
});

describe('a buffer of no bytes', () => {
  it.each([0, 1, 4095])('has a page, %d into it', (offset) => {
    const va = prepare(offset, 0);
    expect([buffer.bytes('read-write'), memory.isMapped(va)]).toEqual([new Uint8Array(0), true]);
    memory.writeU8(va, 1);
    expect(buffer.surroundingsChanged()).toBe(1);
  });
});

describe('several buffers', () => {
  it('have an address each, and what was observed of earlier ones stays', () => {
    const first = prepare(0, 4);
    const seen = buffer.bytes('read-write');
    buffer.release();
    const second = buffer.prepare(PLAIN_BUFFER, 4, Uint8Array.of(1, 2, 3, 4));
    expect(buffer.bytes('read-write')).toEqual(Uint8Array.of(1, 2, 3, 4));
    expect(second).not.toBe(first);
    expect(memory.isMapped(first)).toBe(false);
    expect(seen).toEqual(new Uint8Array(4).fill(USER_FILL));
  });

  it('may be large and many', () => {
    const seen: (Uint8Array | null)[] = [];
    for (let round = 0; round < 40; round += 1) {
      buffer.prepare(PLAIN_BUFFER, 10_000, new Uint8Array(10_000).fill(round));
      seen.push(buffer.bytes('read-write'));
      buffer.release();
    }
    expect(seen.map((bytes) => bytes?.[9999])).toEqual(seen.map((_, round) => round));
  });
});

describe('a buffer that no memory has', () => {
  const LENGTHS = [2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1];

  it.each(LENGTHS)('of %d bytes has its first page', (length) => {
    const va = prepare(100, length, 'first-page');
    expect(memory.readU8(va)).toBe(USER_FILL);
    memory.writeU8(vaAdd(va, PAGE_SIZE - 101), 1);
    expect(violationOf(() => memory.readU8(vaAdd(va, PAGE_SIZE - 100)))).toEqual([
      va - 100 + PAGE_SIZE,
      false,
    ]);
    expect([buffer.pages, buffer.frameNumbers().length, buffer.surroundingsChanged()]).toEqual([1, 1, 0]);
    memory.writeU8(vaAdd(va, -1), 1);
    expect(buffer.surroundingsChanged()).toBe(1);
  });

  it.each([PAGE_SIZE, 2 ** 28, 2 ** 29, 2 ** 30, 2 ** 31 - 101, 2 ** 31, 2 ** 32 - 101])(
    'is user memory that is not there %d bytes on, whatever window that is in',
    (distance) => {
      const va = prepare(100, 2 ** 32 - 1, 'first-page');
      const far = vaAdd(va, distance);
      expect(violationOf(() => memory.readU8(far))).toEqual([far, false]);
      expect(violationOf(() => memory.writeU8(far, 1))).toEqual([far, true]);
    },
  );

  it('is passed by a probe for reading, which looks at the range alone, and not by one for writing', () => {
    const va = prepare(0, 2 ** 32 - 1, 'first-page');
    probeForRead(va, 2 ** 32 - 1, 1);
    expect(violationOf(() => probeForWrite(memory, va, 2 ** 32 - 1, 1))).toEqual([va + PAGE_SIZE, true]);
  });

  it('has an address of its own, and leaves system addresses alone when it is gone', () => {
    const first = prepare(0, 2 ** 31, 'first-page');
    expect(prepare(0, 2 ** 31, 'first-page')).not.toBe(first);
    expect(kernel.beyondMemory).toHaveLength(1);
    buffer.release();
    expect(kernel.beyondMemory).toEqual([]);
    expect(bugCheckOf(kernel, () => memory.readU8(vaAdd(first, 2 ** 31))).code).toBe(0x50);
  });
});
