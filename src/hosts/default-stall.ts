/** How long one execution may take before the driver is taken to hang, seconds, when nothing else is said. */
export const DEFAULT_STALL_SECONDS = 5;
