import { describe, expect, it } from 'vitest';
import { IoStackLocation } from '../../../src/impl/io/io-stack-location.ts';
import { Irp } from '../../../src/impl/io/irp.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { checkBuffers } from '../../../src/impl/verifier/check-buffers.ts';
import { bugCheckOf, newKernel } from '../memory/kernel.ts';

function world() {
  const { kernel } = newKernel();
  const irp = new Irp(kernel.memory, kernel.pool.allocate(0xd0 + 0x48, 0, true));
  irp.systemBuffer = kernel.pool.allocate(20, 0, true);
  irp.mdlAddress = kernel.pool.allocate(64, 0, true);
  irp.flags = 0x70;
  const location = new IoStackLocation(kernel.memory, vaAdd(irp.va, 0xd0));
  return { kernel, irp, tracked: kernel.recorder.dispatched(irp, location, null, false) };
}

describe('checkBuffers', () => {
  it('passes intact buffers', () => {
    const { kernel, tracked } = world();
    checkBuffers(kernel, tracked);
    expect(kernel.stopped).toBe(false);
  });

  it.each([
    ['SystemBuffer', 20, (irp: Irp) => irp.systemBuffer],
    ['MDL', 64, (irp: Irp) => irp.mdlAddress],
    ['IRP', 0xd0 + 0x48, (irp: Irp) => irp.va],
  ])('stops the machine with 0xC1 for an overrun of the %s', (_name, size, block) => {
    const { kernel, irp, tracked } = world();
    kernel.memory.writeU8(vaAdd(block(irp), size), 0);
    const { code, reason } = bugCheckOf(kernel, () => checkBuffers(kernel, tracked));
    expect([code, reason]).toEqual([0xc1, `bytes beyond a pool block of ${size} bytes (....) were written`]);
    expect(kernel.recorder.violations).toHaveLength(1);
  });
});
