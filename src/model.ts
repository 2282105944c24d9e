/**
 * `irpcheck/model`: all that a model of a device needs.
 *
 * A device model is a set of pure functions from a state and a request to the allowed outcomes; it knows no
 * IRPs. The I/O manager's part of the model is irpcheck's own.
 */
export type {
  DeviceAnswer,
  DeviceControlRequest,
  DeviceModel,
  DeviceOutcome,
  DeviceRequest,
  DeviceWriteRequest,
  FileIdentity,
} from './model/device.ts';
export { articleModel } from './model/devices/article.ts';
export { defaultCallbacksModel } from './model/devices/default-callbacks.ts';
export { recordModel } from './model/devices/record.ts';
export {
  type ControlUserPtrUse,
  expectUserPtr,
  type TransferUserPtrUse,
  type UserPtrExpectation,
  type UserPtrUse,
} from './model/user-ptr.ts';
export * from './nt/ntstatus.ts';
export type { ArmNeed, ArmReach, ArmReaches } from './trace/arm-reach.ts';
export type { BufferingMode } from './trace/trace.ts';
