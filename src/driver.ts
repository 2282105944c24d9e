/**
 * `irpcheck/driver`: all that a driver needs, on the article's framework or as plain WDM.
 *
 * A driver module exports a `DriverModule`: `defineDriver(...)` makes one on the framework; a plain driver
 * writes `driverEntry` itself and calls the routines of `Ddi` by their Windows names.
 */
export * from './impl/ddi/index.ts';
export {
  Access,
  allocateUnicodeString,
  type BufferingMode,
  ByteView,
  bytes,
  type Codec,
  Device,
  DeviceDoFlags,
  DeviceFlags,
  DeviceOperations,
  type DeviceOptions,
  DeviceType,
  Driver,
  type DriverInit,
  defineDriver,
  doFlagsOf,
  Err,
  freeUnicodeString,
  IoControlRequest,
  IoRequest,
  i32,
  MutByteView,
  NtError,
  Ok,
  type ReadRequest,
  type Result,
  type StructOf,
  SymbolicLink,
  struct,
  type UserPtr,
  u8,
  u16,
  u32,
  u64,
  type WriteRequest,
} from './impl/framework/index.ts';
export * from './nt/byte-offset.ts';
export * from './nt/control-code.ts';
export * from './nt/device.ts';
export * from './nt/irp.ts';
export * from './nt/irql.ts';
export * from './nt/mdl.ts';
export * from './nt/ntstatus.ts';
export * from './nt/page.ts';
export * from './nt/pool.ts';
