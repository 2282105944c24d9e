import { lockKeptOnErrorDriver } from '../../drivers/defects/lock-kept-on-error.ts';
import { locksInTwoOrdersDriver } from '../../drivers/defects/locks-in-two-orders.ts';
import { probesAtDispatchDriver } from '../../drivers/defects/probes-at-dispatch.ts';
import { releasedTwiceDriver } from '../../drivers/defects/released-twice.ts';
import { userTouchedAtDispatchDriver } from '../../drivers/defects/user-touched-at-dispatch.ts';
import { wrongOldIrqlDriver } from '../../drivers/defects/wrong-old-irql.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes with spin locks and the IRQL, in the disk. */
export const lockDefects: readonly Defect[] = [
  defect({
    id: 'lock-kept-on-error',
    rule: 'R57a',
    title: 'returns from a read beyond the end of the disk with the spin lock held',
    base: 'disk',
    driver: lockKeptOnErrorDriver,
    property: 'contract/lock-released',
    reason: 'held-at-return',
    coupled: 'only a transfer of at least one byte meets the end of the disk',
    mode: 'buffered',
    ops: [open(), read({ offset: '8192', length: 1 })],
  }),
  defect({
    id: 'released-twice',
    rule: '0x10',
    title: 'releases the spin lock twice for a write that fails',
    base: 'disk',
    driver: releasedTwiceDriver,
    property: 'contract/lock-released',
    reason: 'not-owned',
    coupled: 'only a transfer of at least one byte meets the end of the disk',
    mode: 'buffered',
    ops: [open(), write({ offset: '8192', length: 1 })],
  }),
  defect({
    id: 'wrong-old-irql',
    rule: 'W4',
    title: 'goes back to the IRQL that the spin lock has raised it to',
    base: 'disk',
    driver: wrongOldIrqlDriver,
    property: 'contract/irql-restored',
    reason: 'changed-at-return',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write()],
  }),
  defect({
    id: 'probes-at-dispatch',
    rule: 'R71',
    title: 'probes the caller’s pages with the spin lock held',
    base: 'disk',
    driver: probesAtDispatchDriver,
    property: 'contract/irql-restored',
    reason: 'called-above-irql',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'neither',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'locks-in-two-orders',
    rule: '0xC4/0x1001',
    title: 'takes one lock within the other for a read, and the other way round for a write',
    base: 'disk',
    driver: locksInTwoOrdersDriver,
    property: 'contract/lock-released',
    reason: 'in-two-orders',
    origin: 'IRP_MJ_READ',
    coupled: 'there have to be a read and a write',
    mode: 'buffered',
    ops: [open(), write(), read()],
  }),
  defect({
    id: 'user-touched-at-dispatch',
    rule: '0xD1',
    title: 'copies to the caller’s own address with the spin lock held',
    base: 'disk',
    driver: userTouchedAtDispatchDriver,
    property: 'contract/in-bounds',
    reason: 'page-fault-in-IRP_MJ_READ',
    coupled: null,
    mode: 'neither',
    ops: [open(), read({ length: 1 })],
  }),
];
