/** Bug check codes that the simulated kernel raises, by their Windows names. */
export const IRQL_NOT_LESS_OR_EQUAL = 0x0a;
export const SPIN_LOCK_ALREADY_OWNED = 0x0f;
export const SPIN_LOCK_NOT_OWNED = 0x10;
export const BAD_POOL_HEADER = 0x19;
export const KMODE_EXCEPTION_NOT_HANDLED = 0x1e;
export const NO_MORE_IRP_STACK_LOCATIONS = 0x35;
export const SYSTEM_SERVICE_EXCEPTION = 0x3b;
export const NO_MORE_SYSTEM_PTES = 0x3f;
export const TARGET_MDL_TOO_SMALL = 0x40;
export const MULTIPLE_IRP_COMPLETE_REQUESTS = 0x44;
export const PFN_LIST_CORRUPT = 0x4e;
export const PAGE_FAULT_IN_NONPAGED_AREA = 0x50;
export const PROCESS_HAS_LOCKED_PAGES = 0x76;
export const SYSTEM_THREAD_EXCEPTION_NOT_HANDLED = 0x7e;
export const UNEXPECTED_KERNEL_MODE_TRAP = 0x7f;
export const ATTEMPTED_WRITE_TO_READONLY_MEMORY = 0xbe;
export const SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION = 0xc1;
export const BAD_POOL_CALLER = 0xc2;
export const DRIVER_VERIFIER_DETECTED_VIOLATION = 0xc4;
export const IRQL_UNEXPECTED_VALUE = 0xc8;
export const DRIVER_VERIFIER_IOMANAGER_VIOLATION = 0xc9;
export const DRIVER_IRQL_NOT_LESS_OR_EQUAL = 0xd1;
export const DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL = 0xd5;
export const INVALID_MDL_RANGE = 0x12e;
export const KERNEL_SECURITY_CHECK_FAILURE = 0x139;

const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries({
    IRQL_NOT_LESS_OR_EQUAL,
    SPIN_LOCK_ALREADY_OWNED,
    SPIN_LOCK_NOT_OWNED,
    BAD_POOL_HEADER,
    KMODE_EXCEPTION_NOT_HANDLED,
    NO_MORE_IRP_STACK_LOCATIONS,
    SYSTEM_SERVICE_EXCEPTION,
    NO_MORE_SYSTEM_PTES,
    TARGET_MDL_TOO_SMALL,
    MULTIPLE_IRP_COMPLETE_REQUESTS,
    PFN_LIST_CORRUPT,
    PAGE_FAULT_IN_NONPAGED_AREA,
    PROCESS_HAS_LOCKED_PAGES,
    SYSTEM_THREAD_EXCEPTION_NOT_HANDLED,
    UNEXPECTED_KERNEL_MODE_TRAP,
    ATTEMPTED_WRITE_TO_READONLY_MEMORY,
    SPECIAL_POOL_DETECTED_MEMORY_CORRUPTION,
    BAD_POOL_CALLER,
    DRIVER_VERIFIER_DETECTED_VIOLATION,
    IRQL_UNEXPECTED_VALUE,
    DRIVER_VERIFIER_IOMANAGER_VIOLATION,
    DRIVER_IRQL_NOT_LESS_OR_EQUAL,
    DRIVER_PAGE_FAULT_IN_FREED_SPECIAL_POOL,
    INVALID_MDL_RANGE,
    KERNEL_SECURITY_CHECK_FAILURE,
  }).map(([name, code]) => [code, name]),
);

/** `MULTIPLE_IRP_COMPLETE_REQUESTS (0x44)`; an unnamed code is its hexadecimal number alone. */
export function bugCheckName(code: number): string {
  const hexadecimal = `0x${code.toString(16).toUpperCase()}`;
  const name = NAMES.get(code);
  return name === undefined ? hexadecimal : `${name} (${hexadecimal})`;
}
