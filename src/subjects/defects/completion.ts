import { completesTwiceDriver } from '../../drivers/defects/completes-twice.ts';
import { forgetsToCompleteDriver } from '../../drivers/defects/forgets-to-complete.ts';
import { overclaimDriver } from '../../drivers/defects/overclaim.ts';
import { returnsSuccessForErrorDriver } from '../../drivers/defects/returns-success-for-error.ts';
import { framework } from '../../impl/framework/index.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in how a request is completed. */
export const completionDefects: readonly Defect[] = [
  defect({
    id: 'overclaim',
    rule: 'R46',
    title: 'reports one byte more than a read asked for',
    base: 'article',
    driver: overclaimDriver(framework),
    property: 'contract/information-bounded',
    reason: 'exceeds-length',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'forgets-to-complete',
    rule: 'G5',
    title: 'returns success for a read that it never completes',
    base: 'article',
    driver: forgetsToCompleteDriver(framework),
    property: 'contract/completed-or-pending',
    reason: 'neither',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'completes-twice',
    rule: 'R56',
    title: 'completes a read that finds nothing, and then again on its error path',
    base: 'article',
    driver: completesTwiceDriver(framework),
    property: 'contract/complete-once',
    reason: 'completed-twice',
    coupled: null,
    mode: 'direct',
    ops: [open(), read()],
  }),
  defect({
    id: 'returns-success-for-error',
    rule: '0xC9/0x224',
    title: 'completes a write with an error and returns success for it',
    base: 'wdm-article',
    driver: returnsSuccessForErrorDriver,
    property: 'contract/status-agrees',
    reason: 'STATUS_SUCCESS-for-STATUS_END_OF_FILE',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ offset: '1' })],
  }),
];
