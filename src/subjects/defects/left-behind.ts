import { mdlForgottenDriver } from '../../drivers/defects/mdl-forgotten.ts';
import { readBlockKeptDriver } from '../../drivers/defects/read-block-kept.ts';
import { refusedBlockKeptDriver } from '../../drivers/defects/refused-block-kept.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** What requests leave behind: pool until the driver is unloaded, and what an IRP had. */
export const leftBehindDefects: readonly Defect[] = [
  defect({
    id: 'read-block-kept',
    rule: 'G12',
    title: 'keeps a record of every read until it is unloaded',
    base: 'mailbox',
    driver: readBlockKeptDriver,
    property: 'contract/no-leak',
    reason: 'pool-grows',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'refused-block-kept',
    rule: 'Q4',
    title: 'keeps the block of what turns out to be no message until it is unloaded',
    base: 'mailbox',
    driver: refusedBlockKeptDriver,
    property: 'contract/no-leak',
    reason: 'pool-grows',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'mdl-forgotten',
    rule: '0x76',
    title: 'clears MdlAddress, so that the pages of a write are never unlocked',
    base: 'zero',
    driver: mdlForgottenDriver,
    property: 'contract/no-leak',
    reason: 'irp-memory',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 1 })],
  }),
];
