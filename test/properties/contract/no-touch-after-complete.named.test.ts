import { describe, expect, it } from 'vitest';
import { IRP_MJ_CLEANUP, IRP_MJ_CREATE, IRP_MJ_FLUSH_BUFFERS } from '../../../src/nt/irp.ts';
import { on, open } from '../../campaign/subjects.ts';
import { breachesOf, PROPERTY } from './no-touch-after-complete.setup.ts';
import type { Routine } from './wdm-driver.ts';

const touch: Routine = ({ irp, complete }) => {
  complete();
  return irp.status;
};

describe('after IoCompleteRequest', () => {
  it('the request that is named is the one that was completed, also where an operation sends two', () => {
    expect(breachesOf(IRP_MJ_CLEANUP, touch)).toMatchObject([
      { property: PROPERTY, op: 4, observed: 'IoStatus.Status of a completed IRP_MJ_CLEANUP was read' },
    ]);
    expect(breachesOf(IRP_MJ_CREATE, touch)).toMatchObject([
      { property: PROPERTY, op: 0, observed: 'IoStatus.Status of a completed IRP_MJ_CREATE was read' },
    ]);
  });

  it('a flush is named as what it was, though its IRP is gone by then (R45c)', () => {
    expect(breachesOf(IRP_MJ_FLUSH_BUFFERS, touch, 'buffered', [open(), on('flush')])).toMatchObject([
      // What it read is what is left in freed pool.
      { property: 'contract/status-agrees', op: 1, observed: '0xFAFAFAFA returned' },
      {
        property: PROPERTY,
        op: 1,
        observed: 'IoStatus.Status of a completed IRP_MJ_FLUSH_BUFFERS was read',
      },
      { property: 'contract/no-disclosure', op: 1, reason: 'uninitialised-read' },
    ]);
  });
});
