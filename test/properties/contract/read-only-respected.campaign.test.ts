import { describe, expect, it } from 'vitest';
import { type Ddi, Mdl, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { UserMode } from '../../../src/nt/irql.ts';
import { IoReadAccess, IoWriteAccess, NormalPagePriority } from '../../../src/nt/mdl.ts';
import { breachesOf, bufferOf, fillOwn, PROPERTY, xor } from './read-only-respected.setup.ts';
import type { Request, Routine } from './wdm-driver.ts';

describe('neither mode', () => {
  it('pages the driver locked for reading may not be written', () => {
    expect(breachesOf(fillOwn(IoReadAccess), 'neither')).toMatchObject([
      { property: PROPERTY, reason: 'written-through-mdl', op: 1 },
    ]);
  });

  it('pages it locked for writing may, and so may the UserBuffer itself (R41)', () => {
    expect(breachesOf(fillOwn(IoWriteAccess), 'neither')).toEqual([]);
    const direct = ({ ddi, irp, location, complete }: Request): number => {
      ddi.memory.fill(irp.userBuffer, 1, location.length);
      return complete(location.length);
    };
    expect(breachesOf(direct, 'neither')).toEqual([]);
  });

  it('an MDL that was locked for writing before is locked for reading now', () => {
    const relock: Routine = ({ ddi, irp, location, complete }: Request) => {
      const { length } = location;
      if (length === 0) return complete();
      const mdl = ddi.IoAllocateMdl(irp.userBuffer, length, false, false, NULL_VA);
      lockAndFill(ddi, mdl, IoWriteAccess, 0);
      lockAndFill(ddi, mdl, IoReadAccess, length);
      ddi.IoFreeMdl(mdl);
      return complete(length);
    };
    expect(breachesOf(relock, 'neither')).toMatchObject([{ property: PROPERTY, op: 1 }]);
  });
});

function lockAndFill(ddi: Ddi, mdl: Va, operation: number, lengthBytes: number): void {
  ddi.MmProbeAndLockPages(mdl, UserMode, operation);
  ddi.memory.fill(ddi.MmGetSystemAddressForMdlSafe(mdl, NormalPagePriority), 1, lengthBytes);
  ddi.MmUnlockPages(mdl);
}

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
