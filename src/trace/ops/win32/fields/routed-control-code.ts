import { CTL_CODE, controlCodeOf } from '../../../../nt/control-code.ts';
import { FILE_DEVICE_FILE_SYSTEM, FILE_DEVICE_UNKNOWN } from '../../../../nt/device.ts';
import type { Drawing } from '../../draw/drawing.ts';
import { half } from '../../draw/feature.ts';
import { slot } from '../../draw/slot.ts';
import type { FieldType } from '../../field-type.ts';
import { controlCode } from '../../fields/control-code.ts';

/** Codes of file systems, whatever device type the driver's own have. */
const FILE_SYSTEMS = half();
const ROUTE = slot(3);
/** Of eight values the one that makes a code one of a file system. */
const TO_FILE_SYSTEM = 7;

/** The same code of another device type. */
function ofType(deviceType: number, code: number): number {
  const { function: fn, method, access } = controlCodeOf(code);
  return CTL_CODE(deviceType, fn, method, access);
}

/** The same code by the other of the two system calls. */
function byOtherCall(code: number): number {
  const isOfFileSystem = controlCodeOf(code).deviceType === FILE_DEVICE_FILE_SYSTEM;
  return ofType(isOfFileSystem ? FILE_DEVICE_UNKNOWN : FILE_DEVICE_FILE_SYSTEM, code);
}

function drawn(drawing: Drawing): number {
  const code = controlCode.draw(drawing);
  const isRouted = drawing.uses(FILE_SYSTEMS) && drawing.draw(ROUTE) === TO_FILE_SYSTEM;
  return isRouted ? ofType(FILE_DEVICE_FILE_SYSTEM, code) : code;
}

/** The control code of a DeviceIoControl, whose device type says which system call it becomes (W1g). */
export const routedControlCode: FieldType<number> = {
  ...controlCode,
  description:
    'dwIoControlCode: its lowest two bits are the transfer method, and device type 9 makes it a file-system control.',
  others: (value, context) => [...new Set([byOtherCall(value), ...controlCode.others(value, context)])],
  draw: drawn,
  slots: [...controlCode.slots, ROUTE],
  features: [...controlCode.features, FILE_SYSTEMS],
};
