import { describe, expect, it } from 'vitest';
import { AccessViolation, DriverObject, RaisedException } from '../../../src/impl/ddi/index.ts';
import { DeviceObject } from '../../../src/impl/io/device-object.ts';
import { callDriver } from '../../../src/impl/io/dispatch.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { MachineStopped } from '../../../src/impl/memory/exceptions.ts';
import { formatVa, NULL_VA, UNMAPPED_KERNEL_BASE } from '../../../src/impl/memory/va.ts';
import {
  IRP_MJ_CLEANUP,
  IRP_MJ_CLOSE,
  IRP_MJ_CREATE,
  IRP_MJ_FLUSH_BUFFERS,
  IRP_MJ_READ,
} from '../../../src/nt/irp.ts';
import { APC_LEVEL, DISPATCH_LEVEL, PASSIVE_LEVEL } from '../../../src/nt/irql.ts';
import {
  type NTSTATUS,
  STATUS_ACCESS_VIOLATION,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_USER_BUFFER,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { on, open, read } from '../../model/calls.ts';
import { contentOf, eventOf } from '../../trace/run/events.ts';
import { type Routine, start } from './test-driver.ts';

function bugCheckOf(routine: Routine) {
  const world = start({ routines: { [IRP_MJ_READ]: routine } });
  const { ending } = world.call(open(), read());
  const { bugCheck, driverException } = world.kernel.recorder;
  return {
    ending,
    code: bugCheck?.code,
    parameter: bugCheck?.parameters[0],
    reason: bugCheck?.reason,
    driverException,
  };
}

const throws =
  (thrown: unknown): Routine =>
  () => {
    throw thrown;
  };

describe('what leaves a dispatch routine', () => {
  it.each<[string, Routine, number, string]>([
    ['a bad user address', ({ ddi }) => ddi.memory.readU8(NULL_VA), 0x3b, '0xc0000005'],
    ['a raised status', throws(new RaisedException(STATUS_INVALID_USER_BUFFER)), 0x3b, '0xc00000e8'],
    [
      'a bad system address',
      ({ ddi }) => ddi.memory.readU8(UNMAPPED_KERNEL_BASE),
      0x50,
      '0xffffd000e0000000',
    ],
  ])('%s: R22a', (_name, routine, code, parameter) => {
    expect(bugCheckOf(routine)).toMatchObject({
      ending: 'bug-check',
      code,
      parameter,
      driverException: null,
    });
  });

  it.each<[string, unknown, { name: string; message: string }]>([
    ['an Error', new RangeError('too far'), { name: 'RangeError', message: 'too far' }],
    ['a string', 'oops', { name: 'thrown value', message: 'oops' }],
    ['nothing', undefined, { name: 'thrown value', message: 'undefined' }],
  ])('%s is 0x1E, with its name and message', (_name, thrown, exception) => {
    const seen = bugCheckOf(throws(thrown));
    expect(seen).toMatchObject({ ending: 'bug-check', code: 0x1e, driverException: { op: 0, ...exception } });
    expect(seen.reason).toBe(`${exception.name}: ${exception.message}`);
  });

  it.each([undefined, null, 'STATUS_SUCCESS', 0.5, Number.NaN, 0xc0000001, {}])(
    '%s returned is 0x1E',
    (value) => {
      const seen = bugCheckOf(() => value as NTSTATUS);
      expect(seen).toMatchObject({ code: 0x1e, driverException: { name: 'TypeError' } });
      expect(seen.reason).toContain(`IRP_MJ_READ returned ${String(value)}`);
    },
  );

  it('a changed IRQL is 0xC9/0x5 (R57a)', () => {
    const world = start({
      routines: {
        [IRP_MJ_READ]: ({ complete }) => {
          complete();
          world.kernel.context.irql = 2;
          return STATUS_SUCCESS;
        },
      },
    });
    world.call(open(), read());
    expect(world.kernel.recorder.bugCheck).toMatchObject({
      code: 0xc9,
      parameters: ['0x5', formatVa(world.device), '0x0', '0x2'],
    });
    expect(world.kernel.recorder.requests.at(-1)).toMatchObject({ completions: 1, returned: STATUS_SUCCESS });
  });

  it.each([PASSIVE_LEVEL, APC_LEVEL])(
    'a bad user address at IRQL %d is the driver’s to guard: R22a',
    (irql) => {
      const seen = bugCheckOf(({ ddi, complete }) => {
        ddi.KeRaiseIrql(irql);
        expect(() => ddi.memory.readU8(NULL_VA)).toThrow(AccessViolation);
        ddi.KeLowerIrql(PASSIVE_LEVEL);
        return complete();
      });
      expect(seen).toMatchObject({ ending: 'returned', code: undefined });
    },
  );

  it.each([NULL_VA, UNMAPPED_KERNEL_BASE])(
    'a bad address at DISPATCH_LEVEL is 0xD1, guarded or not: R22a',
    (va) => {
      const seen = bugCheckOf(({ ddi, complete }) => {
        ddi.KeRaiseIrql(DISPATCH_LEVEL);
        expect(() => ddi.memory.writeU8(va, 1)).toThrow(MachineStopped);
        ddi.KeLowerIrql(PASSIVE_LEVEL);
        return complete();
      });
      expect(seen).toMatchObject({ ending: 'bug-check', code: 0xd1, parameter: formatVa(va) });
    },
  );

  it('a bug check that the driver caught stops the machine all the same', () => {
    const seen = bugCheckOf(({ ddi, complete }) => {
      try {
        ddi.memory.readU8(UNMAPPED_KERNEL_BASE);
      } catch {
        return complete();
      }
      return STATUS_SUCCESS;
    });
    expect(seen).toMatchObject({ ending: 'bug-check', code: 0x50 });
  });

  it('an exception behind a caught bug check does not hide it', () => {
    const seen = bugCheckOf(({ ddi }) => {
      try {
        ddi.memory.readU8(UNMAPPED_KERNEL_BASE);
      } catch {
        throw new Error('later');
      }
      return STATUS_SUCCESS;
    });
    expect(seen).toMatchObject({ code: 0x50, driverException: null });
  });

  it('an access violation that the driver guards is its own affair', () => {
    const world = start({
      routines: {
        [IRP_MJ_READ]: ({ ddi, complete }) => {
          try {
            ddi.memory.readU8(NULL_VA);
          } catch (error) {
            return complete((error as RaisedException).status);
          }
          return STATUS_SUCCESS;
        },
      },
    });
    expect(world.call(open(), read())).toMatchObject({ ending: 'returned', status: STATUS_ACCESS_VIOLATION });
  });
});

describe('R16 a major function that a driver leaves alone', () => {
  it('completes with INVALID_DEVICE_REQUEST, Information 0', () => {
    const world = start();
    expect(world.call(open(), on('NtFlushBuffersFile'))).toMatchObject({
      status: STATUS_INVALID_DEVICE_REQUEST,
      iosbWritten: false,
    });
    expect(world.kernel.recorder.requests.at(-1)).toMatchObject({
      major: IRP_MJ_FLUSH_BUFFERS,
      completions: 1,
      information: 0,
      ioStatus: STATUS_INVALID_DEVICE_REQUEST,
    });
    expect(world.kernel.recorder.violations).toEqual([]);
  });

  it('has one routine in every slot', () => {
    const world = start();
    const driver = new DriverObject(world.memory, world.driver);
    const routines = [1, 5, 9, 0xe, 0x1b].map((major) => driver.majorFunction(major));
    expect(new Set(routines).size).toBe(1);
  });

  it('that leads nowhere is 0x1E', () => {
    const world = start();
    new DriverObject(world.memory, world.driver).setMajorFunction(IRP_MJ_READ, NULL_VA);
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck).toMatchObject({
      code: 0x1e,
      reason: 'IRP_MJ_READ leads to no routine',
    });
  });
});

describe('R12, R15 CLEANUP and CLOSE', () => {
  it.each<[string, Routine]>([
    ['an error', ({ complete }) => complete(STATUS_UNSUCCESSFUL)],
    ['pending, unmarked', () => STATUS_PENDING],
    ['no completion', () => STATUS_SUCCESS],
  ])('may answer with %s: NtClose succeeds', (_name, routine) => {
    const world = start({ routines: { [IRP_MJ_CLEANUP]: routine, [IRP_MJ_CLOSE]: routine } });
    expect(world.call(open(), on('NtClose')).status).toBe(STATUS_SUCCESS);
    expect(world.majors).toEqual([IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE]);
  });

  it.each([IRP_MJ_CLEANUP, IRP_MJ_CLOSE])('end the run where they are marked and not completed', (major) => {
    const pend: Routine = ({ irp }) => {
      irp.markPending();
      return STATUS_PENDING;
    };
    const world = start({ routines: { [major]: pend } });
    world.call(open(), on('NtClose'));
    expect(world.kernel.recorder.refused).toMatchObject({ op: 0, major: major });
    expect(world.majors.at(-1)).toBe(major);
  });

  it('that throw stop the machine', () => {
    const world = start({ routines: { [IRP_MJ_CLOSE]: throws(new Error('no')) } });
    expect(world.call(open(), on('NtClose')).ending).toBe('bug-check');
  });

  it('are sent whatever there is of memory: a close can’t be refused', () => {
    const world = start();
    world.call(open());
    expect(world.call(on('NtClose', 0, failing('irp-allocation'))).status).toBe(STATUS_SUCCESS);
    expect(world.majors).toEqual([IRP_MJ_CREATE, IRP_MJ_CLEANUP, IRP_MJ_CLOSE]);
  });
});

describe('R59a IoCallDriver', () => {
  it('without a stack location left is 0x35', () => {
    const world = start();
    const irp = allocateIrp(world.kernel, 1);
    if (irp === null) throw new Error('no IRP');
    irp.currentLocation = 1;
    const device = new DeviceObject(world.memory, world.device);
    expect(() => callDriver(world.io, device, irp)).toThrow(MachineStopped);
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x35);
  });
});

describe('a fault that strikes', () => {
  it('is noted with the IRP it struck', () => {
    const world = start({
      mode: 'direct',
      routines: {
        [IRP_MJ_READ]: ({ ddi, irp, complete }) =>
          complete(
            ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16) === NULL_VA
              ? STATUS_INSUFFICIENT_RESOURCES
              : STATUS_SUCCESS,
          ),
      },
    });
    expect(world.call(open(), read({ during: failing('system-mapping') })).status).toBe(
      STATUS_INSUFFICIENT_RESOURCES,
    );
    expect(world.call(read()).status).toBe(STATUS_SUCCESS);
    expect(world.kernel.recorder.requests.map(({ faulted }) => faulted)).toEqual([false, true, false]);
  });
});

describe('requests without a buffer', () => {
  const answer =
    (status: NTSTATUS): Routine =>
    ({ complete }) =>
      complete(status, 5);

  it.each([false, true])('flush reaches the driver, overlapped %s', (overlapped) => {
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: answer(STATUS_SUCCESS) } });
    expect(world.call(open({ overlapped }), on('NtFlushBuffersFile'))).toMatchObject({
      status: STATUS_SUCCESS,
      iosbWritten: true,
      information: 5,
      fileSignaled: true,
    });
  });

  it.each([false, true])('flush that pends is waited for, overlapped %s', (overlapped) => {
    const world = start({
      routines: {
        [IRP_MJ_FLUSH_BUFFERS]: ({ irp, complete }) => {
          irp.markPending();
          complete(STATUS_UNSUCCESSFUL);
          return STATUS_PENDING;
        },
      },
    });
    // R49: of an overlapped handle the status block and the file's event too.
    expect(world.call(open({ overlapped }), on('NtFlushBuffersFile'))).toMatchObject({
      status: STATUS_UNSUCCESSFUL,
      iosbWritten: overlapped,
      iosbStatus: overlapped ? STATUS_UNSUCCESSFUL : 0,
      fileSignaled: true,
    });
  });

  it('an unhandled query on an overlapped handle is an invalid device request', () => {
    const world = start();
    expect(world.call(open({ overlapped: true }), on('NtQueryInformationFile')).status).toBe(
      STATUS_INVALID_DEVICE_REQUEST,
    );
  });
});

describe('recording in full', () => {
  it('tells what was dispatched, called, completed and returned', () => {
    const world = start({ recording: 'full' });
    world.call(open(), read({ length: 4, offset: 7n }));
    const { events } = world.kernel.recorder;
    const told = events.slice(events.findLastIndex(({ kind }) => kind === 'call'));
    const expected = [
      eventOf('call', { text: 'NtReadFile: handle 0, ByteOffset 7, Length 4' }),
      eventOf('buffer', {
        pageOffset: 0,
        lengthBytes: 4,
        memory: 'read-write',
        shared: false,
        frames: [1],
      }),
      eventOf('dispatch', {
        major: IRP_MJ_READ,
        length: 4,
        byteOffset: 7n,
        key: 0,
        control: null,
        systemBuffer: true,
        mdl: false,
        mdlByteOffset: 0,
        userBuffer: true,
        level: 0,
      }),
      eventOf('ddi', { name: 'IoCompleteRequest', bytes: null, irql: null }),
      eventOf('complete', { status: STATUS_SUCCESS, information: 0 }),
      eventOf('returned', { status: STATUS_SUCCESS, completions: 1, pendingMarked: false, level: 0 }),
      eventOf('copy-back', { lengthBytes: 0, status: STATUS_SUCCESS }),
      eventOf('finish', { status: STATUS_SUCCESS, information: 0, iosbWritten: true, eventSet: false }),
      eventOf('answer', {
        ending: 'returned',
        status: STATUS_SUCCESS,
        iosbWritten: true,
        information: 0,
        eventSignaled: null,
        position: 0n,
        surroundingsChanged: 0,
      }),
    ];
    expect(told.map(contentOf)).toEqual(expected.map(contentOf));
    const id = world.kernel.recorder.requests.at(-1)?.id;
    expect(told.map(({ request }) => request)).toEqual([null, null, id, id, id, id, id, id, null]);
    const [, , sent, , completed, returned, , finished, answered] = told.map(({ moment }) => moment);
    expect(world.kernel.recorder.requests.at(-1)).toMatchObject({
      dispatchedAt: sent,
      completedAt: completed,
      returnedAt: returned,
      finishedAt: finished,
    });
    expect(world.kernel.recorder.history.returned.at(-1)).toBe(answered);
  });
});
