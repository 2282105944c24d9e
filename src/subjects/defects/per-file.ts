import { contextLeakedDriver } from '../../drivers/defects/context-leaked.ts';
import { contextSharedDriver } from '../../drivers/defects/context-shared.ts';
import { freedInCleanupDriver } from '../../drivers/defects/freed-in-cleanup.ts';
import { scratchOverrunDriver } from '../../drivers/defects/scratch-overrun.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes with the context of an open. */
export const perFileDefects: readonly Defect[] = [
  defect({
    id: 'freed-in-cleanup',
    rule: 'R13',
    title: 'frees the context of an open in IRP_MJ_CLEANUP, and in IRP_MJ_CLOSE again',
    base: 'per-file',
    driver: freedInCleanupDriver,
    property: 'contract/in-bounds',
    reason: 'freed-no-block-in-IRP_MJ_CLOSE',
    coupled: null,
    mode: 'buffered',
    ops: [open()],
  }),
  defect({
    id: 'context-leaked',
    rule: 'R12',
    title: 'does not free the context of an open',
    base: 'per-file',
    driver: contextLeakedDriver,
    property: 'contract/no-leak',
    reason: 'pool-block',
    coupled: null,
    mode: 'buffered',
    ops: [open()],
  }),
  defect({
    id: 'context-shared',
    rule: 'R8',
    title: 'keeps the context of the first request’s open for every other',
    base: 'per-file',
    driver: contextSharedDriver,
    property: 'model/data',
    reason: 'wrong-bytes',
    coupled: 'the write and the read have to be on different opens',
    mode: 'buffered',
    ops: [open(), open(), write({ length: 1 }), read({ handle: 1, length: 1 })],
  }),
  defect({
    id: 'scratch-overrun',
    rule: '0x19',
    title: 'checks where a transfer begins, and not where it ends',
    base: 'per-file',
    driver: scratchOverrunDriver,
    property: 'contract/in-bounds',
    reason: 'pool-overrun-in-IRP_MJ_WRITE',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ offset: '64', length: 1 })],
  }),
];
