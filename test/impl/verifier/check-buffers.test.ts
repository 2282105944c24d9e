import { describe, expect, it } from 'vitest';
import { Irp } from '../../../src/impl/io/irp.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { TrackedIrp } from '../../../src/impl/record/recorder.ts';
import { checkBuffers } from '../../../src/impl/verifier/check-buffers.ts';
import { bugCheckOf, newKernel } from '../memory/kernel.ts';

function world() {
  const { kernel } = newKernel();
  const irp = new Irp(kernel.memory, kernel.pool.allocate(0xd0, 0, true));
  irp.systemBuffer = kernel.pool.allocate(20, 0, true);
  irp.mdlAddress = kernel.pool.allocate(64, 0, true);
  irp.flags = 0x70;
  return { kernel, irp, tracked: new TrackedIrp(irp, 2, 3, 20) };
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
    ['IRP', 0xd0, (irp: Irp) => irp.va],
  ])('stops the machine with 0xC1 for an overrun of the %s', (_name, size, block) => {
    const { kernel, irp, tracked } = world();
    kernel.memory.writeU8(vaAdd(block(irp), size), 0);
    const { code, reason } = bugCheckOf(kernel, () => checkBuffers(kernel, tracked));
    expect([code, reason]).toEqual([0xc1, `bytes beyond a pool block of ${size} bytes (....) were written`]);
    expect(kernel.recorder.violations).toHaveLength(1);
  });
});
