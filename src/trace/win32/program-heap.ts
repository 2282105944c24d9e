/**
 * The most memory a program of the Win32 view can allocate, bytes. `read_to_end` on a device whose position never
 * advances ends here, with an out-of-memory error, as it would on a machine.
 */
export const PROGRAM_HEAP_BYTES = 1 << 16;
