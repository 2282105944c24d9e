/** Calls name handles by ordinals: the n-th handle the case created, counted from 0, or one of these. */

/** A value that is no handle. */
export const NO_HANDLE = -1;
/** A handle to an event object, not to a file. */
export const EVENT_HANDLE = -2;

/** For people: `handle 0`. */
export function ordinalText(handle: number): string {
  if (handle === EVENT_HANDLE) return "an event's handle";
  return handle < 0 ? 'no handle' : `handle ${handle}`;
}
