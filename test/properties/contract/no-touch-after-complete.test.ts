import { describe, expect, it } from 'vitest';
import { vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { breachesOf, PROPERTY } from './no-touch-after-complete.setup.ts';
import type { Routine } from './wdm-driver.ts';

describe('after IoCompleteRequest', () => {
  it.each<[string, Routine, string]>([
    [
      'writes a byte of the SystemBuffer',
      ({ ddi, irp, complete }) => {
        const { systemBuffer } = irp;
        const status = complete();
        ddi.memory.writeU8(vaAdd(systemBuffer, 7), 1);
        return status;
      },
      'written',
    ],
    [
      'clears the SystemBuffer',
      ({ ddi, irp, complete }) => {
        const { systemBuffer } = irp;
        const status = complete();
        ddi.memory.fill(systemBuffer, 0, 8);
        return status;
      },
      'written',
    ],
    [
      'copies out of the SystemBuffer',
      ({ ddi, irp, complete }) => {
        const { systemBuffer } = irp;
        const status = complete();
        ddi.memory.copyOut(systemBuffer, new Uint8Array(8), 0, 8);
        return status;
      },
      'read',
    ],
  ])('%s', (_name, routine, how) => {
    expect(breachesOf(IRP_MJ_READ, routine)).toMatchObject([
      {
        property: PROPERTY,
        reason: 'buffer-touched',
        op: 3,
        observed: `the SystemBuffer of a completed IRP_MJ_READ was ${how}`,
      },
    ]);
  });
});
