import { describe, expect, it } from 'vitest';
import {
  Access,
  type Device,
  DeviceFlags,
  DeviceOperations,
  DeviceType,
  defineDriver,
  doFlagsOf,
  type IoControlRequest,
  Ok,
  type Result,
  u32,
} from '../../../src/impl/framework/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { CTL_CODE, type TransferMethod } from '../../../src/nt/control-code.ts';
import {
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { control, fsControl, open } from '../../model/calls.ts';

const machine = new SimulatedMachine();

/** A machine with a device that answers control requests so. */
function start(operations: DeviceOperations): SimulatedMachine {
  const driver = defineDriver((each, mode) =>
    each.createDevice({
      name: '\\??\\Example',
      deviceType: DeviceType.Unknown,
      flags: DeviceFlags.NONE,
      doFlags: doFlagsOf(mode),
      access: Access.NonExclusive,
      operations,
    }),
  );
  machine.boot(driver, 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'full');
  machine.caller.perform(open());
  return machine;
}

/** Looks at a request, and completes it with the bytes that it wrote. */
class Looking extends DeviceOperations {
  seen: unknown = null;
  readonly #look: (request: IoControlRequest) => unknown;
  readonly #bytes: number;

  constructor(look: (request: IoControlRequest) => unknown, bytes = 0) {
    super();
    this.#look = look;
    this.#bytes = bytes;
  }

  override control(_device: Device, request: IoControlRequest): Result<void> {
    this.seen = this.#look(request);
    request.complete(Ok(this.#bytes));
    return Ok();
  }
}

const codeOf = (method: TransferMethod): number => CTL_CODE(0x22, 0x801, method, 1);

describe('a device without a callback for control requests (M9)', () => {
  it.each([control, fsControl])('refuses them, and maps nothing', (request) => {
    const { caller, kernel } = start(new DeviceOperations());
    expect(caller.perform(request({ code: codeOf(2) })).status).toBe(STATUS_INVALID_DEVICE_REQUEST);
    const called = kernel.recorder.events.flatMap((event) =>
      event.kind === 'ddi' ? [event.detail.name] : [],
    );
    expect(called.filter((name) => name.startsWith('MmGetSystem'))).toEqual([]);
  });
});

describe('IoControlRequest', () => {
  it('tells the parts of its code', () => {
    const device = new Looking((request) => [request.code(), request.controlCode()]);
    start(device).caller.perform(control({ code: codeOf(0) }));
    expect(device.seen).toEqual([0x226004, { deviceType: 0x22, function: 0x801, method: 0, access: 1 }]);
  });

  it.each<[string, TransferMethod, number[]]>([
    ['METHOD_BUFFERED: the same buffer both ways', 0, [3, 9, 0]],
    ['METHOD_IN_DIRECT: the input to read, and the second buffer', 1, [3, 0, 9]],
    ['METHOD_OUT_DIRECT: the input to read, the other to write', 2, [3, 9, 0]],
    ['METHOD_NEITHER: nothing', 3, [0, 0, 0]],
  ])('%s', (_title, method, sizes) => {
    const device = new Looking((request) => {
      const { readSize, writeSize } = request.userPtr();
      return [readSize, writeSize, request.second().length];
    });
    start(device).caller.perform(
      control({ code: codeOf(method), input: { length: 3 }, output: { length: 9 } }),
    );
    expect(device.seen).toEqual(sizes);
  });

  it.each([0, 2] as const)('reads the input and writes the output, method %i', (method) => {
    const device = new Looking((request) => {
      const value = request.userPtr().read(u32);
      return [value, request.userPtr().write(u32, 0x0a0b0c0d)];
    }, 4);
    const observed = start(device).caller.perform(control({ code: codeOf(method) }));
    expect(device.seen).toEqual([{ ok: true, value: 0x04030201 }, { ok: true }]);
    expect(observed).toMatchObject({ status: STATUS_SUCCESS, information: 4 });
    expect([...(observed.buffer ?? [])]).toEqual([0x0d, 0x0c, 0x0b, 0x0a]);
    expect([...(observed.input ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('has the bytes of the second buffer with METHOD_IN_DIRECT', () => {
    const device = new Looking((request) => [...request.second().toBytes()]);
    start(device).caller.perform(control({ code: codeOf(1) }));
    expect(device.seen).toEqual([1, 2, 3, 4]);
  });

  it('is refused by the framework where its buffer can’t be mapped', () => {
    const device = new Looking(() => 'reached');
    const { caller } = start(device);
    const during = failing('system-mapping');
    expect(caller.perform(control({ code: codeOf(2), during })).status).toBe(STATUS_INSUFFICIENT_RESOURCES);
    expect(device.seen).toBeNull();
    expect(caller.perform(control({ code: codeOf(0), during })).status).toBe(STATUS_SUCCESS);
  });

  it('is recorded with the sizes of its buffers, and each use of them', () => {
    const device = new Looking((request) => request.userPtr().read(u32));
    const { caller, kernel } = start(device);
    caller.perform(control({ code: codeOf(0), output: { length: 9 } }));
    const events = kernel.recorder.events.filter(({ kind }) => kind === 'request.userPtr');
    expect(events.map(({ detail }) => detail)).toEqual([
      { isNull: false, readSizeBytes: 4, writeSizeBytes: 9 },
    ]);
    expect(kernel.recorder.userPtrs).toMatchObject([{ direction: 'control', method: 'read', movedBytes: 4 }]);
  });
});
