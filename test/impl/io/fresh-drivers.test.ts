import { expect, it } from 'vitest';
import { DeviceObject, type Va, vaAdd } from '../../../src/impl/ddi/index.ts';
import { ROUTINE_KINDS } from '../../../src/impl/kernel/routine-kinds.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import type { Memory } from '../../../src/impl/memory/memory.ts';
import { readUnicodeString } from '../../../src/impl/memory/unicode-string.ts';
import { NULL_VA } from '../../../src/impl/memory/va.ts';
import { FRESH_DEVICE_OBJECT } from '../../../src/nt/fresh/device-object.ts';
import { FRESH_DRIVER_EXTENSION } from '../../../src/nt/fresh/driver-extension.ts';
import { type DriverQuantity, FRESH_DRIVER_OBJECT } from '../../../src/nt/fresh/driver-object.ts';
import { pointersAt } from '../../../src/nt/fresh/facts.ts';
import { FRESH_FILE_OBJECT } from '../../../src/nt/fresh/file-object.ts';
import { IRP_MJ_CREATE } from '../../../src/nt/irp.ts';
import { SIZE_OF } from '../../../src/nt/layout.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { open } from '../../model/calls.ts';
import { bytesOf, foretold, found, type Quantities, stored } from './fresh-objects.setup.ts';
import { createDevice, start } from './test-driver.ts';

const { places } = FRESH_DRIVER_OBJECT;
const HARDWARE = '\\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM';

/** A pointer of a driver object. */
function pointerOf(memory: Memory, driver: Va, name: keyof typeof places): Va {
  return memory.readPointer(vaAdd(driver, places[name].offset));
}

/** What the driver itself set in its object. */
function ofDriver(memory: Memory, driver: Va): Readonly<Record<string, readonly number[]>> {
  const names = ['DeviceObject', 'DriverUnload', 'MajorFunction'] as const;
  return Object.fromEntries(names.map((name) => [name, bytesOf(memory, driver, places[name])]));
}

/** What a driver object holds; the address of DriverEntry and of the string are looked at by the tests. */
function driverQuantities(
  memory: Memory,
  driver: Va,
  left: Readonly<Record<string, readonly number[]>> = {},
): Quantities<DriverQuantity> {
  return {
    'the end of the driver object': stored(memory, vaAdd(driver, SIZE_OF.DRIVER_OBJECT)),
    'the address of a string, \\REGISTRY\\MACHINE\\HARDWARE\\DESCRIPTION\\SYSTEM': stored(
      memory,
      pointerOf(memory, driver, 'HardwareDatabase'),
    ),
    'the address of DriverEntry': stored(memory, pointerOf(memory, driver, 'DriverInit')),
    'one routine in all slots': stored(memory, pointerOf(memory, driver, 'MajorFunction')),
    'what the driver has left there': left,
  };
}

it('a driver object and its extension as DriverEntry finds them', () => {
  const machine = new SimulatedMachine();
  const { memory, code, recorder } = machine.kernel;
  const seen: unknown[] = [];
  const should: unknown[] = [];
  const driverEntry = (_ddi: unknown, driver: Va): number => {
    const extension = pointerOf(memory, driver, 'DriverExtension');
    const path = pointerOf(memory, driver, 'HardwareDatabase');
    seen.push(
      found(memory, driver, FRESH_DRIVER_OBJECT, 'entry'),
      found(memory, extension, FRESH_DRIVER_EXTENSION, 'entry'),
      [readUnicodeString(memory, path), memory.readU16(path), memory.readU16(vaAdd(path, 2))],
      code.at(pointerOf(memory, driver, 'MajorFunction'))?.isOf(ROUTINE_KINDS.dispatch),
      code.at(pointerOf(memory, driver, 'DriverInit'))?.isOf(ROUTINE_KINDS.entry),
    );
    should.push(
      foretold(FRESH_DRIVER_OBJECT, 'entry', driverQuantities(memory, driver)),
      foretold(FRESH_DRIVER_EXTENSION, 'entry', { 'the driver object': stored(memory, driver) }),
      [HARDWARE, 2 * HARDWARE.length, 2 * HARDWARE.length + 2],
      true,
      true,
    );
    return STATUS_SUCCESS;
  };
  machine.boot({ driverEntry }, 'buffered', PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  expect(recorder.bugCheck).toBeNull();
  expect(seen.length).toBe(5);
  expect(seen).toEqual(should);
});

it('a driver object as a dispatch routine and DriverUnload find it', () => {
  const seen: unknown[] = [];
  const should: unknown[] = [];
  let left: Readonly<Record<string, readonly number[]>> = {};
  const look = (moment: 'loaded' | 'unload'): void => {
    const { memory, driver } = world;
    seen.push(found(memory, driver, FRESH_DRIVER_OBJECT, moment));
    should.push(foretold(FRESH_DRIVER_OBJECT, moment, driverQuantities(memory, driver, left)));
  };
  const world = start({
    routines: {
      [IRP_MJ_CREATE]: ({ complete }) => {
        look('loaded');
        return complete();
      },
    },
    unload: () => look('unload'),
  });
  left = ofDriver(world.memory, world.driver);
  world.call(open());
  world.machine.shutDown();
  expect(world.kernel.recorder.bugCheck).toBeNull();
  expect(seen.length).toBe(2);
  expect(seen).toEqual(should);
});

it('R2 a device object as IoCreateDevice leaves it, its extension zeroed', () => {
  const { ddi, memory, driver, device: first } = start();
  const { device } = createDevice(ddi, driver, '\\Device\\Other', { extension: 24 });
  const extension = vaAdd(device, SIZE_OF.DEVICE_OBJECT);
  expect(found(memory, device, FRESH_DEVICE_OBJECT, 'created')).toEqual(
    foretold(FRESH_DEVICE_OBJECT, 'created', {
      'sizeof(DEVICE_OBJECT) + the extension': SIZE_OF.DEVICE_OBJECT + 24,
      'the driver object': stored(memory, driver),
      'the device created before, or NULL': stored(memory, first),
      'what the driver gave': 0x100,
      'the extension, zeroed': stored(memory, extension),
      'the type the driver gave': 0x22,
    }),
  );
  expect(bytesOf(memory, extension, pointersAt(0, 3))).toEqual(Array(24).fill(0));
  expect(new DeviceObject(memory, first).nextDevice).toBe(NULL_VA);
});

it('R7, R8, R9 a file object as a create finds it, and once the handle is there', () => {
  const seen: unknown[] = [];
  let file = NULL_VA;
  const world = start({
    routines: {
      [IRP_MJ_CREATE]: ({ location, complete }) => {
        file = location.fileObject;
        seen.push(found(world.memory, file, FRESH_FILE_OBJECT, 'create'));
        return complete();
      },
    },
  });
  const { memory, device } = world;
  const named = { 'the device that was named': stored(memory, device) };
  world.call(open());
  expect(world.kernel.recorder.bugCheck).toBeNull();
  expect(seen).toEqual([foretold(FRESH_FILE_OBJECT, 'create', named)]);
  expect(found(memory, file, FRESH_FILE_OBJECT, 'opened')).toEqual(
    foretold(FRESH_FILE_OBJECT, 'opened', named),
  );
});
