/** Interrupt request levels of x64. */
export const PASSIVE_LEVEL = 0;
export const APC_LEVEL = 1;
export const DISPATCH_LEVEL = 2;
export const HIGH_LEVEL = 15;

/** KPROCESSOR_MODE. */
export const KernelMode = 0;
export const UserMode = 1;
