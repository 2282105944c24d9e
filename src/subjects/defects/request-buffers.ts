import { copiesAllDriver } from '../../drivers/defects/copies-all.ts';
import { nullMdlDriver } from '../../drivers/defects/null-mdl.ts';
import { onePageInDirectModeDriver } from '../../drivers/defects/one-page-in-direct-mode.ts';
import { pageStartForBufferDriver } from '../../drivers/defects/page-start-for-buffer.ts';
import { scratchInReadDriver } from '../../drivers/defects/scratch-in-read.ts';
import { writesToWriteBufferDriver } from '../../drivers/defects/writes-to-write-buffer.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in what the buffer of a request is, and how far it goes. */
export const requestBufferDefects: readonly Defect[] = [
  defect({
    id: 'null-mdl',
    rule: 'G10',
    title: 'maps the MDL of a direct request without a look whether there is one',
    base: 'wdm-article',
    driver: nullMdlDriver,
    property: 'contract/in-bounds',
    reason: 'access-violation-in-IRP_MJ_WRITE',
    coupled: null,
    mode: 'direct',
    ops: [open(), write()],
  }),
  defect({
    id: 'copies-all',
    rule: 'R36',
    title: 'copies all that is stored, however short the read is',
    base: 'wdm-article',
    driver: copiesAllDriver,
    property: 'contract/in-bounds',
    reason: 'pool-overrun-in-IRP_MJ_READ',
    coupled: 'the read has to be shorter than what an earlier write stored',
    mode: 'buffered',
    ops: [open(), write({ length: 2 }), read({ length: 1 })],
  }),
  defect({
    id: 'page-start-for-buffer',
    rule: 'R75',
    title: 'takes the start of the mapped page for the start of the buffer',
    base: 'wdm-article',
    driver: pageStartForBufferDriver,
    property: 'contract/in-bounds',
    reason: 'user-surroundings-in-IRP_MJ_READ',
    coupled: 'a write has to store what a read then gives to a buffer that begins inside its page',
    mode: 'direct',
    ops: [open(), write({ length: 1 }), read({ length: 1, buffer: { ...PLAIN_BUFFER, pageOffset: 1 } })],
  }),
  defect({
    id: 'one-page-in-direct-mode',
    rule: 'R74',
    title: 'takes the mapping of an MDL to end with its first page',
    base: 'wdm-article',
    driver: onePageInDirectModeDriver,
    property: 'metamorphic/buffering-mode',
    reason: 'information',
    origin: 'IRP_MJ_WRITE',
    coupled: 'the start of the buffer in its page and its length have to lead over the end of the page',
    mode: 'direct',
    ops: [open(), write({ length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } })],
  }),
  defect({
    id: 'writes-to-write-buffer',
    rule: 'R83',
    title: 'wipes the buffer of a write once it is stored',
    base: 'wdm-article',
    driver: writesToWriteBufferDriver,
    property: 'contract/read-only-respected',
    reason: 'caller-data-changed',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'scratch-in-read',
    rule: '0x50',
    title: 'goes by a length that it has noted in the buffer of a direct read',
    base: 'zero',
    driver: scratchInReadDriver,
    property: 'contract/no-double-fetch',
    reason: 'information-bounded',
    origin: 'IRP_MJ_READ',
    coupled: null,
    mode: 'direct',
    ops: [open(), read({ length: 1 })],
  }),
];
