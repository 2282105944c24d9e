/**
 * Structure layouts of 64-bit Windows: byte offsets of fields and sizes of structures, as the WDM headers
 * compile for x86-64. A field of a nested structure is written with its path (`IoStatus.Status`).
 */

/** Sizes in bytes. */
export const SIZE_OF = {
  IRP: 0xd0,
  IO_STACK_LOCATION: 0x48,
  MDL: 0x30,
  DEVICE_OBJECT: 0x150,
  DRIVER_OBJECT: 0x150,
  DRIVER_EXTENSION: 0x28,
  FILE_OBJECT: 0xd8,
  UNICODE_STRING: 0x10,
  KEVENT: 0x18,
  KSPIN_LOCK: 0x8,
  FAST_MUTEX: 0x38,
  KDPC: 0x40,
  IO_STATUS_BLOCK: 0x10,
  LIST_ENTRY: 0x10,
  IO_SECURITY_CONTEXT: 0x18,
  OVERLAPPED: 0x20,
} as const;

/** Offsets in bytes into IRP. */
export const IRP = {
  Type: 0x0,
  Size: 0x2,
  MdlAddress: 0x8,
  Flags: 0x10,
  AssociatedIrp: 0x18,
  ThreadListEntry: 0x20,
  'IoStatus.Status': 0x30,
  'IoStatus.Information': 0x38,
  RequestorMode: 0x40,
  PendingReturned: 0x41,
  StackCount: 0x42,
  CurrentLocation: 0x43,
  Cancel: 0x44,
  CancelIrql: 0x45,
  ApcEnvironment: 0x46,
  AllocationFlags: 0x47,
  UserIosb: 0x48,
  UserEvent: 0x50,
  Overlay: 0x58,
  CancelRoutine: 0x68,
  UserBuffer: 0x70,
  Tail: 0x78,
  'Tail.Overlay.DriverContext': 0x78,
  'Tail.Overlay.Thread': 0x98,
  'Tail.Overlay.AuxiliaryBuffer': 0xa0,
  'Tail.Overlay.ListEntry': 0xa8,
  'Tail.Overlay.CurrentStackLocation': 0xb8,
  'Tail.Overlay.OriginalFileObject': 0xc0,
} as const;

/** Offsets in bytes into IO_STACK_LOCATION. */
export const IO_STACK_LOCATION = {
  MajorFunction: 0x0,
  MinorFunction: 0x1,
  Flags: 0x2,
  Control: 0x3,
  Parameters: 0x8,
  'Parameters.Read.Length': 0x8,
  'Parameters.Read.Key': 0x10,
  'Parameters.Read.ByteOffset': 0x18,
  'Parameters.Write.Length': 0x8,
  'Parameters.Write.Key': 0x10,
  'Parameters.Write.ByteOffset': 0x18,
  'Parameters.DeviceIoControl.OutputBufferLength': 0x8,
  'Parameters.DeviceIoControl.InputBufferLength': 0x10,
  'Parameters.DeviceIoControl.IoControlCode': 0x18,
  'Parameters.DeviceIoControl.Type3InputBuffer': 0x20,
  'Parameters.Create.SecurityContext': 0x8,
  'Parameters.Create.Options': 0x10,
  'Parameters.Create.FileAttributes': 0x18,
  'Parameters.Create.ShareAccess': 0x1a,
  'Parameters.Create.EaLength': 0x20,
  DeviceObject: 0x28,
  FileObject: 0x30,
  CompletionRoutine: 0x38,
  Context: 0x40,
} as const;

/** Offsets in bytes into IO_SECURITY_CONTEXT. */
export const IO_SECURITY_CONTEXT = {
  SecurityQos: 0x0,
  AccessState: 0x8,
  DesiredAccess: 0x10,
  FullCreateOptions: 0x14,
} as const;

/** Offsets in bytes into MDL. */
export const MDL = {
  Next: 0x0,
  Size: 0x8,
  MdlFlags: 0xa,
  Process: 0x10,
  MappedSystemVa: 0x18,
  StartVa: 0x20,
  ByteCount: 0x28,
  ByteOffset: 0x2c,
} as const;

/** Offsets in bytes into DEVICE_OBJECT. */
export const DEVICE_OBJECT = {
  Type: 0x0,
  Size: 0x2,
  ReferenceCount: 0x4,
  DriverObject: 0x8,
  NextDevice: 0x10,
  AttachedDevice: 0x18,
  CurrentIrp: 0x20,
  Timer: 0x28,
  Flags: 0x30,
  Characteristics: 0x34,
  Vpb: 0x38,
  DeviceExtension: 0x40,
  DeviceType: 0x48,
  StackSize: 0x4c,
  Queue: 0x50,
  AlignmentRequirement: 0x98,
  DeviceQueue: 0xa0,
  Dpc: 0xc8,
  ActiveThreadCount: 0x108,
  SecurityDescriptor: 0x110,
  DeviceLock: 0x118,
  SectorSize: 0x130,
  DeviceObjectExtension: 0x138,
} as const;

/** Offsets in bytes into DRIVER_OBJECT. */
export const DRIVER_OBJECT = {
  Type: 0x0,
  Size: 0x2,
  DeviceObject: 0x8,
  Flags: 0x10,
  DriverStart: 0x18,
  DriverSize: 0x20,
  DriverSection: 0x28,
  DriverExtension: 0x30,
  DriverName: 0x38,
  HardwareDatabase: 0x48,
  FastIoDispatch: 0x50,
  DriverInit: 0x58,
  DriverStartIo: 0x60,
  DriverUnload: 0x68,
  MajorFunction: 0x70,
} as const;

/** Offsets in bytes into DRIVER_EXTENSION. */
export const DRIVER_EXTENSION = {
  AddDevice: 0x8,
  ServiceKeyName: 0x18,
} as const;

/** Offsets in bytes into FILE_OBJECT. */
export const FILE_OBJECT = {
  Type: 0x0,
  Size: 0x2,
  DeviceObject: 0x8,
  Vpb: 0x10,
  FsContext: 0x18,
  FsContext2: 0x20,
  PrivateCacheMap: 0x30,
  FinalStatus: 0x38,
  Flags: 0x50,
  FileName: 0x58,
  CurrentByteOffset: 0x68,
  Lock: 0x80,
  Event: 0x98,
  CompletionContext: 0xb0,
} as const;

/** Offsets in bytes into UNICODE_STRING. */
export const UNICODE_STRING = {
  Length: 0x0,
  MaximumLength: 0x2,
  Buffer: 0x8,
} as const;

/** Offsets in bytes into OVERLAPPED, whose first half is laid out as an IO_STATUS_BLOCK (W1b). */
export const OVERLAPPED = {
  Internal: 0x0,
  InternalHigh: 0x8,
  Offset: 0x10,
  OffsetHigh: 0x14,
  hEvent: 0x18,
} as const;
