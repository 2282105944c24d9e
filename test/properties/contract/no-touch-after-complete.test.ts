import { describe, expect, it } from 'vitest';
import { CaseRunner } from '../../../src/campaign/case-runner.ts';
import { Irp, vaAdd } from '../../../src/impl/ddi/index.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_CREATE, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { IRP } from '../../../src/nt/layout.ts';
import type { Breach } from '../../../src/trace/finding.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { on, open, read, subjectOf, traceOf, write } from '../../campaign/subjects.ts';
import { type Routine, wdmDriver } from './wdm-driver.ts';

const PROPERTY = 'contract/no-touch-after-complete';

/** The breaches of a trace with two writes, a read and a close, by a driver with one routine of its own. */
function breachesOf(major: number, routine: Routine, mode: BufferingMode = 'buffered'): Breach[] {
  const ops = [open(), write({ length: 8 }), write({ length: 8 }), read({ length: 8 }), on('close')];
  return new CaseRunner(subjectOf(wdmDriver({ [major]: routine }))).breaches(traceOf(mode, ops));
}

describe('after IoCompleteRequest', () => {
  it.each<[string, Routine, string]>([
    [
      'reads IoStatus.Status through a view it kept',
      ({ irp, complete }) => {
        complete();
        return irp.status;
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'reads IoStatus.Status by its address',
      ({ ddi, irp, complete }) => {
        complete();
        return ddi.memory.readI32(vaAdd(irp.va, IRP['IoStatus.Status']));
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'reads IoStatus.Status through a new view',
      ({ ddi, irp, complete }) => {
        complete();
        return new Irp(ddi.memory, irp.va).status;
      },
      'IoStatus.Status of a completed IRP_MJ_WRITE was read',
    ],
    [
      'writes IoStatus.Information',
      ({ irp, complete }) => {
        const status = complete();
        irp.information = 0;
        return status;
      },
      'IoStatus.Information of a completed IRP_MJ_WRITE was written',
    ],
    [
      'reads the length in its stack location',
      ({ location, complete }) => {
        const status = complete();
        return location.length < 0 ? -1 : status;
      },
      'a stack location of a completed IRP_MJ_WRITE was read',
    ],
  ])('%s', (_name, routine, observed) => {
    for (const mode of ['buffered', 'direct', 'neither'] as const) {
      expect(breachesOf(IRP_MJ_WRITE, routine, mode)).toMatchObject([
        { property: PROPERTY, reason: 'irp-touched', op: 1, observed },
      ]);
    }
  });

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

  it('the request that is named is the one that was completed, also where an operation sends two', () => {
    const touch: Routine = ({ irp, complete }) => {
      complete();
      return irp.status;
    };
    expect(breachesOf(IRP_MJ_CLEANUP, touch)).toMatchObject([
      { property: PROPERTY, op: 4, observed: 'IoStatus.Status of a completed IRP_MJ_CLEANUP was read' },
    ]);
    expect(breachesOf(IRP_MJ_CREATE, touch)).toMatchObject([
      { property: PROPERTY, op: 0, observed: 'IoStatus.Status of a completed IRP_MJ_CREATE was read' },
    ]);
  });
});
