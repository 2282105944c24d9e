import { describe, expect, it } from 'vitest';
import {
  accessOf,
  CTL_CODE,
  controlCodeOf,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
  methodName,
  methodOf,
} from '../../src/nt/control-code.ts';

const ANY = FILE_ANY_ACCESS;
const BOTH = FILE_READ_ACCESS | FILE_WRITE_ACCESS;

/** Codes of the public headers, with their values there (winioctl.h, ntifs.h, ntdddisk.h). */
const PUBLIC = [
  ['IOCTL_DISK_GET_DRIVE_GEOMETRY', 0x00070000, 0x7, 0x0, METHOD_BUFFERED, ANY],
  ['IOCTL_DISK_GET_LENGTH_INFO', 0x0007405c, 0x7, 0x17, METHOD_BUFFERED, FILE_READ_ACCESS],
  ['IOCTL_DISK_FORMAT_TRACKS', 0x0007c018, 0x7, 0x6, METHOD_BUFFERED, BOTH],
  ['IOCTL_SCSI_PASS_THROUGH_DIRECT', 0x0004d014, 0x4, 0x405, METHOD_BUFFERED, BOTH],
  ['IOCTL_CDROM_RAW_READ', 0x0002403e, 0x2, 0xf, METHOD_OUT_DIRECT, FILE_READ_ACCESS],
  ['FSCTL_PIPE_TRANSCEIVE', 0x0011c017, 0x11, 0x5, METHOD_NEITHER, BOTH],
  ['FSCTL_PIPE_LISTEN', 0x00110008, 0x11, 0x2, METHOD_BUFFERED, ANY],
  ['IOCTL_HID_SET_FEATURE', 0x000b0191, 0xb, 0x64, METHOD_IN_DIRECT, ANY],
] as const;

describe('a control code', () => {
  it.each(PUBLIC)('%s is %i', (_name, code, deviceType, fn, method, access) => {
    expect(CTL_CODE(deviceType, fn, method, access)).toBe(code);
    expect(controlCodeOf(code)).toEqual({ deviceType, function: fn, method, access });
    expect([methodOf(code), accessOf(code)]).toEqual([method, access]);
  });

  it('is an unsigned number, whose parts lose what is too much', () => {
    expect(CTL_CODE(0xffff, 0xfff, METHOD_NEITHER, 3)).toBe(0xffffffff);
    expect(CTL_CODE(0x1ffff, 0x1fff, METHOD_BUFFERED, 7)).toBe(0xfffffffc);
    expect(controlCodeOf(0xffffffff)).toEqual({ deviceType: 0xffff, function: 0xfff, method: 3, access: 3 });
  });

  it('has a method with a name', () => {
    expect([4, 5, 6, 7].map(methodName)).toEqual([
      'METHOD_BUFFERED',
      'METHOD_IN_DIRECT',
      'METHOD_OUT_DIRECT',
      'METHOD_NEITHER',
    ]);
  });
});
