/** Control codes of NtDeviceIoControlFile and NtFsControlFile (R43; DOC defining-i-o-control-codes). */

export const METHOD_BUFFERED = 0;
export const METHOD_IN_DIRECT = 1;
export const METHOD_OUT_DIRECT = 2;
export const METHOD_NEITHER = 3;

export const FILE_ANY_ACCESS = 0;
export const FILE_READ_ACCESS = 1;
export const FILE_WRITE_ACCESS = 2;

/** How the buffers of a request reach the driver. */
export type TransferMethod =
  | typeof METHOD_BUFFERED
  | typeof METHOD_IN_DIRECT
  | typeof METHOD_OUT_DIRECT
  | typeof METHOD_NEITHER;

const METHODS = [METHOD_BUFFERED, METHOD_IN_DIRECT, METHOD_OUT_DIRECT, METHOD_NEITHER] as const;

const METHOD_NAMES = ['METHOD_BUFFERED', 'METHOD_IN_DIRECT', 'METHOD_OUT_DIRECT', 'METHOD_NEITHER'] as const;

/** The parts of a control code. */
export interface ControlCode {
  /** FILE_DEVICE_*, 16 bits. */
  readonly deviceType: number;
  /** FILE_READ_ACCESS and FILE_WRITE_ACCESS, or FILE_ANY_ACCESS for neither: 2 bits. */
  readonly access: number;
  /** 12 bits, from 0x800 on a vendor's own. */
  readonly function: number;
  readonly method: TransferMethod;
}

/** CTL_CODE: an unsigned 32-bit number. Parts that are too large lose their upper bits. */
export function CTL_CODE(deviceType: number, fn: number, method: TransferMethod, access: number): number {
  return (((deviceType & 0xffff) << 16) | ((access & 3) << 14) | ((fn & 0xfff) << 2) | method) >>> 0;
}

/** METHOD_FROM_CTL_CODE. */
export function methodOf(code: number): TransferMethod {
  return METHODS[code & 3] ?? METHOD_BUFFERED;
}

/** What a handle must have been granted to send it, bits 14 and 15. */
export function accessOf(code: number): number {
  return (code >>> 14) & 3;
}

/** The parts of a code. */
export function controlCodeOf(code: number): ControlCode {
  return {
    deviceType: code >>> 16,
    access: accessOf(code),
    function: (code >>> 2) & 0xfff,
    method: methodOf(code),
  };
}

/** The method of a code by its Windows name. */
export function methodName(code: number): (typeof METHOD_NAMES)[number] {
  return METHOD_NAMES[methodOf(code)];
}
