/** Every view of what a caller does, the usual one first. */
export const VIEWS = ['native', 'win32'] as const;

/**
 * Whose calls operations are: `native` is the native API, the system calls themselves; `win32` is what a user-mode
 * program does through kernel32 and through Rust's `File`.
 */
export type View = (typeof VIEWS)[number];
