import { describe, expect, it } from 'vitest';
import { Mdl, NULL_VA } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import type { BufferSpec } from '../../../src/trace/ops/index.ts';
import { at } from '../../campaign/subjects.ts';
import { breachesOf, PROPERTY, xor } from './read-only-respected.setup.ts';
import type { Routine } from './wdm-driver.ts';

describe('a direct write', () => {
  it.each<[string, BufferSpec]>([
    ['', at(0)],
    [' over two pages', at(4093)],
    [' of read-only pages', { pageOffset: 0, memory: 'read-only', shared: false }],
    [' of frames shared with another buffer', { pageOffset: 0, memory: 'read-write', shared: true }],
  ])('%s whose bytes are XORed in place is a breach', (_name, buffer) => {
    expect(breachesOf(xor(0x5a), 'direct', buffer)).toContainEqual(
      expect.objectContaining({
        property: PROPERTY,
        reason: 'caller-data-changed',
        op: 2,
        expected: "the caller's 5 bytes unchanged",
        observed: '5 of them changed',
      }),
    );
  });

  it('whose pages are written with what they hold is a breach too', () => {
    expect(breachesOf(xor(0), 'direct')).toMatchObject([
      { property: PROPERTY, reason: 'written-through-mdl', op: 2 },
    ]);
  });

  it('whose pages are written through a partial MDL is a breach', () => {
    const throughPartial: Routine = ({ ddi, irp, location, complete }) => {
      if (location.majorFunction !== IRP_MJ_WRITE || location.length === 0) return complete();
      const source = irp.mdlAddress;
      const { virtualAddress } = new Mdl(ddi.memory, source);
      const mdl = ddi.IoAllocateMdl(virtualAddress, location.length, false, false, NULL_VA);
      ddi.IoBuildPartialMdl(source, mdl, virtualAddress, location.length);
      ddi.memory.fill(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 0, location.length);
      ddi.IoFreeMdl(mdl);
      return complete(location.length);
    };
    expect(breachesOf(throughPartial, 'direct')).toMatchObject([{ property: PROPERTY, op: 2 }]);
  });
});
