import type { Device } from './device.ts';
import { DeviceOperations } from './device-operations.ts';

/** A device with its callbacks, as a driver keeps it. */
export class HostedDevice {
  readonly device: Device;
  readonly operations: DeviceOperations;
  /** Whether there is a callback that may ask for a read's buffer; the default one never does. */
  readonly readsUseBuffer: boolean;
  /** The same for writes. */
  readonly writesUseBuffer: boolean;
  /** The same for control requests. */
  readonly controlsUseBuffer: boolean;

  constructor(device: Device, operations: DeviceOperations) {
    this.device = device;
    this.operations = operations;
    this.readsUseBuffer = operations.read !== DeviceOperations.prototype.read;
    this.writesUseBuffer = operations.write !== DeviceOperations.prototype.write;
    this.controlsUseBuffer = operations.control !== DeviceOperations.prototype.control;
  }
}
