import { describe, expect, it } from 'vitest';
import { bindDdi } from '../../../src/impl/ddi/ddi.ts';
import { IoManager } from '../../../src/impl/io/io-manager.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { Kernel } from '../../../src/impl/kernel/kernel.ts';
import { Mdl } from '../../../src/impl/memory/mdl.ts';
import { NULL_VA, POOL_BASE } from '../../../src/impl/memory/va.ts';

function machine() {
  const kernel = new Kernel();
  const ddi = bindDdi(new IoManager(kernel), 'judge');
  const irp = allocateIrp(kernel, 1);
  if (irp === null) throw new Error('no IRP');
  const allocate = (secondary: boolean) => ddi.IoAllocateMdl(POOL_BASE, 1, secondary, false, irp.va);
  return { kernel, irp, allocate };
}

describe('R70 IoAllocateMdl with an IRP', () => {
  it('makes the MDL the first of the IRP, whatever was there', () => {
    const { irp, allocate } = machine();
    allocate(false);
    const second = allocate(false);
    expect(irp.mdlAddress).toBe(second);
  });

  it('puts a secondary MDL at the end of the chain', () => {
    const { kernel, irp, allocate } = machine();
    const mdls = [allocate(false), allocate(true), allocate(true)];
    const chain = [];
    for (let mdl = irp.mdlAddress; mdl !== NULL_VA; mdl = new Mdl(kernel.memory, mdl).next) chain.push(mdl);
    expect(chain).toEqual(mdls);
  });

  it('takes a secondary MDL as the first when there is none', () => {
    const { irp, allocate } = machine();
    const only = allocate(true);
    expect(irp.mdlAddress).toBe(only);
  });
});
