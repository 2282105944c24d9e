import {
  IOCTL_ALL_UNITS,
  IOCTL_OWN_UNITS,
  IOCTL_RESERVE,
  IOCTL_UPLOAD,
} from '../../drivers/control-codes.ts';
import { headerLengthTrustedDriver } from '../../drivers/defects/header-length-trusted.ts';
import { refusalUncountedDriver } from '../../drivers/defects/refusal-uncounted.ts';
import { unitsOfLastOpenerDriver } from '../../drivers/defects/units-of-last-opener.ts';
import { type Defect, defect } from './defect.ts';
import { control, open } from './ops.ts';

/** Mistakes of devices that are driven by control requests: in what a header says, and in state of opens and of all. */
export const deviceControlDefects: readonly Defect[] = [
  defect({
    id: 'header-length-trusted',
    rule: 'G10',
    title: 'trusts the length in its header, and not that of the MDL',
    base: 'upload',
    driver: headerLengthTrustedDriver,
    property: 'contract/in-bounds',
    reason: 'access-violation-in-IRP_MJ_DEVICE_CONTROL',
    coupled: 'there has to be a whole header, of a piece that the image has room for',
    mode: 'buffered',
    ops: [open(), control({ code: IOCTL_UPLOAD, input: { length: 8 }, data: { hex: '01000000' } })],
  }),
  defect({
    id: 'units-of-last-opener',
    rule: 'R8',
    title: 'shows the units of the last opener, whoever asks',
    base: 'budget',
    driver: unitsOfLastOpenerDriver,
    property: 'model/data',
    reason: 'wrong-bytes',
    origin: 'IRP_MJ_DEVICE_CONTROL',
    coupled: 'the open that has units and asks for them has to be another one than the last',
    mode: 'buffered',
    ops: [
      open(),
      open(),
      control({ code: IOCTL_RESERVE, input: { length: 4 } }),
      control({ code: IOCTL_OWN_UNITS, output: { length: 4 } }),
    ],
  }),
  defect({
    id: 'refusal-uncounted',
    rule: 'Q3',
    title: 'does not count what it refuses',
    base: 'budget',
    driver: refusalUncountedDriver,
    property: 'model/data',
    reason: 'wrong-bytes',
    origin: 'IRP_MJ_DEVICE_CONTROL',
    coupled: 'the counts have to be asked for, with room for them, once something was refused',
    mode: 'buffered',
    ops: [
      open(),
      control({ code: IOCTL_RESERVE }),
      control({ code: IOCTL_ALL_UNITS, output: { length: 12 } }),
    ],
  }),
];
