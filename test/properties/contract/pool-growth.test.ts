import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { type Ddi, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { STATUS_INVALID_PARAMETER } from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Answering, type Replacements, replacing } from '../../execution/replaced-routines.ts';
import { TAG } from './no-leak.setup.ts';

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
const GROWN = '256 pool blocks more when it is made 256 times more, until DriverUnload';

/** What a trace shows of no-leak, for one reason. */
function breach(make: (ddi: Ddi) => Replacements, ops: readonly Op[], reason = 'pool-grows') {
  const key = { property: 'contract/no-leak', reason };
  return new CaseRunner(subjectOf(replacing(make))).breachWith(traceOf('buffered', ops), key);
}

describe('pool that only DriverUnload gives back', () => {
  it('grows with each read', () => {
    expect(breach(keeping('read', ANY), reads)).toMatchObject({
      op: 1,
      severity: 'warning',
      observed: GROWN,
    });
  });

  it('grows with each write that fails', () => {
    const failing = keeping('write', ANY, { status: STATUS_INVALID_PARAMETER });
    expect(breach(failing, writes)).toMatchObject({ op: 1, observed: GROWN });
  });

  it('grows with the request that keeps it, of several', () => {
    const ops = [open(), read({ length: 1 }), write({ length: 4 })];
    const failing = keeping('write', ANY, { status: STATUS_INVALID_PARAMETER });
    expect(breach(failing, ops)).toMatchObject({ op: 2, observed: GROWN });
  });

  it('grows where the driver can’t be unloaded, too', () => {
    expect(breach(keeping('read', ANY, 0, { unload: null }), reads)).toMatchObject({ observed: GROWN });
  });
});

describe('pool does not grow', () => {
  it.each([1, 200])('where a driver keeps records of the last %i reads', (most) => {
    expect(breach(keeping('read', most), reads)).toBeNull();
  });

  it('where a driver keeps what it was given', () => {
    expect(breach(keeping('write', ANY, 4), writes)).toBeNull();
  });

  it('as far as anybody knows where each read is of another place', () => {
    expect(breach(keeping('read', ANY), [open(), read({ length: 4, offset: null })])).toBeNull();
    expect(breach(keeping('read', ANY), [open(), read({ length: 4, offset: '-2' })])).toBeNull();
  });

  it('where blocks are never freed: they are left by themselves', () => {
    const never = keeping('read', ANY, 0, { unload: () => undefined });
    expect(breach(never, reads)).toBeNull();
    expect(breach(never, reads, 'pool-block')).not.toBeNull();
  });
});
