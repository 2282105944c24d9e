import {
  CTL_CODE,
  FILE_ANY_ACCESS,
  FILE_READ_ACCESS,
  FILE_WRITE_ACCESS,
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
} from '../nt/control-code.ts';
import { FILE_DEVICE_UNKNOWN } from '../nt/device.ts';

/** Prints the article's value. */
export const IOCTL_PRINT_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x800, METHOD_BUFFERED, FILE_ANY_ACCESS);
/** Gives the article's value, 4 bytes. */
export const IOCTL_READ_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x801, METHOD_BUFFERED, FILE_READ_ACCESS);
/** Takes the article's value, 4 bytes. */
export const IOCTL_WRITE_VALUE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x802, METHOD_BUFFERED, FILE_WRITE_ACCESS);

/** Gives the input back with every bit inverted. */
export const IOCTL_INVERT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x900, METHOD_BUFFERED, FILE_ANY_ACCESS);
/** Stores what is in the second buffer. */
export const IOCTL_STORE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x901, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
/** Gives what is stored. */
export const IOCTL_LOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x902, METHOD_OUT_DIRECT, FILE_READ_ACCESS);
/** Gives the input back, between the caller's own addresses. */
export const IOCTL_COPY = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x903, METHOD_NEITHER, FILE_ANY_ACCESS);

/** Gives entries back negated, as many as their structure says. */
export const IOCTL_NEGATE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x910, METHOD_BUFFERED, FILE_ANY_ACCESS);
/** Fetches what a pointer in its structure leads to. */
export const IOCTL_FETCH = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x911, METHOD_NEITHER, FILE_ANY_ACCESS);

/** Gives the settings, in the version that the output has room for. */
export const IOCTL_GET_SETTINGS = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x920, METHOD_BUFFERED, FILE_READ_ACCESS);
/** Takes settings, in the version that their size says. */
export const IOCTL_SET_SETTINGS = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x921, METHOD_BUFFERED, FILE_WRITE_ACCESS);

/** Takes a piece of an image: where it goes is in the input, its bytes are in the second buffer. */
export const IOCTL_UPLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x930, METHOD_IN_DIRECT, FILE_WRITE_ACCESS);
/** Gives the checksum of the image, 4 bytes. */
export const IOCTL_CHECKSUM = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x931, METHOD_BUFFERED, FILE_READ_ACCESS);

/** Gives the range of a table that the input says. */
export const IOCTL_DOWNLOAD = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x940, METHOD_OUT_DIRECT, FILE_READ_ACCESS);

/** Gives bytes back in ascending order, as many as their structure says. */
export const IOCTL_SORT = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x950, METHOD_NEITHER, FILE_ANY_ACCESS);

/** Reserves units for an open, as many as the input says. */
export const IOCTL_RESERVE = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x960, METHOD_BUFFERED, FILE_WRITE_ACCESS);
/** Gives how many units the open has, 4 bytes. */
export const IOCTL_OWN_UNITS = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x961, METHOD_BUFFERED, FILE_READ_ACCESS);
/** Gives how many opens there are, how many units they have together, and how often one was refused, 4 bytes each. */
export const IOCTL_ALL_UNITS = CTL_CODE(FILE_DEVICE_UNKNOWN, 0x962, METHOD_BUFFERED, FILE_READ_ACCESS);
