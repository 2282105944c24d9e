import { describe, expect, it } from 'vitest';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import { open, read } from '../../campaign/subjects.ts';
import { claimsAll, reading, TAG, verdictOn } from './no-disclosure.setup.ts';

describe('stale bytes', () => {
  it('R36 of a zeroed SystemBuffer there are none', () => {
    expect(verdictOn(claimsAll, [open(), read({ length: 10 })], 'buffered', 'zeroed')).toMatchObject({
      compared: 1,
      breach: null,
    });
  });

  it.each([16, 100, 4096, 9000])('of a zeroed block of %d bytes there are none', (length) => {
    const driver = reading((ddi) => (irp) => {
      const block = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, length, TAG);
      ddi.memory.copy(irp.systemBuffer, block, length);
      ddi.ExFreePoolWithTag(block, TAG);
      return length;
    });
    expect(verdictOn(driver, [open(), read({ length })])).toMatchObject({ compared: 1, breach: null });
  });
});
