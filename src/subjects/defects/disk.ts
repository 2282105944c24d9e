import { appendAtZeroDriver } from '../../drivers/defects/append-at-zero.ts';
import { diskNotZeroedDriver } from '../../drivers/defects/disk-not-zeroed.ts';
import { endOffByOneDriver } from '../../drivers/defects/end-off-by-one.ts';
import { noClampDriver } from '../../drivers/defects/no-clamp.ts';
import { offset32BitsDriver } from '../../drivers/defects/offset-32-bits.ts';
import { positionNotSetDriver } from '../../drivers/defects/position-not-set.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in where the bytes of the disk are, and what they are at first. */
export const diskDefects: readonly Defect[] = [
  defect({
    id: 'position-not-set',
    rule: 'R28',
    title: 'leaves it to the I/O manager to move the position with a read',
    base: 'disk',
    driver: positionNotSetDriver,
    property: 'model/position',
    reason: 'wrong',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ offset: '1' })],
  }),
  defect({
    id: 'append-at-zero',
    rule: 'R26',
    title: 'appends at the start of the disk',
    base: 'disk',
    driver: appendAtZeroDriver,
    property: 'model/position',
    reason: 'wrong',
    coupled: 'an earlier write has to have moved the end away from the start',
    mode: 'buffered',
    ops: [open(), write({ length: 1 }), write({ offset: '-1' })],
  }),
  defect({
    id: 'end-off-by-one',
    rule: 'R29',
    title: 'takes the offset behind the last byte for one that the disk has',
    base: 'disk',
    driver: endOffByOneDriver,
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_END_OF_FILE',
    coupled: 'only a transfer of at least one byte meets the end of the disk',
    mode: 'buffered',
    ops: [open(), read({ offset: '8192', length: 1 })],
  }),
  defect({
    id: 'offset-32-bits',
    rule: 'R35',
    title: 'keeps the low 32 bits of where a write goes',
    base: 'disk',
    driver: offset32BitsDriver,
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_DISK_FULL',
    coupled: 'only a transfer of at least one byte meets the end of the disk',
    mode: 'buffered',
    ops: [open(), write({ offset: '4294967296', length: 1 })],
  }),
  defect({
    id: 'no-clamp',
    rule: '0xD1',
    title: 'looks where a transfer begins, and not where it ends',
    base: 'disk',
    driver: noClampDriver,
    property: 'contract/in-bounds',
    reason: 'page-fault-in-IRP_MJ_WRITE',
    coupled: 'where the transfer begins and its length have to lead over the end of the disk',
    mode: 'buffered',
    ops: [open(), write({ offset: '8191', length: 2 })],
  }),
  defect({
    id: 'disk-not-zeroed',
    rule: 'R36',
    title: 'allocates the disk with a routine that does not clear it',
    base: 'disk',
    driver: diskNotZeroedDriver,
    property: 'contract/no-disclosure',
    reason: 'stale-bytes',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ length: 1 })],
  }),
];
