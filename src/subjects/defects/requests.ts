import { errorWithoutStatusBlockDriver } from '../../drivers/defects/error-without-status-block.ts';
import { keyAsByteDriver } from '../../drivers/defects/key-as-byte.ts';
import { lastPageNotTouchedDriver } from '../../drivers/defects/last-page-not-touched.ts';
import { typedValueStoredTwiceDriver } from '../../drivers/defects/typed-value-stored-twice.ts';
import { userPtrErrorIgnoredDriver } from '../../drivers/defects/user-ptr-error-ignored.ts';
import { writeProbedForWritingDriver } from '../../drivers/defects/write-probed-for-writing.ts';
import { framework } from '../../impl/framework/index.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in what a request says, and in what is done with its buffer. */
export const requestDefects: readonly Defect[] = [
  defect({
    id: 'error-without-status-block',
    rule: 'R49',
    title: 'completes a read with an error and returns success, so that the status block stays as it was',
    base: 'wdm-article',
    driver: errorWithoutStatusBlockDriver,
    property: 'model/iosb',
    reason: 'not-written',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read()],
  }),
  defect({
    id: 'user-ptr-error-ignored',
    rule: 'M6',
    title: 'does not look whether UserPtr.write stored anything',
    base: 'record',
    driver: userPtrErrorIgnoredDriver(framework),
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_INVALID_USER_BUFFER',
    coupled: null,
    mode: 'buffered',
    ops: [open(), read({ key: 1 })],
  }),
  defect({
    id: 'typed-value-stored-twice',
    rule: 'M6',
    title: 'its encoder stores the bytes in the buffer by itself as well',
    base: 'record',
    driver: typedValueStoredTwiceDriver(framework),
    property: 'model/user-ptr',
    reason: 'moved-too-much',
    coupled: 'the Key has to name a type that fits the length',
    mode: 'buffered',
    ops: [open(), read({ key: 1, length: 1 })],
  }),
  defect({
    id: 'key-as-byte',
    rule: 'R30',
    title: 'keeps the low 8 bits of the Key',
    base: 'record',
    driver: keyAsByteDriver(framework),
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_INVALID_USER_BUFFER',
    origin: 'IRP_MJ_WRITE',
    coupled: 'the Key has to name a type larger than the buffer whose low 8 bits name one that fits',
    mode: 'buffered',
    ops: [open(), write({ key: 256 })],
  }),
  defect({
    id: 'write-probed-for-writing',
    rule: 'R22',
    title: 'probes the buffer of a write for writing',
    base: 'zero',
    driver: writeProbedForWritingDriver,
    property: 'model/status',
    reason: 'STATUS_ACCESS_VIOLATION-for-STATUS_SUCCESS',
    coupled: 'read-only memory of at least one byte',
    mode: 'neither',
    ops: [open(), write({ length: 1, buffer: { ...PLAIN_BUFFER, memory: 'read-only' } })],
  }),
  defect({
    id: 'last-page-not-touched',
    rule: 'R68',
    title: 'steps by whole pages from where the buffer begins and misses its last page',
    base: 'zero',
    driver: lastPageNotTouchedDriver,
    property: 'model/status',
    reason: 'STATUS_SUCCESS-for-STATUS_ACCESS_VIOLATION',
    coupled: 'memory, offset in the page and length have to fit each other',
    mode: 'neither',
    ops: [
      open(),
      write({ length: 2, buffer: { ...PLAIN_BUFFER, memory: 'last-page-no-access', pageOffset: 4095 } }),
    ],
  }),
];
