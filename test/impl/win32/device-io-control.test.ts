import { describe, expect, it } from 'vitest';
import { Controls } from '../../../src/drivers/controls.ts';
import { type Answer, wdmDriverModule } from '../../../src/drivers/wdm-driver.ts';
import { type IoStackLocation, Irp, NULL_VA, type Va } from '../../../src/impl/ddi/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { LIBRARY_PARAMETERS } from '../../../src/impl/process/parameter-page.ts';
import { UserProcess } from '../../../src/impl/win32/process.ts';
import { GENERIC_READ } from '../../../src/nt/access.ts';
import { CTL_CODE } from '../../../src/nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM, FILE_DEVICE_UNKNOWN } from '../../../src/nt/device.ts';
import { IRP_MJ_DEVICE_CONTROL, IRP_MJ_FILE_SYSTEM_CONTROL } from '../../../src/nt/irp.ts';
import { type NTSTATUS, STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { ERROR_IO_PENDING } from '../../../src/nt/win32-error.ts';
import { OPEN_EXISTING } from '../../../src/nt/win32-file.ts';
import { heldBefore } from '../../../src/properties/model/bytes.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { create, deviceIoControl } from '../../model/win32/calls.ts';
import { CLAIMED, CONTROL_RULES, type ControlRule } from '../../model/win32/device-io-control.rules.ts';
import { type Options, start } from '../io/test-driver.ts';
import { lastOf, NAME, observe } from './calls.ts';
import { expectRow } from './held-to-row.ts';

const machine = new SimulatedMachine();
let row: Pick<ControlRule, 'device' | 'pends'>;

/** Answers control requests as the row says. */
class OfRow extends Controls {
  protected override control(irpVa: Va): NTSTATUS {
    if (row.pends !== true) return super.control(irpVa);
    new Irp(this.ddi.memory, irpVa).markPending();
    super.control(irpVa);
    return STATUS_PENDING;
  }

  protected override answerControl(irp: Irp, location: IoStackLocation): Answer {
    const { device } = row;
    if (device === 'controls') return super.answerControl(irp, location);
    if (device === 'major') {
      const isFileSystem = location.majorFunction === IRP_MJ_FILE_SYSTEM_CONTROL;
      return { status: STATUS_SUCCESS, information: isFileSystem ? CLAIMED.fileSystem : CLAIMED.device };
    }
    const { status = STATUS_SUCCESS, data = new Uint8Array(0), information = data.length } = device;
    const output = irp.systemBuffer === NULL_VA ? irp.userBuffer : irp.systemBuffer;
    this.ddi.memory.copyIn(output, data, 0, data.length);
    return { status, information };
  }
}

const driver = wdmDriverModule(OfRow);

describe('what a program observes of DeviceIoControl', () => {
  it.each(CONTROL_RULES.map((rule, index) => [`${index}: ${rule.arm}, ${rule.title ?? ''}`, rule] as const))(
    '%s',
    (_title, rule) => {
      row = rule;
      machine.boot(driver, 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
      for (const call of rule.before ?? []) machine.win32.perform(call);
      expectRow(machine.win32.perform(rule.call), rule.expected, heldBefore(rule.call));
      machine.win32.exit();
      expect(machine.kernel.mm.lockedPages).toBe(0);
    },
  );
});

const codeOf = (deviceType: number): number => CTL_CODE(deviceType, 0x800, 3, 0);
const CODE = codeOf(FILE_DEVICE_UNKNOWN);

const COMPLETES: Options = { routines: { [IRP_MJ_DEVICE_CONTROL]: ({ complete }) => complete() } };

/** A driver whose file-system controls return STATUS_PENDING without the mark: their second phase never runs (R45a). */
const LOST_CODE = codeOf(FILE_DEVICE_FILE_SYSTEM);
const LOST: Options = {
  routines: {
    [IRP_MJ_FILE_SYSTEM_CONTROL]: ({ complete }) => {
      complete();
      return STATUS_PENDING;
    },
  },
};

describe('W1g', () => {
  it.each([
    [FILE_DEVICE_UNKNOWN, IRP_MJ_DEVICE_CONTROL],
    [FILE_DEVICE_FILE_SYSTEM, IRP_MJ_FILE_SYSTEM_CONTROL],
  ])('a code of device type %i is the major function %i', (deviceType, major) => {
    const world = start({ routines: { [major]: ({ complete }) => complete() } });
    observe(world, create(), deviceIoControl({ code: codeOf(deviceType) }));
    expect(world.majors.at(-1)).toBe(major);
  });

  it('passes code, lengths and addresses on as they are', () => {
    let found: readonly number[] = [];
    const options: Options = {
      routines: {
        [IRP_MJ_DEVICE_CONTROL]: ({ irp, location, complete }) => {
          const { ioControlCode, inputBufferLength, outputBufferLength, type3InputBuffer } = location;
          found = [ioControlCode, inputBufferLength, outputBufferLength, type3InputBuffer, irp.userBuffer];
          return complete();
        },
      },
    };
    const { io } = start(options);
    const process = new UserProcess(io);
    const handle = process.CreateFile(NAME, GENERIC_READ, 0, OPEN_EXISTING, 0);
    const [input, output] = [vaAdd(LIBRARY_PARAMETERS, 0x100), vaAdd(LIBRARY_PARAMETERS, 0x200)];
    const given = { code: CODE, input, inputLength: 5, output, outputLength: 7 };
    expect(process.DeviceIoControl(handle, given, NULL_VA)).toEqual({ succeeded: true, bytes: 0 });
    expect(found).toEqual([CODE, 5, 7, input, output]);
  });

  it('leaves the last error of before where it succeeds', () => {
    const process = new UserProcess(start(COMPLETES).io);
    process.CloseHandle(0x999);
    const handle = process.CreateFile(NAME, GENERIC_READ, 0, OPEN_EXISTING, 0);
    const given = { code: CODE, input: NULL_VA, inputLength: 0, output: NULL_VA, outputLength: 0 };
    expect(process.DeviceIoControl(handle, given, NULL_VA).succeeded).toBe(true);
    expect(process.GetLastError()).toBe(6);
  });

  it.each([false, true])(
    'waits for ever for a request that never ends (R45a); overlapped: %s',
    (overlapped) => {
      const world = start(LOST);
      expect(lastOf(world, create({ overlapped }), deviceIoControl({ code: LOST_CODE })).ending).toBe(
        'blocked',
      );
    },
  );
});

describe('W1h', () => {
  it('an OVERLAPPED makes no call return that a synchronous handle waits in', () => {
    const call = deviceIoControl({ code: LOST_CODE, overlapped: { event: false } });
    expect(lastOf(start(LOST), create(), call).ending).toBe('blocked');
  });

  it('a request that is pending and not done yet has STATUS_PENDING in its OVERLAPPED', () => {
    const call = deviceIoControl({ code: LOST_CODE, overlapped: { event: true } });
    expect(lastOf(start(LOST), create({ overlapped: true }), call)).toMatchObject({
      ending: 'returned',
      succeeded: false,
      lastError: ERROR_IO_PENDING,
      overlapped: { internal: STATUS_PENDING, internalHigh: 0 },
      eventSignaled: false,
    });
  });
});
