import { expect, expectTypeOf, it } from 'vitest';
import * as door from '../../src/driver.ts';
import {
  Access,
  type Ddi,
  type Device,
  DeviceFlags,
  DeviceOperations,
  DeviceType,
  type DriverMemory,
  defineDriver,
  doFlagsOf,
  type Irp,
  type MutByteView,
  Ok,
  type ReadRequest,
  type Result,
  struct,
  u16,
  u64,
  type WriteRequest,
} from '../../src/driver.ts';
import { open, read, write } from '../model/calls.ts';
import { NOTHING_LEFT, runDriver } from './run-driver.ts';

const COUNTERS = struct({ writes: u16, bytesWritten: u64 });

/** A device of a user's own, written on the public door alone: it counts what is written to it. */
class CountingDevice extends DeviceOperations {
  #writes = 0;
  #bytesWritten = 0n;

  override read(_device: Device, request: ReadRequest): Result<void> {
    const counters = { writes: this.#writes, bytesWritten: this.#bytesWritten };
    const written = request.userPtr().write(COUNTERS, counters);
    if (!written.ok) return written;
    request.complete(Ok(COUNTERS.sizeBytes));
    return Ok();
  }

  override write(_device: Device, request: WriteRequest): Result<void> {
    const { readSize } = request.userPtr();
    this.#writes += 1;
    this.#bytesWritten += BigInt(readSize);
    request.complete(Ok(readSize));
    return Ok();
  }
}

const driver = defineDriver((self, mode) => {
  const device = self.createDevice({
    name: '\\Device\\Counter',
    deviceType: DeviceType.Unknown,
    flags: DeviceFlags.NONE,
    doFlags: doFlagsOf(mode),
    access: Access.NonExclusive,
    operations: new CountingDevice(),
  });
  return device.ok ? self.createSymbolicLink('\\??\\Counter', '\\Device\\Counter') : device;
});

it.each(['buffered', 'direct'] as const)('a user’s own driver runs through the public door, %s', (mode) => {
  const calls = [
    open({ name: '\\??\\Counter' }),
    write({ length: 300 }),
    write({ length: 4 }),
    read({ length: 16 }),
  ];
  const run = runDriver(driver, mode, calls);
  expect(run.last).toMatchObject({ status: 0, information: 10 });
  expect([...(run.last?.buffer ?? [])].slice(0, 10)).toEqual([2, 0, 0x30, 1, 0, 0, 0, 0, 0, 0]);
  expect(run.balance).toEqual(NOTHING_LEFT);
});

/** All that a driver may do with memory. */
type Accesses =
  | `${'read' | 'write'}${'U8' | 'U16' | 'I32' | 'Pointer'}`
  | 'copy'
  | 'copyIn'
  | 'copyOut'
  | 'fill';

it('memory is there to be accessed, wherever a driver finds it, and no more', () => {
  expectTypeOf<keyof DriverMemory>().toEqualTypeOf<Accesses>();
  expectTypeOf<Ddi['memory']>().toEqualTypeOf<DriverMemory>();
  expectTypeOf<Irp['memory']>().toEqualTypeOf<DriverMemory>();
  expectTypeOf<MutByteView['memory']>().toEqualTypeOf<DriverMemory>();
  // @ts-expect-error what maps pages is the kernel's
  expectTypeOf<Ddi['memory']['mapPage']>();
  // A view keeps the machine's own memory to itself.
  expectTypeOf<Extract<keyof Irp, 'memory' | 'machineMemory'>>().toEqualTypeOf<'memory'>();
  expect(Object.keys(door).filter((name) => /Memory|Structure/.test(name))).toEqual([]);
});
