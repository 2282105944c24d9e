import { STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';

export const EMPTY = new Uint8Array(0);
export const UNTOUCHED = { written: false } as const;

/** What the caller sees of its events at each step of R20, when it passes one. */
export const BEFORE_5 = { iosb: UNTOUCHED, eventSignaled: true, fileSignaled: true } as const;
export const AT_6 = { iosb: UNTOUCHED, eventSignaled: false, fileSignaled: true } as const;
export const FROM_7 = { iosb: UNTOUCHED, eventSignaled: false, fileSignaled: false } as const;

/** A transfer that completed. */
export function done(information: number) {
  return { status: STATUS_SUCCESS, iosb: { written: true, status: STATUS_SUCCESS, information } } as const;
}
