import { describe, expect, it } from 'vitest';
import type { SimulatedMachine } from '../../../src/impl/machine.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';
import { PARAMETER_PAGE } from '../../../src/impl/process/parameter-page.ts';
import { Requests, type UserRequest } from '../../../src/impl/process/requests.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { FRAGMENTATIONS, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { open, read, write } from '../../model/calls.ts';
import { start } from '../io/test-driver.ts';

function newRequests(machine = PLAIN_MACHINE): { requests: Requests; io: SimulatedMachine['io'] } {
  const { io } = start();
  const requests = new Requests(io);
  requests.reset(machine);
  return { requests, io };
}

/** A request with a buffer of so many pages, left with the driver. */
function left(requests: Requests, pages = 1): UserRequest {
  const request = requests.begin();
  request.buffer.prepare(PLAIN_BUFFER, pages * PAGE_SIZE, null);
  return request;
}

describe('one request at a time', () => {
  it('has the same block, frames and event each time, and an address of its own', () => {
    const { requests } = newRequests();
    const seen = [1, 2, 3].map(() => {
      const request = left(requests, 2);
      const { object } = requests.eventOf(request);
      const { statusBlock, buffer } = request;
      const found = [statusBlock.va, buffer.frameNumbers().join(), object, buffer.va];
      requests.end(request);
      return found;
    });
    expect(new Set(seen.map((found) => found.slice(0, 3).join(' '))).size).toBe(1);
    expect(seen[0]?.slice(0, 2)).toEqual([PARAMETER_PAGE, '1,2']);
    expect(new Set(seen.map((found) => found[3])).size).toBe(3);
  });
});

describe('several requests', () => {
  it.each(FRAGMENTATIONS)('have memory of their own, %s', (fragmentation) => {
    const { requests, io } = newRequests({ fragmentation, frameSeed: 77 });
    const all = [3, 1, 5].map((pages) => left(requests, pages));
    const frames = all.flatMap(({ buffer }) => buffer.frameNumbers());
    expect(new Set(frames).size).toBe(9);
    expect(new Set(all.map(({ statusBlock }) => statusBlock.va)).size).toBe(3);
    expect(new Set(all.map((request) => requests.eventOf(request).object)).size).toBe(3);
    for (const [index, { buffer }] of all.entries())
      io.kernel.memory.fill(buffer.va, index + 1, buffer.pages * PAGE_SIZE);
    expect(all.map(({ buffer }) => new Set(buffer.bytes('read-write')))).toEqual([
      new Set([1]),
      new Set([2]),
      new Set([3]),
    ]);
  });

  it('take the first place that fits when one has ended', () => {
    const { requests } = newRequests();
    const [first, second] = [left(requests, 2), left(requests, 2)];
    requests.end(first);
    const [large, small] = [left(requests, 3), left(requests, 1)];
    expect([second, large, small].map(({ buffer }) => buffer.frameNumbers().join())).toEqual([
      '3,4',
      '5,6,7',
      '1',
    ]);
    expect(large.statusBlock.va).toBe(first.statusBlock.va);
  });

  it('under way are at most as many as there are blocks', () => {
    const { requests } = newRequests();
    const all = Array.from({ length: 8 }, () => requests.begin());
    expect(() => requests.begin()).toThrow(RangeError);
    for (const request of all) requests.end(request);
    expect(requests.begin()).toBe(all[0]);
  });

  it('share frames never, however many pages they want: the oldest gives way', () => {
    const { requests, io } = newRequests();
    const half = io.kernel.sizes.userPages / 2;
    const [first, second, third] = [left(requests, half), left(requests, half), left(requests, 1)];
    expect([first, second, third].map(({ buffer }) => buffer.pages)).toEqual([0, half, 1]);
    expect(third.buffer.frameNumbers()).toEqual([1]);
  });
});

describe('a request that its driver keeps', () => {
  const pend = () => STATUS_PENDING;

  it('keeps its buffer and block, and those after it have others', () => {
    let kept = NULL_VA;
    const { call, memory } = start({
      mode: 'neither',
      routines: {
        [IRP_MJ_READ]: ({ irp }) => {
          kept = irp.userBuffer;
          return STATUS_PENDING;
        },
        [IRP_MJ_WRITE]: ({ ddi, irp, complete }) => {
          ddi.memory.writeU8(kept, 77);
          expect(memory.frameOf(irp.userBuffer)).not.toBe(memory.frameOf(kept));
          return complete(STATUS_SUCCESS);
        },
      },
    });
    expect(call(open({ overlapped: true }), read({ event: true }))).toMatchObject({
      status: STATUS_PENDING,
      iosbWritten: false,
      eventSignaled: false,
    });
    expect(call(write({ event: true }))).toMatchObject({ iosbWritten: true, eventSignaled: true });
    expect(memory.isMapped(kept)).toBe(true);
  });

  it('does not end a case, however often', () => {
    const { call, machine } = start({ mode: 'direct', routines: { [IRP_MJ_READ]: pend } });
    call(open({ overlapped: true }));
    for (let count = 0; count < 40; count += 1) {
      expect(call(read({ length: 3 * PAGE_SIZE, event: true })).status).toBe(STATUS_PENDING);
    }
    expect(machine.shutDown()).not.toBeNull();
  });
});
