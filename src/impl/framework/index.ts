export type { BufferingMode } from '../../trace/trace.ts';
export { ByteView, MutByteView } from './byte-view.ts';
export { bytes, type Codec, encodeExactly, i32, type StructOf, struct, u8, u16, u32, u64 } from './codec.ts';
export { Device } from './device.ts';
export { DeviceOperations } from './device-operations.ts';
export {
  Access,
  DeviceDoFlags,
  DeviceFlags,
  type DeviceOptions,
  DeviceType,
  doFlagsOf,
} from './device-options.ts';

export { Driver } from './driver.ts';
export { createFramework, type DriverInit, defineDriver, type Framework, framework } from './framework.ts';
export { HostedDevice } from './hosted-device.ts';
export { IoControlRequest } from './io-control-request.ts';
export { IoRequest } from './io-request.ts';
export { NtError } from './nt-error.ts';
export { Err, Ok, type Result } from './result.ts';
export { SymbolicLink } from './symbolic-link.ts';
export type { ReadRequest, WriteRequest } from './transfer-request.ts';
export { allocateUnicodeString, freeUnicodeString } from './unicode-string.ts';
export type { UserPtr } from './user-ptr.ts';
