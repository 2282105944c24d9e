/** The descriptor of a driver's process by which it is asked. */
export const CHANNEL_FD = 3;
