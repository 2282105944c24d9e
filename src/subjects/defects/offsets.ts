import { appendOffsetUnsignedDriver } from '../../drivers/defects/append-offset-unsigned.ts';
import { mdlOffsetAsFileOffsetDriver } from '../../drivers/defects/mdl-offset-as-file-offset.ts';
import { negativeReadOffsetDriver } from '../../drivers/defects/negative-read-offset.ts';
import { readOffsetIgnoredDriver } from '../../drivers/defects/read-offset-ignored.ts';
import { readSourceNotAdvancedDriver } from '../../drivers/defects/read-source-not-advanced.ts';
import { framework } from '../../impl/framework/index.ts';
import { DEFAULT_DIALECT } from '../../trace/trace.ts';
import { type Defect, defect } from './defect.ts';
import { open, read, write } from './ops.ts';

/** Mistakes in what a file offset means. */
export const offsetDefects: readonly Defect[] = [
  defect({
    id: 'read-offset-ignored',
    rule: 'M1',
    title: 'reads from the start, wherever the caller wants to read',
    base: 'article',
    driver: readOffsetIgnoredDriver(framework),
    property: 'model/information',
    reason: 'too-large',
    coupled: 'the offset has to lie beyond what is left to read after a write',
    mode: 'buffered',
    ops: [open(), write({ length: 1 }), read({ offset: '1', length: 1 })],
  }),
  defect({
    id: 'read-source-not-advanced',
    rule: 'M2',
    title: 'counts the bytes from the offset on, and copies them from the start',
    base: 'article',
    driver: readSourceNotAdvancedDriver(framework),
    property: 'model/data',
    reason: 'wrong-bytes',
    coupled: 'the offset has to lie inside what an earlier write stored',
    mode: 'direct',
    ops: [open(), write({ length: 2 }), read({ offset: '1', length: 1 })],
  }),
  defect({
    id: 'append-offset-unsigned',
    rule: 'R26',
    title: 'takes the offset −1 of an append for the largest unsigned number',
    base: 'article',
    driver: appendOffsetUnsignedDriver(framework),
    property: 'model/status',
    reason: 'STATUS_END_OF_FILE-for-STATUS_SUCCESS',
    coupled: null,
    mode: 'buffered',
    ops: [open(), write({ offset: '-1' })],
  }),
  defect({
    id: 'mdl-offset-as-file-offset',
    rule: 'R81',
    title: 'takes where the buffer begins in its page for where in the file to read',
    base: 'article',
    driver: mdlOffsetAsFileOffsetDriver(framework),
    property: 'metamorphic/alignment',
    reason: 'information',
    coupled: 'a write and a read of at least one byte each',
    mode: 'direct',
    ops: [open(), write({ length: 1 }), read({ length: 1 })],
  }),
  defect({
    id: 'negative-read-offset',
    rule: 'R23a',
    title: 'counts a negative offset from the end of the data',
    base: 'article',
    driver: negativeReadOffsetDriver(framework),
    property: 'model/information',
    reason: 'too-large',
    coupled: 'a dialect that passes the offset on, and something stored to read',
    mode: 'buffered',
    dialect: { ...DEFAULT_DIALECT, strictOffsets: false },
    ops: [open(), write({ length: 1 }), read({ offset: '-1', length: 1 })],
  }),
];
