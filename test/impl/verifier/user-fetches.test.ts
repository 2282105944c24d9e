import { beforeEach, describe, expect, it } from 'vitest';
import { Irp } from '../../../src/impl/io/irp.ts';
import { ioAllocateMdl } from '../../../src/impl/memory/mdl-allocate.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { TrackedIrp } from '../../../src/impl/record/recorder.ts';
import { fetchesOf, type UserFetches } from '../../../src/impl/verifier/user-fetches.ts';
import { IRP_BUFFERED_IO, IRP_MJ_DEVICE_CONTROL, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { mapUser, newKernel, USER } from '../memory/kernel.ts';

const { kernel, verifier, restart } = newKernel();
const { memory, pool, recorder, context } = kernel;
const { watch } = verifier;

beforeEach(() => {
  restart();
  // Two pages that lie apart in the frames, the second before the first.
  mapUser(kernel, USER, [5, 2]);
});

interface Watched {
  readonly irp: Irp;
  readonly tracked: TrackedIrp;
}

let ids = 0;

const NO_CONTROL = {
  key: 0,
  byteOffsetLow: 0,
  byteOffsetHigh: 0,
  ioControlCode: 0,
  inputBufferLength: 0,
  outputBufferLength: 0,
};

/** A request of neither mode for `length` bytes at an offset from USER. */
function request(offset: number, length: number, flags = 0): Watched {
  const irp = new Irp(memory, pool.allocate(280, 0, true));
  irp.stackCount = 1;
  irp.flags = flags;
  irp.userBuffer = vaAdd(USER, offset);
  ids += 1;
  const location = { ...NO_CONTROL, majorFunction: IRP_MJ_WRITE, length };
  return { irp, tracked: new TrackedIrp(irp, location, ids, 0, 0) };
}

function watched({ irp, tracked }: Watched): UserFetches {
  const [fetches] = fetchesOf(irp, tracked, recorder, 0);
  if (fetches === undefined) throw new Error('nothing is watched');
  return fetches;
}

const counts = ({ tracked }: Watched): number[] => [tracked.fetchedBytes, tracked.refetchedBytes];
const position = (offset: number): number => memory.position(vaAdd(USER, offset));
const byteAt = (offset: number): number => memory.u8[position(offset)] ?? -1;

describe('the bytes of a request', () => {
  it('are counted once as fetched and once as fetched again, however often that is', () => {
    const sent = request(0, 8);
    const fetches = watched(sent);
    const seen: number[][] = [];
    for (let time = 0; time < 4; time += 1) {
      fetches.fetched(position(2), 3);
      seen.push(counts(sent));
    }
    expect(seen).toEqual([
      [3, 0],
      [3, 3],
      [3, 3],
      [3, 3],
    ]);
  });

  it('are fetched again where the driver wrote them itself, and not where it fetched them before it did', () => {
    const sent = request(4094, 4);
    const fetches = watched(sent);
    fetches.written(position(4096), 40);
    fetches.fetched(position(4094), 2);
    expect(counts(sent)).toEqual([2, 0]);
    for (let time = 0; time < 2; time += 1) fetches.fetched(position(4096), 2);
    expect(counts(sent)).toEqual([4, 2]);
    fetches.written(position(4094), 2);
    expect(counts(sent)).toEqual([4, 2]);
    expect(byteAt(4098)).toBe(0);
  });

  it('are each counted by itself where two fetches overlap', () => {
    const sent = request(0, 8);
    const fetches = watched(sent);
    fetches.fetched(position(0), 4);
    fetches.fetched(position(3), 4);
    fetches.fetched(position(7), 1);
    expect(counts(sent)).toEqual([8, 1]);
  });

  it('end where the buffer ends, at both sides', () => {
    const sent = request(16, 8);
    const fetches = watched(sent);
    for (let time = 0; time < 2; time += 1) fetches.fetched(position(10), 40);
    expect(counts(sent)).toEqual([8, 8]);
    expect([byteAt(15), byteAt(24)]).toEqual([0, 0]);
  });

  it('end where the buffer ends in a later page', () => {
    const sent = request(4094, 4);
    const fetches = watched(sent);
    for (let time = 0; time < 2; time += 1) fetches.fetched(position(4096), 40);
    expect(counts(sent)).toEqual([2, 2]);
    expect(byteAt(4098)).toBe(0);
  });

  it('go on in the next page, wherever its frame lies', () => {
    const sent = request(4094, 4);
    const fetches = watched(sent);
    fetches.fetched(position(4094), 2);
    fetches.fetched(position(4096), 2);
    expect(counts(sent)).toEqual([4, 0]);
    fetches.fetched(position(4096), 1);
    expect(counts(sent)).toEqual([4, 1]);
    // What lies behind the first page in the frames is none of the buffer.
    fetches.fetched(position(4095) + 1, 1);
    expect(counts(sent)).toEqual([4, 1]);
  });

  it('are another value from the second fetch on, and as they were before it', () => {
    const sent = request(0, 2);
    memory.u8[position(0)] = 9;
    const [fetches] = fetchesOf(sent.irp, sent.tracked, recorder, 0xff);
    fetches?.fetched(position(0), 1);
    expect(byteAt(0)).toBe(9);
    fetches?.fetched(position(0), 1);
    expect([byteAt(0), byteAt(1)]).toEqual([0xff, 0]);
  });

  it.each([
    ['of a request of 0 bytes', () => request(0, 0)],
    ['of a buffered request', () => request(0, 8, IRP_BUFFERED_IO)],
    ['in kernel memory', () => ({ ...request(pool.allocate(8, 0, true) - USER, 8) })],
  ])('%s are not watched', (_what, make) => {
    const { irp, tracked } = make();
    expect(fetchesOf(irp, tracked, recorder, 0)).toEqual([]);
  });

  it('of a control request are those that its method gives the driver itself', () => {
    const ranges = (code: number, mdl: boolean, outputAt = 100): number[][] => {
      const irp = new Irp(memory, pool.allocate(512, 0, true));
      irp.stackCount = 1;
      irp.currentStackLocationVa = vaAdd(irp.va, 280);
      irp.userBuffer = vaAdd(USER, outputAt);
      irp.currentStackLocation.type3InputBuffer = USER;
      if (mdl) irp.mdlAddress = ioAllocateMdl(kernel.mm, vaAdd(USER, 200), 9);
      ids += 1;
      const lengths = { inputBufferLength: 5, outputBufferLength: 9 };
      const location = {
        ...NO_CONTROL,
        ...lengths,
        majorFunction: IRP_MJ_DEVICE_CONTROL,
        length: 0,
        ioControlCode: code,
      };
      const tracked = new TrackedIrp(irp, location, ids, 0, 0);
      return fetchesOf(irp, tracked, recorder, 0).map((each) => [each.buffer - USER, each.lengthBytes]);
    };
    expect(ranges(0, false)).toEqual([]);
    expect(ranges(1, true)).toEqual([[200, 9]]);
    expect(ranges(2, true)).toEqual([[200, 9]]);
    expect(ranges(2, false)).toEqual([]);
    expect(ranges(3, false)).toEqual([
      [0, 5],
      [100, 9],
    ]);
    // A byte of both buffers is one byte.
    for (const [at, ...joined] of [
      [0, 0, 9],
      [4, 0, 13],
      [-8, -8, 13],
      [-2, -2, 9],
    ] as const)
      expect(ranges(3, false, at)).toEqual([joined]);
    for (const apart of [5, -9])
      expect(ranges(3, false, apart)).toEqual([
        [0, 5],
        [apart, 9],
      ]);
  });

  it('of a page that is not mapped are none', () => {
    const sent = request(8190, 4);
    const fetches = watched(sent);
    fetches.fetched(position(8190), 2);
    expect(counts(sent)).toEqual([2, 0]);
  });
});

describe('what is recorded of bytes that were fetched again', () => {
  it('is the runs of them, by their place in the buffer', () => {
    kernel.reset(kernel.dialect, 'full');
    mapUser(kernel, USER, [5, 2]);
    const sent = request(4090, 12);
    const fetches = watched(sent);
    fetches.fetched(position(4092), 2);
    fetches.fetched(position(4096), 2);
    fetches.fetched(position(4090), 6);
    fetches.fetched(position(4096), 6);
    fetches.fetched(position(4100), 2);
    fetches.fetched(position(4090), 1);
    const again = recorder.events.filter(({ kind }) => kind === 'refetched');
    expect(again.map(({ detail, request: of }) => [detail, of])).toEqual([
      [{ from: 2, to: 4 }, sent.tracked.id],
      [{ from: 6, to: 8 }, sent.tracked.id],
      [{ from: 10, to: 12 }, sent.tracked.id],
      [{ from: 0, to: 1 }, sent.tracked.id],
    ]);
  });
});

describe('of several requests under way', () => {
  const enter = (): void => {
    context.depth = 1;
    context.inDriver = true;
  };

  it('the one that is completed is no longer watched, and the others are', () => {
    watch.reset('zeros');
    enter();
    const [first, second] = [request(0, 4), request(8, 4)];
    for (const { irp, tracked } of [first, second]) watch.expectFetches(irp, tracked);
    memory.readU8(vaAdd(USER, 0));
    memory.readU8(vaAdd(USER, 8));
    context.inDriver = false;
    watch.completed(first.irp, { id: 1, major: IRP_MJ_WRITE });
    context.inDriver = true;
    memory.readU8(vaAdd(USER, 0));
    memory.readU8(vaAdd(USER, 8));
    expect([counts(first), counts(second)]).toEqual([
      [1, 0],
      [1, 1],
    ]);
  });

  it('one that is sent on is watched once', () => {
    watch.reset('ones');
    enter();
    const sent = request(0, 4);
    for (let level = 0; level < 2; level += 1) watch.expectFetches(sent.irp, sent.tracked);
    memory.readU8(USER);
    expect(counts(sent)).toEqual([1, 0]);
    memory.readU8(USER);
    expect([counts(sent), byteAt(0)]).toEqual([[1, 1], 0xff]);
  });

  it('none is where what is fetched does not change', () => {
    watch.reset('unchanged');
    enter();
    const sent = request(0, 4);
    watch.expectFetches(sent.irp, sent.tracked);
    for (let time = 0; time < 2; time += 1) memory.readU8(USER);
    expect(counts(sent)).toEqual([0, 0]);
  });

  it('writes are no fetches', () => {
    watch.reset('zeros');
    enter();
    const sent = request(0, 4);
    watch.expectFetches(sent.irp, sent.tracked);
    memory.writeU8(USER, 1);
    memory.writeU8(USER, 2);
    expect([counts(sent), byteAt(0)]).toEqual([[0, 0], 2]);
  });
});
