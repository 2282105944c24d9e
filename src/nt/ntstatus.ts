/**
 * NTSTATUS values.
 *
 * An NTSTATUS is kept as a signed 32-bit integer, as Windows declares it: severity tests are sign tests
 * and the engine never boxes it. JSON carries the Windows name (see `ntstatusName`).
 */
export type NTSTATUS = number;

export const STATUS_SUCCESS = 0x00000000;
export const STATUS_ALERTED = 0x00000101;
export const STATUS_PENDING = 0x00000103;
export const STATUS_OBJECT_NAME_EXISTS = 0x40000000;
export const STATUS_DATATYPE_MISALIGNMENT = 0x80000002 | 0;
export const STATUS_BUFFER_OVERFLOW = 0x80000005 | 0;
export const STATUS_VERIFY_REQUIRED = 0x80000016 | 0;
export const STATUS_UNSUCCESSFUL = 0xc0000001 | 0;
export const STATUS_NOT_IMPLEMENTED = 0xc0000002 | 0;
export const STATUS_ACCESS_VIOLATION = 0xc0000005 | 0;
export const STATUS_INVALID_HANDLE = 0xc0000008 | 0;
export const STATUS_INVALID_PARAMETER = 0xc000000d | 0;
export const STATUS_NO_SUCH_DEVICE = 0xc000000e | 0;
export const STATUS_INVALID_DEVICE_REQUEST = 0xc0000010 | 0;
export const STATUS_END_OF_FILE = 0xc0000011 | 0;
export const STATUS_NO_MEMORY = 0xc0000017 | 0;
export const STATUS_ACCESS_DENIED = 0xc0000022 | 0;
export const STATUS_BUFFER_TOO_SMALL = 0xc0000023 | 0;
export const STATUS_OBJECT_TYPE_MISMATCH = 0xc0000024 | 0;
export const STATUS_OBJECT_NAME_INVALID = 0xc0000033 | 0;
export const STATUS_OBJECT_NAME_NOT_FOUND = 0xc0000034 | 0;
export const STATUS_OBJECT_NAME_COLLISION = 0xc0000035 | 0;
export const STATUS_OBJECT_PATH_NOT_FOUND = 0xc000003a | 0;
export const STATUS_INSUFFICIENT_RESOURCES = 0xc000009a | 0;
export const STATUS_DEVICE_NOT_READY = 0xc00000a3 | 0;
export const STATUS_INVALID_USER_BUFFER = 0xc00000e8 | 0;
export const STATUS_INVALID_PARAMETER_2 = 0xc00000f0 | 0;
export const STATUS_CANCELLED = 0xc0000120 | 0;
export const STATUS_INVALID_ADDRESS = 0xc0000141 | 0;

const NAMES: ReadonlyMap<NTSTATUS, string> = new Map(
  Object.entries({
    STATUS_SUCCESS,
    STATUS_ALERTED,
    STATUS_PENDING,
    STATUS_OBJECT_NAME_EXISTS,
    STATUS_DATATYPE_MISALIGNMENT,
    STATUS_BUFFER_OVERFLOW,
    STATUS_VERIFY_REQUIRED,
    STATUS_UNSUCCESSFUL,
    STATUS_NOT_IMPLEMENTED,
    STATUS_ACCESS_VIOLATION,
    STATUS_INVALID_HANDLE,
    STATUS_INVALID_PARAMETER,
    STATUS_NO_SUCH_DEVICE,
    STATUS_INVALID_DEVICE_REQUEST,
    STATUS_END_OF_FILE,
    STATUS_NO_MEMORY,
    STATUS_ACCESS_DENIED,
    STATUS_BUFFER_TOO_SMALL,
    STATUS_OBJECT_TYPE_MISMATCH,
    STATUS_OBJECT_NAME_INVALID,
    STATUS_OBJECT_NAME_NOT_FOUND,
    STATUS_OBJECT_NAME_COLLISION,
    STATUS_OBJECT_PATH_NOT_FOUND,
    STATUS_INSUFFICIENT_RESOURCES,
    STATUS_DEVICE_NOT_READY,
    STATUS_INVALID_USER_BUFFER,
    STATUS_INVALID_PARAMETER_2,
    STATUS_CANCELLED,
    STATUS_INVALID_ADDRESS,
  }).map(([name, value]) => [value, name]),
);

const VALUES: ReadonlyMap<string, NTSTATUS> = new Map([...NAMES].map(([value, name]) => [name, value]));

/** Success and informational values: the ones that are not negative (R0.1). */
export function NT_SUCCESS(status: NTSTATUS): boolean {
  return status >= 0;
}

/** Error severity only; a warning is neither NT_SUCCESS nor NT_ERROR (R0.1). */
export function NT_ERROR(status: NTSTATUS): boolean {
  return status >>> 30 === 3;
}

/** The Windows name of a status, or its eight hexadecimal digits (`0xC0001234`) where it has none here. */
export function ntstatusName(status: NTSTATUS): string {
  return NAMES.get(status) ?? `0x${(status >>> 0).toString(16).toUpperCase().padStart(8, '0')}`;
}

/** The inverse of `ntstatusName`; undefined for a text that names no status. */
export function ntstatusFromName(name: string): NTSTATUS | undefined {
  const known = VALUES.get(name);
  if (known !== undefined) return known;
  return /^0x[0-9A-F]{8}$/.test(name) ? Number.parseInt(name, 16) | 0 : undefined;
}
