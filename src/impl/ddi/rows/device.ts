import { APC_LEVEL, DISPATCH_LEVEL, PASSIVE_LEVEL } from '../../../nt/irql.ts';
import { type NTSTATUS, STATUS_INSUFFICIENT_RESOURCES } from '../../../nt/ntstatus.ts';
import { createDevice, deleteDevice } from '../../io/device-lifetime.ts';
import { attachDeviceToDeviceStack, detachDevice } from '../../io/device-stack.ts';
import type { IoManager } from '../../io/io-manager.ts';
import { readUnicodeString } from '../../memory/unicode-string.ts';
import type { Va } from '../../memory/va.ts';
import { row } from '../row.ts';
import { boolean, bytes, flags, NOTHING, pointer, pointerTo, STATUS, value } from '../signature.ts';

/** Devices, device stacks and symbolic links. */
export const DEVICE_ROWS = {
  /** Creates a device and writes its address to `*deviceObject` (R2). A NULL name creates it unnamed. */
  IoCreateDevice: row({
    reach: { exports: ['IoCreateDevice'] },
    irql: APC_LEVEL,
    parameters: [
      pointer('driver', 'DRIVER_OBJECT'),
      bytes('extensionBytes', 'ULONG'),
      pointer('name', 'UNICODE_STRING', { optional: true }),
      value('deviceType', 'DEVICE_TYPE'),
      flags('characteristics', 'ULONG'),
      boolean('exclusive'),
      pointer('deviceObject', 'PDEVICE_OBJECT', { out: true }),
    ],
    result: STATUS,
    rules: ['R2'],
    call: (
      io: IoManager,
      driver: Va,
      extensionBytes: number,
      name: Va,
      deviceType: number,
      characteristics: number,
      exclusive: boolean,
      deviceObject: Va,
    ): NTSTATUS =>
      io.kernel.faults.strikes('device-creation')
        ? STATUS_INSUFFICIENT_RESOURCES
        : createDevice(
            io,
            driver,
            extensionBytes,
            name,
            deviceType,
            characteristics,
            exclusive,
            deviceObject,
          ),
  }),
  /** Unlinks, unnames and frees a device. */
  IoDeleteDevice: row({
    reach: { exports: ['IoDeleteDevice'] },
    irql: APC_LEVEL,
    parameters: [pointer('device', 'DEVICE_OBJECT')],
    result: NOTHING,
    rules: [],
    call: (io: IoManager, device: Va): void => deleteDevice(io, device),
  }),
  /** Returns the device `source` stands above now, NULL when it can't (R58). */
  IoAttachDeviceToDeviceStack: row({
    reach: { exports: ['IoAttachDeviceToDeviceStack'] },
    irql: DISPATCH_LEVEL,
    parameters: [pointer('source', 'DEVICE_OBJECT'), pointer('target', 'DEVICE_OBJECT')],
    result: pointerTo('DEVICE_OBJECT'),
    rules: ['R58'],
    call: (io: IoManager, source: Va, target: Va): Va => attachDeviceToDeviceStack(io, source, target),
  }),
  /** Takes off what is attached to `target` (R58). */
  IoDetachDevice: row({
    reach: { exports: ['IoDetachDevice'] },
    irql: PASSIVE_LEVEL,
    parameters: [pointer('target', 'DEVICE_OBJECT')],
    result: NOTHING,
    rules: ['R58'],
    call: (io: IoManager, target: Va): void => detachDevice(io, target),
  }),
  /** Both names are UNICODE_STRINGs (R1). */
  IoCreateSymbolicLink: row({
    reach: { exports: ['IoCreateSymbolicLink'] },
    irql: PASSIVE_LEVEL,
    parameters: [pointer('link', 'UNICODE_STRING'), pointer('target', 'UNICODE_STRING')],
    result: STATUS,
    rules: ['R1'],
    call: (io: IoManager, link: Va, target: Va): NTSTATUS => {
      const { faults, memory } = io.kernel;
      if (faults.strikes('link-creation')) return STATUS_INSUFFICIENT_RESOURCES;
      return io.namespace.createLink(readUnicodeString(memory, link), readUnicodeString(memory, target));
    },
  }),
  /** The name is a UNICODE_STRING. */
  IoDeleteSymbolicLink: row({
    reach: { exports: ['IoDeleteSymbolicLink'] },
    irql: PASSIVE_LEVEL,
    parameters: [pointer('link', 'UNICODE_STRING')],
    result: STATUS,
    rules: ['R1'],
    call: (io: IoManager, link: Va): NTSTATUS =>
      io.namespace.deleteLink(readUnicodeString(io.kernel.memory, link)),
  }),
} as const;
