/** Constants of IRPs and stack locations (R0.2, R60, x64-layout). */
export const IO_TYPE_IRP = 6;
export const IO_NO_INCREMENT = 0;

export const IRP_MJ_CREATE = 0x00;
export const IRP_MJ_CLOSE = 0x02;
export const IRP_MJ_READ = 0x03;
export const IRP_MJ_WRITE = 0x04;
export const IRP_MJ_QUERY_INFORMATION = 0x05;
export const IRP_MJ_SET_INFORMATION = 0x06;
export const IRP_MJ_FLUSH_BUFFERS = 0x09;
export const IRP_MJ_FILE_SYSTEM_CONTROL = 0x0d;
export const IRP_MJ_DEVICE_CONTROL = 0x0e;
export const IRP_MJ_CLEANUP = 0x12;
/** The highest major function code; a driver object has one slot more than this. */
export const IRP_MJ_MAXIMUM_FUNCTION = 0x1b;

const MAJOR_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    IRP_MJ_CREATE,
    IRP_MJ_CLOSE,
    IRP_MJ_READ,
    IRP_MJ_WRITE,
    IRP_MJ_QUERY_INFORMATION,
    IRP_MJ_SET_INFORMATION,
    IRP_MJ_FLUSH_BUFFERS,
    IRP_MJ_FILE_SYSTEM_CONTROL,
    IRP_MJ_DEVICE_CONTROL,
    IRP_MJ_CLEANUP,
  }).map(([name, code]) => [code, name]),
);

/** The Windows name of a major function code, or `IRP_MJ_0x1B` for one without a name here. */
export function majorFunctionName(code: number): string {
  return MAJOR_NAMES.get(code) ?? `IRP_MJ_0x${code.toString(16).toUpperCase().padStart(2, '0')}`;
}

export const IRP_NOCACHE = 0x1;
export const IRP_PAGING_IO = 0x2;
export const IRP_SYNCHRONOUS_API = 0x4;
export const IRP_ASSOCIATED_IRP = 0x8;
export const IRP_BUFFERED_IO = 0x10;
export const IRP_DEALLOCATE_BUFFER = 0x20;
export const IRP_INPUT_OPERATION = 0x40;
export const IRP_CREATE_OPERATION = 0x80;
export const IRP_READ_OPERATION = 0x100;
export const IRP_WRITE_OPERATION = 0x200;
export const IRP_CLOSE_OPERATION = 0x400;
export const IRP_DEFER_IO_COMPLETION = 0x800;

/** IRP.AllocationFlags. */
export const IRP_ALLOCATED_FIXED_SIZE = 0x4;

/** In the Flags of a write: the handle was opened so (R7). */
export const SL_WRITE_THROUGH = 0x04;
export const SL_PENDING_RETURNED = 0x01;
export const SL_ERROR_RETURNED = 0x02;
export const SL_INVOKE_ON_CANCEL = 0x20;
export const SL_INVOKE_ON_SUCCESS = 0x40;
export const SL_INVOKE_ON_ERROR = 0x80;
