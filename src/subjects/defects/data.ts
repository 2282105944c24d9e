import { claimsWholeBufferDriver } from '../../drivers/defects/claims-whole-buffer.ts';
import { emptyWriteIgnoredDriver } from '../../drivers/defects/empty-write-ignored.ts';
import { endOfFileOnEmptyDriver } from '../../drivers/defects/end-of-file-on-empty.ts';
import { keepsTheBufferDriver } from '../../drivers/defects/keeps-the-buffer.ts';
import { staticKeptAcrossLoadsDriver } from '../../drivers/defects/static-kept-across-loads.ts';
import { throwsOnEmptyDriver } from '../../drivers/defects/throws-on-empty.ts';
import { zeroesFirstPageDriver } from '../../drivers/defects/zeroes-first-page.ts';
import { zeroesWholePagesDriver } from '../../drivers/defects/zeroes-whole-pages.ts';
import { framework } from '../../impl/framework/index.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in what a device keeps and gives back. */
export const dataDefects: readonly Defect[] = [
  defect({
    id: 'empty-write-ignored',
    rule: 'M4',
    title: 'leaves what is stored when 0 bytes are written',
    base: 'article',
    driver: emptyWriteIgnoredDriver(framework),
    property: 'model/information',
    reason: 'too-large',
    coupled: 'an empty write has to come between a write and a read of at least one byte',
    mode: 'buffered',
    ops: [open(), write({ length: 1 }), write(), read({ length: 1 })],
  }),
  defect({
    id: 'end-of-file-on-empty',
    rule: 'M2',
    title: 'answers a read that finds nothing with an error instead of 0 bytes',
    base: 'article',
    driver: endOfFileOnEmptyDriver(framework),
    property: 'model/status',
    reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'throws-on-empty',
    rule: 'R29',
    title: 'looks at the first byte of an empty write',
    base: 'article',
    driver: throwsOnEmptyDriver(framework),
    property: 'contract/completed-or-pending',
    reason: 'exception',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write()],
  }),
  defect({
    id: 'static-kept-across-loads',
    rule: 'R17',
    title: 'keeps a static from one load to the next',
    base: 'article',
    driver: staticKeptAcrossLoadsDriver(framework),
    property: 'metamorphic/repeat',
    reason: 'status',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'keeps-the-buffer',
    rule: 'R48',
    title: 'keeps a slice of the request’s buffer instead of a copy of it',
    base: 'article',
    driver: keepsTheBufferDriver(framework),
    property: 'contract/no-disclosure',
    reason: 'stale-bytes',
    coupled: 'a write and a read of at least one byte each',
    mode: 'buffered',
    ops: [open(), write({ length: 1 }), read({ length: 1 })],
  }),
  defect({
    id: 'claims-whole-buffer',
    rule: 'G1',
    title: 'says that a read filled its buffer, whatever there was to read',
    base: 'article',
    driver: claimsWholeBufferDriver(framework),
    property: 'contract/no-disclosure',
    reason: 'stale-bytes',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ length: 1 })],
  }),
  defect({
    id: 'zeroes-first-page',
    rule: 'G1',
    title: 'clears at most a page of a read and says it cleared all',
    base: 'zero',
    driver: zeroesFirstPageDriver,
    property: 'contract/no-disclosure',
    reason: 'stale-bytes',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ length: 4097 })],
  }),
  defect({
    id: 'zeroes-whole-pages',
    rule: 'R84',
    title: 'clears to the end of the last page of the caller’s buffer',
    base: 'zero',
    driver: zeroesWholePagesDriver,
    property: 'contract/in-bounds',
    reason: 'user-surroundings-in-IRP_MJ_READ',
    coupled: null,
    mode: 'direct',
    ops: [open(), read({ length: 1 })],
  }),
];
