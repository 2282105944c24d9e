import { describe, expect, it } from 'vitest';
import type { DriverModule } from '../../../src/impl/ddi/index.ts';
import {
  Access,
  allocateUnicodeString,
  DeviceDoFlags,
  DeviceFlags,
  DeviceOperations,
  type DeviceOptions,
  DeviceType,
  type Driver,
  type DriverInit,
  defineDriver,
  doFlagsOf,
  Err,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
  SymbolicLink,
} from '../../../src/impl/framework/index.ts';
import {
  DO_BUFFERED_IO,
  DO_DIRECT_IO,
  DO_EXCLUSIVE,
  FILE_DEVICE_SECURE_OPEN,
} from '../../../src/nt/device.ts';
import {
  NT_SUCCESS,
  STATUS_ACCESS_DENIED,
  STATUS_NOT_IMPLEMENTED,
  STATUS_OBJECT_NAME_COLLISION,
  STATUS_OBJECT_NAME_NOT_FOUND,
  STATUS_OBJECT_PATH_NOT_FOUND,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { POOL_FLAG_NON_PAGED } from '../../../src/nt/pool.ts';
import { NOTHING_LEFT, runDriver } from '../../drivers/run-driver.ts';
import { open, read } from '../../model/calls.ts';

function options(changes: Partial<DeviceOptions> = {}): DeviceOptions {
  return {
    name: '\\Device\\Example',
    deviceType: DeviceType.Unknown,
    flags: DeviceFlags.SECURE_OPEN,
    doFlags: DeviceDoFlags.DO_BUFFERED_IO,
    access: Access.NonExclusive,
    operations: new DeviceOperations(),
    ...changes,
  };
}

/** A device whose reads report this many bytes. */
class Reporting extends DeviceOperations {
  readonly #information: number;

  constructor(information: number) {
    super();
    this.#information = information;
  }

  override read(_device: unknown, request: ReadRequest): Result<void> {
    request.complete(Ok(this.#information));
    return Ok();
  }
}

describe('Driver', () => {
  it.each<[string, DriverInit, number]>([
    [
      'a device in a directory there isn’t',
      (driver) => driver.createDevice(options({ name: '\\Nowhere\\Example' })),
      STATUS_OBJECT_PATH_NOT_FOUND,
    ],
    [
      'a device of a name that is taken',
      (driver) => {
        driver.createDevice(options());
        return driver.createDevice(options());
      },
      STATUS_OBJECT_NAME_COLLISION,
    ],
    [
      'a link of a name that is taken',
      (driver) => {
        driver.createDevice(options());
        return driver.createSymbolicLink('\\Device\\Example', '\\Device\\X');
      },
      STATUS_OBJECT_NAME_COLLISION,
    ],
    ['an error of its own', () => Err(NtError.NOT_IMPLEMENTED), STATUS_NOT_IMPLEMENTED],
  ])('leaves nothing behind after %s', (_title, init, status) => {
    const run = runDriver(defineDriver(init), 'buffered', [open({ name: '\\Device\\Example' })]);
    expect(run.status).toBe(status);
    expect(run.last?.status).toBe(STATUS_OBJECT_NAME_NOT_FOUND);
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('gives a device its flags', () => {
    let flags = 0;
    let characteristics = 0;
    const driver = defineDriver((self, mode) => {
      const device = self.createDevice(options({ doFlags: doFlagsOf(mode), access: Access.Exclusive }));
      if (device.ok) ({ flags, characteristics } = device.value.object());
      return device;
    });
    runDriver(driver, 'direct', []);
    expect(flags & (DO_DIRECT_IO | DO_BUFFERED_IO | DO_EXCLUSIVE)).toBe(DO_DIRECT_IO | DO_EXCLUSIVE);
    expect(characteristics).toBe(FILE_DEVICE_SECURE_OPEN);
    expect([doFlagsOf('buffered'), doFlagsOf('neither')]).toEqual([DO_BUFFERED_IO, 0]);
  });

  it('makes an exclusive device exclusive (R4)', () => {
    const driver = defineDriver((self) => self.createDevice(options({ access: Access.Exclusive })));
    const again = open({ name: '\\Device\\Example' });
    const run = runDriver(driver, 'buffered', [again, again]);
    expect(run.observations.map(({ status }) => status)).toEqual([STATUS_SUCCESS, STATUS_ACCESS_DENIED]);
  });

  it('tells its devices apart', () => {
    const driver = defineDriver((self) => {
      self.createDevice(options({ name: '\\Device\\One', operations: new Reporting(1) }));
      return self.createDevice(options({ name: '\\Device\\Two', operations: new Reporting(2) }));
    });
    const calls = [
      open({ name: '\\Device\\Two' }),
      open({ name: '\\Device\\One' }),
      read(),
      read({ handle: 1 }),
    ];
    const run = runDriver(driver, 'buffered', calls);
    expect(run.observations.map(({ information }) => information).slice(2)).toEqual([2, 1]);
    expect(run.balance).toEqual(NOTHING_LEFT);
  });

  it('stops the machine for a device that is not its own', () => {
    const driver = defineDriver((self) => {
      createStrayDevice(self);
      return Ok();
    });
    expect(runDriver(driver, 'buffered', [open({ name: '\\Device\\Stray' })]).bugCheck).toMatchObject({
      code: 0x1e,
      reason: 'RangeError: a request for a device that is not this driver’s',
    });
  });
});

/** Creates `\\Device\\Stray` behind the framework's back. */
function createStrayDevice({ ddi, va }: Driver): void {
  const name = allocateUnicodeString(ddi, '\\Device\\Stray');
  const pointer = ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 8, 1);
  ddi.IoCreateDevice(va, 0, name, DeviceType.Null, 0, false, pointer);
}

describe('SymbolicLink', () => {
  it('leads to its device until it is deleted', () => {
    const statuses: number[] = [];
    const driver: DriverModule = defineDriver((self) => {
      const device = self.createDevice(options());
      const link = SymbolicLink.create(self.ddi, '\\??\\Example', '\\Device\\Example');
      if (link.ok) statuses.push(link.value.delete(), link.value.delete());
      return device;
    });
    const run = runDriver(driver, 'buffered', [open(), open({ name: '\\Device\\Example' })]);
    expect(statuses).toEqual([STATUS_SUCCESS, STATUS_OBJECT_NAME_NOT_FOUND]);
    expect(run.observations.map(({ status }) => NT_SUCCESS(status))).toEqual([false, true]);
  });
});
