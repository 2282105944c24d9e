import { describe, expect, it } from 'vitest';
import { controlsDriver } from '../../../src/drivers/controls.ts';
import { Irp, Mdl, NULL_VA } from '../../../src/impl/ddi/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { CTL_CODE, type TransferMethod } from '../../../src/nt/control-code.ts';
import {
  IRP_BUFFERED_IO,
  IRP_DEALLOCATE_BUFFER,
  IRP_DEFER_IO_COMPLETION,
  IRP_INPUT_OPERATION,
  IRP_MJ_DEVICE_CONTROL,
  IRP_MJ_FILE_SYSTEM_CONTROL,
} from '../../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { control, fsControl, open } from '../../model/calls.ts';
import { CONTROL_ROWS } from '../../model/control.rules.ts';
import { filled, seen } from './held-to-row.ts';
import { type Options, type Request, type Routine, start } from './test-driver.ts';

const machine = new SimulatedMachine();

describe('what a caller observes of the device with a code of each method', () => {
  it('is written down for at least 40 requests', () => {
    expect(CONTROL_ROWS.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CONTROL_ROWS.map((row, index) => [`${index}: ${row.arm}, ${row.title}`, row] as const))(
    '%s',
    (_title, { before: earlier = [], call, expected }) => {
      machine.boot(controlsDriver, 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
      for (const each of earlier) machine.caller.perform(each);
      const observed = machine.caller.perform(call);
      const length = 'output' in call ? call.output.length : 0;
      const before = 'output' in call ? (call.outputBefore ?? call.outputData) : null;
      const buffer = 'buffer' in expected ? { buffer: filled(expected, length, before) } : {};
      expect(seen(observed, expected)).toEqual({ ...expected, ...buffer });
      expect(observed.surroundingsChanged).toBe(0);
      machine.caller.exit();
      expect(machine.kernel.mm.lockedPages).toBe(0);
    },
  );
});

/** A code with a method, for any handle. */
const codeOf = (method: TransferMethod): number => CTL_CODE(0x22, 0x800, method, 0);

const LENGTHS = { input: { length: 3 }, output: { length: 9 } } as const;

/** What a driver is sent. */
function sent(fields: Parameters<typeof control>[0]) {
  let found: Record<string, unknown> = {};
  const record: Routine = ({ irp, location, complete }) => {
    const mdl = Mdl.at(irp.memory, irp.mdlAddress);
    found = {
      code: location.ioControlCode,
      lengths: [location.inputBufferLength, location.outputBufferLength],
      systemBuffer: irp.systemBuffer !== NULL_VA,
      mdlBytes: mdl?.byteCount ?? null,
      userBuffer: irp.userBuffer !== NULL_VA,
      type3InputBuffer: location.type3InputBuffer !== NULL_VA,
      flags: irp.flags,
      minor: location.minorFunction,
    };
    return complete();
  };
  const { call } = start({ routines: { [IRP_MJ_DEVICE_CONTROL]: record } });
  call(open(), control(fields));
  return found;
}

const SYSTEM_BUFFER = IRP_BUFFERED_IO | IRP_DEALLOCATE_BUFFER;
const NOTHING = { systemBuffer: false, mdlBytes: null, userBuffer: false, type3InputBuffer: false, flags: 0 };

describe('the IRP of a control request (R43)', () => {
  it.each<[string, Parameters<typeof control>[0], object]>([
    [
      'METHOD_BUFFERED has one SystemBuffer and the output address',
      { code: codeOf(0), ...LENGTHS },
      { ...NOTHING, systemBuffer: true, userBuffer: true, flags: SYSTEM_BUFFER | IRP_INPUT_OPERATION },
    ],
    [
      'METHOD_BUFFERED without an output is no input operation',
      { code: codeOf(0), input: { length: 3 }, output: { memory: 'null', length: 9 } },
      { ...NOTHING, lengths: [3, 0], systemBuffer: true, flags: SYSTEM_BUFFER },
    ],
    [
      'METHOD_BUFFERED of nothing has no flags',
      { code: codeOf(0), input: { length: 0 }, output: { length: 0 } },
      { ...NOTHING, lengths: [0, 0] },
    ],
    [
      'METHOD_IN_DIRECT has the input in a SystemBuffer and the output in an MDL',
      { code: codeOf(1), ...LENGTHS },
      { ...NOTHING, systemBuffer: true, mdlBytes: 9, flags: SYSTEM_BUFFER },
    ],
    [
      'METHOD_OUT_DIRECT likewise',
      { code: codeOf(2), ...LENGTHS },
      { ...NOTHING, systemBuffer: true, mdlBytes: 9, flags: SYSTEM_BUFFER },
    ],
    [
      'METHOD_OUT_DIRECT of an output alone has no SystemBuffer',
      { code: codeOf(2), input: { length: 0 }, output: { length: 9 } },
      { ...NOTHING, lengths: [0, 9], mdlBytes: 9 },
    ],
    [
      'METHOD_OUT_DIRECT of an input alone has no MDL',
      { code: codeOf(2), input: { length: 3 }, output: { length: 0 } },
      { ...NOTHING, lengths: [3, 0], systemBuffer: true, flags: SYSTEM_BUFFER },
    ],
    [
      'METHOD_NEITHER has the caller’s own addresses',
      { code: codeOf(3), ...LENGTHS },
      { ...NOTHING, userBuffer: true, type3InputBuffer: true },
    ],
    [
      'METHOD_NEITHER keeps the lengths of NULL buffers',
      { code: codeOf(3), input: { length: 3, memory: 'null' }, output: { length: 9, memory: 'null' } },
      NOTHING,
    ],
  ])('%s', (_title, fields, expected) => {
    expect(sent(fields)).toEqual({ code: fields.code, lengths: [3, 9], minor: 0, ...expected });
  });

  it('has the caller’s bytes before what lay in pool, also where SystemBuffers of reads are zeroed', () => {
    const found: number[][] = [];
    const look: Routine = ({ ddi, irp, complete }) => {
      found.push(
        Array.from({ length: 5 }, (_, at) => ddi.memory.readU8((irp.systemBuffer + at) as typeof NULL_VA)),
      );
      return complete();
    };
    for (const systemBuffer of ['stale', 'zeroed'] as const) {
      const { call } = start({ routines: { [IRP_MJ_DEVICE_CONTROL]: look }, dialect: { systemBuffer } });
      call(open(), control({ code: codeOf(0), input: { length: 3 }, output: { length: 5 } }));
    }
    expect(found.map((bytes) => bytes.slice(0, 3))).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
    for (const bytes of found) expect(bytes.slice(3)).not.toContain(0);
  });
});

/** Completes, and looks whether the IRP is still there. */
function completing(look: (irpIsThere: boolean) => void): Routine {
  return ({ ddi, irp, complete }: Request) => {
    const type = new Irp(ddi.memory, irp.va).type;
    const status = complete();
    look(new Irp(ddi.memory, irp.va).type === type);
    return status;
  };
}

describe('the second phase (R43c)', () => {
  it.each([
    ['runs inside IoCompleteRequest of a device control', IRP_MJ_DEVICE_CONTROL, control, false, 0],
    [
      'waits for the dispatch routine of a file-system control',
      IRP_MJ_FILE_SYSTEM_CONTROL,
      fsControl,
      true,
      IRP_DEFER_IO_COMPLETION,
    ],
  ] as const)('%s', (_title, major, request, isThere, flag) => {
    const looks: boolean[] = [];
    let flags = -1;
    const routine: Routine = (given) => {
      flags = given.irp.flags;
      return completing((there) => looks.push(there))(given);
    };
    const options: Options = { routines: { [major]: routine } };
    const { call } = start(options);
    expect(call(open(), request({ code: codeOf(3) })).status).toBe(STATUS_SUCCESS);
    expect(looks).toEqual([isThere]);
    expect(flags & IRP_DEFER_IO_COMPLETION).toBe(flag);
  });
});

describe('a SystemBuffer', () => {
  it('is freed where the other buffer can’t be locked', () => {
    const { call, kernel } = start();
    call(open());
    const before = kernel.pool.liveBlocks;
    call(control({ code: codeOf(2), output: { memory: 'no-access' } }));
    expect(kernel.pool.liveBlocks).toBe(before);
  });
});
