import { advancesPositionDriver } from '../../drivers/defects/advances-position.ts';
import { completesWithPendingDriver } from '../../drivers/defects/completes-with-pending.ts';
import { deviceNotDeletedDriver } from '../../drivers/defects/device-not-deleted.ts';
import { firstStackLocationDriver } from '../../drivers/defects/first-stack-location.ts';
import { flushNotCompletedDriver } from '../../drivers/defects/flush-not-completed.ts';
import { insistsOnOneLocationDriver } from '../../drivers/defects/insists-on-one-location.ts';
import { markedNotPendingDriver } from '../../drivers/defects/marked-not-pending.ts';
import { pendingNotMarkedDriver } from '../../drivers/defects/pending-not-marked.ts';
import { touchesAfterCompleteDriver } from '../../drivers/defects/touches-after-complete.ts';
import { type Defect, defect } from './defect.ts';
import { on, open, read, write } from './ops.ts';

/** Mistakes in what a driver owes an IRP, its stack and its file object, and its device at the end. */
export const irpDefects: readonly Defect[] = [
  defect({
    id: 'touches-after-complete',
    rule: 'R57',
    title: 'reads the status to return from an IRP that it has completed',
    base: 'wdm-article',
    driver: touchesAfterCompleteDriver,
    property: 'contract/no-touch-after-complete',
    reason: 'irp-touched',
    coupled: null,
    mode: 'buffered',
    ops: [open()],
  }),
  defect({
    id: 'pending-not-marked',
    rule: 'R61',
    title: 'returns STATUS_PENDING for reads that it never marked pending',
    base: 'wdm-article',
    driver: pendingNotMarkedDriver,
    property: 'contract/pending-marked',
    reason: 'not-marked',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'marked-not-pending',
    rule: 'R45',
    title: 'marks writes pending, and returns what it completes them with',
    base: 'wdm-article',
    driver: markedNotPendingDriver,
    property: 'contract/pending-marked',
    reason: 'marked-not-returned',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write()],
  }),
  defect({
    id: 'completes-with-pending',
    rule: 'R54',
    title: 'completes writes with STATUS_PENDING',
    base: 'wdm-article',
    driver: completesWithPendingDriver,
    property: 'contract/completed-or-pending',
    reason: 'bug-check-0xc9',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write()],
  }),
  defect({
    id: 'flush-not-completed',
    rule: '0xC9/0x226',
    title: 'returns success for a flush that it never completes',
    base: 'wdm-article',
    driver: flushNotCompletedDriver,
    property: 'contract/completed-or-pending',
    reason: 'neither',
    coupled: null,
    mode: 'buffered',
    ops: [open(), on('flush')],
  }),
  defect({
    id: 'advances-position',
    rule: 'M7',
    title: 'moves the file position by what a write stored',
    base: 'wdm-article',
    driver: advancesPositionDriver,
    property: 'model/position',
    reason: 'advanced',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'device-not-deleted',
    rule: 'R2',
    title: 'deletes its link when it is unloaded, and not its device',
    base: 'wdm-article',
    driver: deviceNotDeletedDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    ops: [],
  }),
  defect({
    id: 'first-stack-location',
    rule: 'R59b',
    title: 'takes the stack location right behind the IRP for the current one',
    base: 'wdm-article',
    driver: firstStackLocationDriver,
    property: 'metamorphic/filter',
    reason: 'information',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'insists-on-one-location',
    rule: 'R58',
    title: 'refuses reads whose IRP has more stack locations than its device needs',
    base: 'wdm-article',
    driver: insistsOnOneLocationDriver,
    property: 'metamorphic/filter',
    reason: 'status',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
];
