import { describe, expect, it } from 'vitest';
import { type Ddi, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { open, read, write } from '../../campaign/subjects.ts';
import type { Answering, Replacements } from '../../execution/replaced-routines.ts';
import { breachesOf, TAG } from './no-leak.setup.ts';

/** Blocks of pool that DriverUnload gives back, the oldest of at most so many. */
class Kept {
  readonly #ddi: Ddi;
  readonly #most: number;
  readonly #blocks: Va[] = [];

  constructor(ddi: Ddi, most: number) {
    this.#ddi = ddi;
    this.#most = most;
  }

  take(): void {
    const block = this.#ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG);
    if (block !== NULL_VA) this.#blocks.push(block);
    if (this.#blocks.length > this.#most) this.free(1);
  }

  free(count = this.#blocks.length): void {
    for (const block of this.#blocks.splice(0, count)) this.#ddi.ExFreePoolWithTag(block, TAG);
  }
}

/** A driver that takes a block for each read or write, and keeps at most so many until it is unloaded. */
function keeping(
  of: 'read' | 'write',
  most: number,
  answer: ReturnType<Answering> = 0,
  more: Replacements = {},
) {
  return (ddi: Ddi): Replacements => {
    const kept = new Kept(ddi, most);
    const answering: Answering = () => {
      kept.take();
      return answer;
    };
    return { [of]: answering, unload: () => kept.free(), ...more };
  };
}

const ANY = Number.POSITIVE_INFINITY;
const reads = [open(), read({ length: 4 })];
const writes = [open(), write({ length: 4 })];
const GROWN =
  'contract/no-leak pool-grows 1: 256 pool blocks more when it is made 256 times more, until DriverUnload';

const breaches = (make: (ddi: Ddi) => Replacements, ops: readonly Op[]) =>
  breachesOf(make, 'buffered', ops).filter((text) => text.startsWith('contract/no-leak'));

describe('pool that only DriverUnload gives back', () => {
  it('grows with each read', () => {
    expect(breaches(keeping('read', ANY), reads)).toEqual([GROWN]);
  });

  it('grows with each write that fails', () => {
    const failing = keeping('write', ANY, { status: STATUS_INVALID_PARAMETER });
    expect(breaches(failing, writes)).toEqual([GROWN]);
  });

  it('grows with the request that keeps it, of several', () => {
    const ops = [open(), read({ length: 1 }), write({ length: 4 })];
    const failing = keeping('write', ANY, { status: STATUS_INVALID_PARAMETER });
    expect(breaches(failing, ops)).toEqual([GROWN.replace(' 1: ', ' 2: ')]);
  });

  it('grows where the driver can’t be unloaded, too', () => {
    expect(breaches(keeping('read', ANY, 0, { unload: null }), reads)).toEqual([GROWN]);
  });
});

describe('pool does not grow', () => {
  it.each([1, 64, 200])('where a driver keeps records of the last %i reads', (most) => {
    expect(breaches(keeping('read', most), [...reads, ...reads])).toEqual([]);
  });

  it('where a driver keeps what it was given', () => {
    expect(breaches(keeping('write', ANY, 4), writes)).toEqual([]);
  });

  it('as far as anybody knows where each read is of another place', () => {
    expect(breaches(keeping('read', ANY), [open(), read({ length: 4, offset: null })])).toEqual([]);
    expect(breaches(keeping('read', ANY), [open(), read({ length: 4, offset: '-2' })])).toEqual([]);
  });

  it('where blocks are never freed: they are left by themselves', () => {
    expect(breaches(keeping('read', ANY, 0, { unload: () => undefined }), reads)).toEqual([
      'contract/no-leak pool-block 2: 1 pool block left after DriverUnload',
    ]);
  });
});
