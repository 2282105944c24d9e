import { describe, expect, it } from 'vitest';
import { Mdl, NULL_VA, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { NormalPagePriority } from '../../../src/nt/mdl.ts';
import type { BufferSpec } from '../../../src/trace/ops/index.ts';
import { at } from '../../campaign/subjects.ts';
import { breachesOf, PROPERTY } from './read-only-respected.setup.ts';
import type { Request, Routine } from './wdm-driver.ts';

/** The buffer of a direct or buffered request at a system address. */
function bufferOf({ ddi, irp }: Request): Va {
  const { mdlAddress, systemBuffer } = irp;
  return mdlAddress === NULL_VA
    ? systemBuffer
    : ddi.MmGetSystemAddressForMdlSafe(mdlAddress, NormalPagePriority);
}

/** XORs the first bytes of what was written in place. */
const xor =
  (mask: number): Routine =>
  (request) => {
    const { ddi, location, complete } = request;
    const { length } = location;
    if (length === 0 || location.majorFunction !== IRP_MJ_WRITE) return complete();
    const buffer = bufferOf(request);
    for (let index = 0; index < length; index += 1) {
      const byte = vaAdd(buffer, index);
      ddi.memory.writeU8(byte, ddi.memory.readU8(byte) ^ mask);
    }
    return complete(length);
  };

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

describe('what may be changed', () => {
  it('the SystemBuffer of a buffered write (R38)', () => {
    expect(breachesOf(xor(0x5a), 'buffered')).toEqual([]);
  });

  it('the buffer of a direct read, through a partial MDL too', () => {
    const fill: Routine = (request) => {
      const { ddi, irp, location, complete } = request;
      const { length } = location;
      if (location.majorFunction !== IRP_MJ_READ) return complete(length);
      const source = irp.mdlAddress;
      const { virtualAddress } = new Mdl(ddi.memory, source);
      const mdl = ddi.IoAllocateMdl(virtualAddress, length, false, false, NULL_VA);
      ddi.IoBuildPartialMdl(source, mdl, virtualAddress, length);
      ddi.memory.fill(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 0, length);
      ddi.IoFreeMdl(mdl);
      ddi.memory.fill(bufferOf(request), 1, length);
      return complete(length);
    };
    expect(breachesOf(fill, 'direct')).toEqual([]);
  });
});
