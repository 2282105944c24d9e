import { describe, expect, it } from 'vitest';
import { NonPagedPool, POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import { open, read } from '../../campaign/subjects.ts';
import { claimsAll, reading, TAG, verdictOn } from './no-disclosure.setup.ts';

describe('stale bytes', () => {
  const OPS = [open(), read({ length: 10 })];

  it('G1 of a SystemBuffer whose Information exceeds what was written', () => {
    const { compared, breach } = verdictOn(claimsAll, OPS);
    expect(compared).toBe(1);
    expect(breach).toMatchObject({
      property: 'contract/no-disclosure',
      reason: 'stale-bytes',
      severity: 'error',
      op: 1,
      observed: 'kernel memory that nobody wrote: 8 bytes of the buffer, the first at index 2',
    });
  });

  it('one byte is one byte', () => {
    expect(verdictOn(claimsAll, [open(), read({ length: 3 })]).breach?.observed).toMatch(/: 1 byte of .* 2$/);
  });

  it("of the driver's own pool, in direct mode", () => {
    const driver = reading((ddi) => (irp, { length }) => {
      const block = ddi.ExAllocatePoolWithTag(NonPagedPool, length, TAG);
      ddi.memory.copy(ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16), block, length);
      ddi.ExFreePoolWithTag(block, TAG);
      return length;
    });
    expect(verdictOn(driver, OPS, 'direct').breach).toMatchObject({ reason: 'stale-bytes', op: 1 });
  });

  it('of a pool block that was freed', () => {
    const driver = reading((ddi) => (irp, { length }) => {
      const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, length, TAG);
      ddi.ExFreePoolWithTag(block, TAG);
      ddi.memory.copy(irp.systemBuffer, block, length);
      return length;
    });
    expect(verdictOn(driver, OPS).breach).toMatchObject({ reason: 'stale-bytes' });
  });

  it('R46 around the buffer', () => {
    const driver = reading(({ memory }) => (irp, { length }) => {
      memory.fill(irp.systemBuffer, 1, length);
      return length + 100;
    });
    expect(verdictOn(driver, [open(), read({ length: 1 })]).breach).toMatchObject({
      reason: 'stale-bytes',
      observed: 'kernel memory that nobody wrote: bytes around the buffer',
    });
  });
});
