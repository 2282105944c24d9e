import { IOCTL_SORT } from '../../drivers/control-codes.ts';
import { bootCodeShortenedDriver } from '../../drivers/defects/boot-code-shortened.ts';
import { lengthSignedDriver } from '../../drivers/defects/length-signed.ts';
import { lengthSumWrapsDriver } from '../../drivers/defects/length-sum-wraps.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { type Defect, defect } from './defect.ts';
import { control, open, write } from './ops.ts';

/** Nothing behind the first page. */
const FIRST_PAGE = { ...PLAIN_BUFFER, memory: 'first-page' } as const;

/** Lengths that a driver takes for others: such as are among its numbers, and of 32 bits as if they were small. */
export const lengthNumberDefects: readonly Defect[] = [
  defect({
    id: 'boot-code-shortened',
    rule: 'R38',
    title: 'takes a write of all that comes before the partitions for one of the boot code alone',
    base: 'disk',
    numbers: [440, 446],
    driver: bootCodeShortenedDriver,
    property: 'model/information',
    reason: 'too-small',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 446 })],
  }),
  defect({
    id: 'length-signed',
    rule: '0xC1',
    title: 'compares a length as a signed number, so that 2 GiB are not too much',
    base: 'sorter',
    driver: lengthSignedDriver,
    property: 'contract/in-bounds',
    reason: 'pool-overrun-in-IRP_MJ_DEVICE_CONTROL',
    coupled: 'some of so long a buffer has to be there',
    mode: 'buffered',
    ops: [open(), control({ code: IOCTL_SORT, input: { length: 2 ** 31, ...FIRST_PAGE } })],
  }),
  defect({
    id: 'length-sum-wraps',
    rule: '0xC1',
    title: 'adds to a length in 32 bits before it looks whether that is too much',
    base: 'sorter',
    driver: lengthSumWrapsDriver,
    property: 'contract/in-bounds',
    reason: 'pool-overrun-in-IRP_MJ_DEVICE_CONTROL',
    coupled: 'some of so long a buffer has to be there',
    mode: 'buffered',
    ops: [open(), control({ code: IOCTL_SORT, input: { length: 2 ** 32 - 15, ...FIRST_PAGE } })],
  }),
];
