/** Access rights, dispositions and create options of NtCreateFile (R6, R7, R20). */
export const FILE_READ_DATA = 0x1;
export const FILE_WRITE_DATA = 0x2;
export const FILE_APPEND_DATA = 0x4;
const FILE_READ_EA = 0x8;
const FILE_WRITE_EA = 0x10;
export const FILE_READ_ATTRIBUTES = 0x80;
const FILE_WRITE_ATTRIBUTES = 0x100;
export const DELETE = 0x10000;
const READ_CONTROL = 0x20000;
export const SYNCHRONIZE = 0x100000;
export const GENERIC_WRITE = 0x40000000;
export const GENERIC_READ = 0x80000000 | 0;

/** What GENERIC_READ and GENERIC_WRITE are of a file (W1d). */
export const FILE_GENERIC_READ =
  READ_CONTROL | FILE_READ_DATA | FILE_READ_ATTRIBUTES | FILE_READ_EA | SYNCHRONIZE;
export const FILE_GENERIC_WRITE =
  READ_CONTROL | FILE_WRITE_DATA | FILE_APPEND_DATA | FILE_WRITE_ATTRIBUTES | FILE_WRITE_EA | SYNCHRONIZE;

/** Every bit of FileAttributes that NtCreateFile takes. */
export const FILE_ATTRIBUTE_VALID_FLAGS = 0x7fb7;
/** Not for CreateFile to ask for. */
export const FILE_ATTRIBUTE_DIRECTORY = 0x10;

export const FILE_SHARE_READ = 0x1;
export const FILE_SHARE_WRITE = 0x2;
export const FILE_SHARE_DELETE = 0x4;

export const FILE_OPEN = 1;
export const FILE_CREATE = 2;
export const FILE_OPEN_IF = 3;
export const FILE_OVERWRITE = 4;
export const FILE_OVERWRITE_IF = 5;

/** IoStatus.Information of a create: what became of the file. */
export const FILE_OPENED = 1;
export const FILE_OVERWRITTEN = 3;

export const FILE_DIRECTORY_FILE = 0x1;
export const FILE_WRITE_THROUGH = 0x2;
export const FILE_NO_INTERMEDIATE_BUFFERING = 0x8;
export const FILE_SYNCHRONOUS_IO_ALERT = 0x10;
export const FILE_SYNCHRONOUS_IO_NONALERT = 0x20;
export const FILE_NON_DIRECTORY_FILE = 0x40;
export const FILE_DELETE_ON_CLOSE = 0x1000;
/** Every bit of CreateOptions that has a meaning. */
export const FILE_VALID_OPTION_FLAGS = 0x00ffffff;
