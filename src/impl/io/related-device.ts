import type { Memory } from '../memory/memory.ts';
import { memoryOf } from '../memory/structure.ts';
import { NULL_VA } from '../memory/va.ts';
import { DeviceObject } from './device-object.ts';
import type { FileObject } from './file-object.ts';

/** IoGetRelatedDeviceObject: the top of the stack above the device that was named (R8, R33). */
export function relatedDevice(memory: Memory, file: FileObject): DeviceObject {
  return topOfStack(new DeviceObject(memory, file.deviceObject));
}

/** IoGetAttachedDevice. */
export function topOfStack(device: DeviceObject): DeviceObject {
  let top = device;
  while (top.attachedDevice !== NULL_VA) top = new DeviceObject(memoryOf(top), top.attachedDevice);
  return top;
}
