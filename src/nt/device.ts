/** Constants of driver, device and file objects (R0.2, R7, x64-layout). */
export const IO_TYPE_DEVICE = 3;
export const IO_TYPE_DRIVER = 4;
export const IO_TYPE_FILE = 5;

export const DO_UNLOAD_PENDING = 0x1;
export const DO_BUFFERED_IO = 0x4;
export const DO_EXCLUSIVE = 0x8;
export const DO_DIRECT_IO = 0x10;
export const DO_DEVICE_HAS_NAME = 0x40;
export const DO_DEVICE_INITIALIZING = 0x80;

export const FILE_DEVICE_SECURE_OPEN = 0x100;

export const FILE_DEVICE_BEEP = 0x01;
export const FILE_DEVICE_DISK = 0x07;
export const FILE_DEVICE_NULL = 0x15;
export const FILE_DEVICE_UNKNOWN = 0x22;

export const FO_SYNCHRONOUS_IO = 0x2;
export const FO_ALERTABLE_IO = 0x4;
export const FO_NO_INTERMEDIATE_BUFFERING = 0x8;
export const FO_WRITE_THROUGH = 0x10;
export const FO_HANDLE_CREATED = 0x40000;
