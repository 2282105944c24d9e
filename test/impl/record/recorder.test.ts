import { describe, expect, it } from 'vitest';
import { IoStackLocation } from '../../../src/impl/io/io-stack-location.ts';
import { Irp } from '../../../src/impl/io/irp.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { Recorder } from '../../../src/impl/record/recorder.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { eventOf } from '../../trace/run/events.ts';
import { newKernel } from '../memory/kernel.ts';

function world() {
  const { kernel } = newKernel();
  const irp = new Irp(kernel.memory, kernel.pool.allocate(0xd0 + 0x48, 0, true));
  irp.systemBuffer = kernel.pool.allocate(20, 0, true);
  irp.mdlAddress = kernel.pool.allocate(64, 0, true);
  irp.flags = 0x70;
  const location = new IoStackLocation(kernel.memory, vaAdd(irp.va, 0xd0));
  location.majorFunction = IRP_MJ_READ;
  location.length = 20;
  location.key = 5;
  location.setByteOffset(-2, 1);
  kernel.recorder.begin(2);
  return { kernel, irp, location, tracked: kernel.recorder.dispatched(irp, location, null, false) };
}

describe('Recorder', () => {
  it('finds the latest record of an address', () => {
    const { kernel, irp, location, tracked } = world();
    const { recorder } = kernel;
    expect(recorder.tracked(irp.va)).toBe(tracked);
    const later = recorder.dispatched(irp, location, null, false);
    expect([recorder.tracked(irp.va), recorder.tracked(vaAdd(irp.va, 16))]).toEqual([later, undefined]);
    recorder.reset('judge');
    expect(recorder.tracked(irp.va)).toBeUndefined();
  });

  it('gives requests identities and moments, and says which one a call became', () => {
    const { kernel, irp, location, tracked } = world();
    const { recorder } = kernel;
    recorder.begin(4);
    recorder.called();
    const below = recorder.dispatched(irp, location, tracked, false);
    const own = recorder.dispatched(irp, location, null, false);
    recorder.answered();
    expect(
      [tracked, below, own].map(({ id, op, level, dispatchedAt }) => [id, op, level, dispatchedAt]),
    ).toEqual([
      [0, 2, 0, 1],
      // Sent on by a driver later, it is still the request of its own operation.
      [1, 2, 1, 3],
      [2, 4, 0, 4],
    ]);
    expect([recorder.history.sent[2], recorder.history.sent[4]]).toEqual([0, 2]);
    expect(recorder.history).toMatchObject({ called: [2], returned: [5] });
  });

  it('leaves a filter’s requests out: a call became what the filter passed on', () => {
    const { kernel, irp, location } = world();
    const { recorder } = kernel;
    recorder.begin(3);
    const filter = recorder.dispatched(irp, location, null, true);
    const below = recorder.dispatched(irp, location, filter, false);
    expect(recorder.history.sent[3]).toBe(below.id);
    expect(recorder.driverRequests().map(({ id }) => id)).toEqual([0, 2]);
  });

  it('violations and events are about the request that is served, or another that is named', () => {
    const { kernel, tracked } = world();
    const { recorder } = kernel;
    recorder.recording = 'full';
    recorder.violation('read-locked-written', 'a');
    kernel.context.request = tracked;
    recorder.violation('read-locked-written', 'b');
    recorder.event('exit', {});
    recorder.violation('irp-touched-after-complete', 'c', null, 9);
    expect(recorder.violations.map(({ request, moment }) => [request, moment])).toEqual([
      [null, 2],
      [0, 3],
      [9, 4],
    ]);
    expect(recorder.events.map(({ request, moment, context }) => [request, moment, context])).toEqual([
      [null, 2, 'caller'],
      [0, 3, 'caller'],
      [0, 3, 'caller'],
      [9, 4, 'caller'],
    ]);
    expect(recorder.corruption).toBeNull();
    recorder.violation('pool-overrun', 'd');
    recorder.violation('pool-underrun', 'e');
    expect(recorder.corruption?.detail).toBe('d');
  });

  it('records events only in full', () => {
    const recorder = new Recorder();
    recorder.event('exit', {});
    recorder.reset('full');
    recorder.op = 4;
    recorder.event('DbgPrint', { text: 'x' });
    expect(recorder.events).toEqual([eventOf('DbgPrint', { text: 'x' }, { op: 4 })]);
  });
});

it('TrackedIrp keeps what was dispatched', () => {
  const { irp, tracked } = world();
  irp.systemBuffer = irp.va;
  irp.flags = 0;
  expect(tracked).toMatchObject({
    va: irp.va,
    op: 2,
    major: IRP_MJ_READ,
    parameters: { length: 20, key: 5, byteOffset: 0x1_ffff_fffen },
    flags: 0x70,
    completions: 0,
  });
  expect(tracked.systemBuffer).not.toBe(irp.va);
});
