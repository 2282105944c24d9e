import { describe, expect, it } from 'vitest';
import { Context } from '../../../src/impl/kernel/context.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';
import { Recorder, TrackedIrp } from '../../../src/impl/record/recorder.ts';
import { LockOrder } from '../../../src/impl/verifier/lock-order.ts';
import { IRP_MJ_CLOSE, IRP_MJ_CREATE, IRP_MJ_READ } from '../../../src/nt/irp.ts';

const [A, B, C, G] = [100, 200, 300, 400] as const;

function trackedIrp(majorFunction: number): TrackedIrp {
  const irp = { va: NULL_VA, flags: 0, systemBuffer: NULL_VA, mdlAddress: NULL_VA, currentLocation: 1 };
  const parameters = { length: 0, key: 0, byteOffsetLow: 0, byteOffsetHigh: 0 };
  const control = { ioControlCode: 0, inputBufferLength: 0, outputBufferLength: 0 };
  return new TrackedIrp(irp, { majorFunction, ...parameters, ...control }, 0, 0, 0);
}

/** Whether acquisitions of locks, each within those before it, could have threads wait for each other. */
function ring(orders: readonly (readonly number[])[], major: number | null = IRP_MJ_READ): boolean {
  const context = new Context('thread');
  context.request = major === null ? null : trackedIrp(major);
  const recorder = new Recorder();
  const order = new LockOrder(recorder, context);
  orders.forEach((locks, op) => {
    recorder.begin(op);
    context.request = major === null ? null : trackedIrp(major);
    locks.forEach((lock, index) => {
      if (index > 0) order.acquired(lock, locks.slice(0, index));
    });
  });
  return recorder.spinLocks.inTwoOrders !== null;
}

describe('threads could wait for each other', () => {
  it.each([
    [
      [A, B],
      [B, A],
    ],
    [
      [A, B],
      [A, B],
      [B, A],
    ],
    [
      [A, B],
      [B, C],
      [C, A],
    ],
    [
      [A, C, B],
      [B, A],
    ],
    [
      [G, A, B],
      [B, A],
    ],
  ])('%j %j', (...orders) => expect(ring(orders)).toBe(true));
});

describe('they could not', () => {
  it.each([
    [
      [A, B],
      [A, B],
    ],
    [
      [A, B],
      [B, C],
      [A, C],
    ],
    [
      [G, A, B],
      [G, B, A],
    ],
    [
      [G, A, B],
      [B, C],
      [G, C, A],
    ],
    [[A], [B]],
  ])('%j %j', (...orders) => expect(ring(orders)).toBe(false));

  it.each([null, IRP_MJ_CREATE, IRP_MJ_CLOSE])('for major %s, when nobody else has the locks', (major) => {
    expect(
      ring(
        [
          [A, B],
          [B, A],
        ],
        major,
      ),
    ).toBe(false);
  });
});

describe('what is known of a lock', () => {
  const context = new Context('thread');
  context.request = trackedIrp(IRP_MJ_READ);
  const recorder = new Recorder();
  const order = new LockOrder(recorder, context);

  it('goes with its memory, and with the machine', () => {
    order.acquired(B, [A]);
    order.forget(A, A + 1);
    order.acquired(A, [B]);
    order.forget(A - 8, A + 8);
    order.acquired(B, [A]);
    order.reset();
    order.acquired(A, [B]);
    expect(recorder.spinLocks.inTwoOrders).toBeNull();
  });

  it('stays with others’, and tells both places', () => {
    order.forget(A + 1, B);
    recorder.begin(3);
    context.request = trackedIrp(IRP_MJ_READ);
    order.acquired(B, [A]);
    expect(recorder.spinLocks.inTwoOrders).toMatchObject({ before: { op: 0 }, here: { op: 3 } });
  });
});
