import { describe, expect, it } from 'vitest';
import { Irp } from '../../../src/impl/io/irp.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { Recorder, TrackedIrp } from '../../../src/impl/record/recorder.ts';
import { newKernel } from '../memory/kernel.ts';

function world() {
  const { kernel } = newKernel();
  const irp = new Irp(kernel.memory, kernel.pool.allocate(0xd0, 0, true));
  irp.systemBuffer = kernel.pool.allocate(20, 0, true);
  irp.mdlAddress = kernel.pool.allocate(64, 0, true);
  irp.flags = 0x70;
  return { kernel, irp, tracked: new TrackedIrp(irp, 2, 3, 20) };
}

describe('Recorder', () => {
  it('finds the latest record of an address', () => {
    const { irp, tracked } = world();
    const recorder = new Recorder();
    const later = new TrackedIrp(irp, 3, 4, 0);
    recorder.irps.push(tracked, later);
    expect([recorder.tracked(irp.va), recorder.tracked(vaAdd(irp.va, 16))]).toEqual([later, undefined]);
  });

  it('records events only in full', () => {
    const recorder = new Recorder();
    recorder.event('a', {});
    recorder.reset('full');
    recorder.op = 4;
    recorder.event('b', { x: 1 });
    expect(recorder.events).toEqual([{ op: 4, kind: 'b', detail: { x: 1 } }]);
  });
});

it('TrackedIrp keeps what was dispatched', () => {
  const { irp, tracked } = world();
  irp.systemBuffer = irp.va;
  irp.flags = 0;
  expect(tracked).toMatchObject({
    va: irp.va,
    op: 2,
    majorFunction: 3,
    length: 20,
    flags: 0x70,
    completions: 0,
  });
  expect(tracked.systemBuffer).not.toBe(irp.va);
});
