import { expect, it } from 'vitest';
import { NULL_VA } from '../../../src/impl/ddi/index.ts';
import { buildControlBuffers } from '../../../src/impl/io/control-buffers.ts';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { UNMAPPED_KERNEL_BASE } from '../../../src/impl/memory/va.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { IRP_MJ_DEVICE_CONTROL } from '../../../src/nt/irp.ts';
import { control, open } from '../../model/calls.ts';
import { type Routine, start } from './test-driver.ts';

const BUFFERS = { input: UNMAPPED_KERNEL_BASE, inputLength: 4, output: NULL_VA, outputLength: 0 };

it.each([0, 1, 2] as const)(
  'an input whose copy stops the machine gives no status, by method %d',
  (method) => {
    const code = CTL_CODE(0x22, 0x800, method, 0);
    const thrown: unknown[] = [];
    const routine: Routine = ({ irp, complete }) => {
      try {
        buildControlBuffers(kernel, irp, { code, ...BUFFERS });
      } catch (error) {
        thrown.push(error);
      }
      return complete();
    };
    const { call, kernel } = start({ routines: { [IRP_MJ_DEVICE_CONTROL]: routine } });
    call(open(), control({ code: CTL_CODE(0x22, 0x800, 3, 0) }));
    expect(thrown).toEqual([expect.any(MachineStopped)]);
  },
);
