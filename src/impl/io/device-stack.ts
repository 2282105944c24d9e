import { DRIVER_VERIFIER_IOMANAGER_VIOLATION } from '../../nt/bug-check.ts';
import { DO_DEVICE_INITIALIZING, DO_UNLOAD_PENDING } from '../../nt/device.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { DeviceObject } from './device-object.ts';
import { continueStop } from './driver-unload.ts';
import type { IoManager } from './io-manager.ts';
import { topOfStack } from './related-device.ts';

/**
 * IoAttachDeviceToDeviceStack: puts `source` above the top of the stack that `target` is in, and returns what was the
 * top; NULL when that is being initialised or is to go. The buffering flags are the driver's to copy (R58).
 */
export function attachDeviceToDeviceStack(io: IoManager, source: Va, target: Va): Va {
  const { memory } = io.kernel;
  const upper = new DeviceObject(memory, source);
  const top = topOfStack(new DeviceObject(memory, target));
  // A stack that leads back to itself has no top.
  if (topOfStack(upper).va === top.va) return NULL_VA;
  if ((top.flags & (DO_DEVICE_INITIALIZING | DO_UNLOAD_PENDING)) !== 0) return NULL_VA;
  top.attachedDevice = source;
  upper.stackSize = top.stackSize + 1;
  upper.alignmentRequirement = top.alignmentRequirement;
  upper.sectorSize = top.sectorSize;
  return top.va;
}

/**
 * IoDetachDevice: takes off what is attached to `target`; stack sizes stay (R58). Stops the machine with 0xC9/0x202,
 * as Driver Verifier does, when nothing is.
 */
export function detachDevice(io: IoManager, target: Va): void {
  const device = new DeviceObject(io.kernel.memory, target);
  if (device.attachedDevice === NULL_VA) {
    io.kernel.bugCheck(
      DRIVER_VERIFIER_IOMANAGER_VIOLATION,
      [0x202, target],
      'IoDetachDevice from a device that nothing is attached to',
    );
  }
  device.attachedDevice = NULL_VA;
  continueStop(io, device);
}
