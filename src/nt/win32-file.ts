/** Parameters of CreateFile and SetFilePointerEx (W1d, W1f). Access rights are in access.ts. */
export const INVALID_HANDLE_VALUE = -1;

export const CREATE_NEW = 1;
export const CREATE_ALWAYS = 2;
export const OPEN_EXISTING = 3;
export const OPEN_ALWAYS = 4;
export const TRUNCATE_EXISTING = 5;

export const FILE_FLAG_WRITE_THROUGH = 0x80000000 | 0;
export const FILE_FLAG_OVERLAPPED = 0x40000000;
export const FILE_FLAG_NO_BUFFERING = 0x20000000;

export const FILE_BEGIN = 0;
export const FILE_CURRENT = 1;
export const FILE_END = 2;
