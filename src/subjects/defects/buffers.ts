import { mappingUncheckedDriver } from '../../drivers/defects/mapping-unchecked.ts';
import { storesBeyondLimitDriver } from '../../drivers/defects/stores-beyond-limit.ts';
import { framework } from '../../impl/framework/index.ts';
import { failing } from '../../trace/during.ts';
import { type Defect, defect } from './defect.ts';
import { open, write } from './ops.ts';

/** Mistakes in how much memory there is, and where. */
export const bufferDefects: readonly Defect[] = [
  defect({
    id: 'stores-beyond-limit',
    rule: 'M3',
    title: 'stores up to 5,000 bytes instead of a page',
    base: 'article',
    driver: storesBeyondLimitDriver(framework),
    property: 'model/information',
    reason: 'too-large',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ length: 4097 })],
  }),
  defect({
    id: 'mapping-unchecked',
    rule: 'R75',
    title: 'takes the NULL of a failed mapping for an address',
    base: 'wdm-article',
    driver: mappingUncheckedDriver,
    property: 'contract/survives-faults',
    reason: 'bug-check-0x3b',
    origin: 'IRP_MJ_WRITE, under a fault',
    coupled: 'the mapping has to fail for a write of at least one byte',
    mode: 'direct',
    ops: [open(), write({ length: 1, during: failing('system-mapping') })],
  }),
];
