import { framesInARowDriver } from '../../drivers/defects/frames-in-a-row.ts';
import { lockedLeftDriver } from '../../drivers/defects/locked-left.ts';
import { mapsUnlockedDriver } from '../../drivers/defects/maps-unlocked.ts';
import { pagesByLengthDriver } from '../../drivers/defects/pages-by-length.ts';
import { partialBeyondSourceDriver } from '../../drivers/defects/partial-beyond-source.ts';
import { partialLeakedDriver } from '../../drivers/defects/partial-leaked.ts';
import { partialTooSmallDriver } from '../../drivers/defects/partial-too-small.ts';
import { partialUnlockedDriver } from '../../drivers/defects/partial-unlocked.ts';
import { partialUnmappedTwiceDriver } from '../../drivers/defects/partial-unmapped-twice.ts';
import { poolMdlLockedDriver } from '../../drivers/defects/pool-mdl-locked.ts';
import { failing } from '../../trace/during.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes with MDLs: partial ones, those of pool, and those of user pages. */
export const mdlDefects: readonly Defect[] = [
  defect({
    id: 'partial-unlocked',
    rule: 'R78',
    title: 'unlocks the pages of a partial MDL',
    base: 'partial',
    driver: partialUnlockedDriver,
    property: 'contract/mdl-use',
    reason: '0xc4-0xb4',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'partial-unmapped-twice',
    rule: 'R76',
    title: 'unmaps a partial MDL that it has made ready for reuse',
    base: 'partial',
    driver: partialUnmappedTwiceDriver,
    property: 'contract/mdl-use',
    reason: '0xc4-0xb5',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'pool-mdl-locked',
    rule: 'R73',
    title: 'locks the pages of an MDL that it has built for nonpaged pool',
    base: 'partial',
    driver: poolMdlLockedDriver,
    property: 'contract/mdl-use',
    reason: '0xc4-0xb0',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'maps-unlocked',
    rule: 'R74',
    title: 'maps the caller’s pages without locking them first',
    base: 'disk',
    driver: mapsUnlockedDriver,
    property: 'contract/mdl-use',
    reason: '0xc4-0xb3',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'neither',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'partial-beyond-source',
    rule: 'R77',
    title: 'describes every page to its end, also the last one',
    base: 'partial',
    driver: partialBeyondSourceDriver,
    property: 'contract/mdl-use',
    reason: '0x12e',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'partial-too-small',
    rule: '0x40',
    title: 'describes the whole transfer in an MDL with room for one page',
    base: 'partial',
    driver: partialTooSmallDriver,
    property: 'contract/mdl-use',
    reason: '0x40',
    origin: 'IRP_MJ_WRITE',
    coupled: 'the start of the buffer in its page and its length have to lead over the end of the page',
    mode: 'direct',
    ops: [open(), write({ length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } })],
  }),
  defect({
    id: 'partial-leaked',
    rule: 'R79',
    title: 'keeps the partial MDL where a page could not be mapped',
    base: 'partial',
    driver: partialLeakedDriver,
    property: 'contract/no-leak',
    reason: 'mdl',
    origin: 'IRP_MJ_WRITE, under a fault',
    coupled: 'the mapping has to fail for a write of at least one byte',
    mode: 'direct',
    ops: [open(), write({ length: 1, during: failing('system-mapping') })],
  }),
  defect({
    id: 'locked-left',
    rule: 'R72',
    title: 'frees the MDL of user pages that it has not unlocked',
    base: 'partial',
    driver: lockedLeftDriver,
    property: 'contract/no-leak',
    reason: 'locked-pages',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'neither',
    ops: [open(), write({ length: 1 })],
  }),
  defect({
    id: 'pages-by-length',
    rule: 'R68',
    title: 'counts the pages of a buffer by its length alone',
    base: 'partial',
    driver: pagesByLengthDriver,
    property: 'metamorphic/alignment',
    reason: 'information',
    origin: 'IRP_MJ_WRITE',
    coupled: null,
    mode: 'direct',
    ops: [open(), write({ length: 2 })],
  }),
  defect({
    id: 'frames-in-a-row',
    rule: 'R67',
    title: 'takes the frames of a buffer to follow one another',
    base: 'partial',
    driver: framesInARowDriver,
    property: 'metamorphic/fragmentation',
    reason: 'data',
    coupled: 'the write has to lead over the end of a page, and the read to give what lies behind it',
    mode: 'direct',
    ops: [
      open(),
      write({ length: 2, buffer: { ...PLAIN_BUFFER, pageOffset: 4095 } }),
      read({ offset: '1', length: 1 }),
    ],
  }),
];
