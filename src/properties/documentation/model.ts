import type { PropertyDocumentation } from '../../trace/property-documentation.ts';
import { exampleOf } from './example.ts';

const ALLOWED =
  'an observation is compared with a set: where Windows versions differ or the documentation is silent, every outcome is allowed';
const FOLLOW_UP = 'after a breach the walk ends, so that what follows from it is not accused too';
const MODEL_SOURCES = [
  'DOC DDI NtReadFile, NtWriteFile',
  'DOC WDD kernel/methods-for-accessing-data-buffers',
];

/** The properties that compare observations with the reference model. */
export const MODEL_DOCUMENTATION: readonly PropertyDocumentation[] = [
  {
    id: 'model/status',
    summary: 'every call returns an NTSTATUS that the reference model allows',
    demands:
      'Each system call ends as the device’s model and the I/O manager’s rules say: it returns, and with a status of the allowed set.',
    rules: ['M1', 'M2', 'M3', 'M4', 'M5', 'M8', 'M9', 'M10', 'R20', 'R22', 'R23', 'R24', 'R50'],
    sources: [...MODEL_SOURCES, 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller is given another NTSTATUS than the device should return',
    guards: [ALLOWED, FOLLOW_UP],
    compared: 'calls',
    reasons: [
      { code: '<status>-for-<status>', meaning: 'the first was returned, the second expected' },
      { code: 'bug-check-for-<status>', meaning: 'the machine stopped instead of returning the status' },
      { code: 'blocked-for-<status>', meaning: 'the caller waits for ever instead' },
    ],
    example: exampleOf('article-verbatim', 'direct', 'STATUS_END_OF_FILE-for-STATUS_SUCCESS', {
      op: 'write',
      length: 1,
      buffer: { pageOffset: 1, memory: 'read-write', shared: false },
    }),
  },
  {
    id: 'model/information',
    summary: 'IoStatus.Information is the number of bytes the model allows',
    demands: 'Where the status block is written, Information counts the bytes that the device transferred.',
    rules: ['M2', 'M3', 'R49'],
    sources: [...MODEL_SOURCES, 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller is told another number of bytes than were transferred',
    guards: [ALLOWED, 'only where the status is allowed and the block is written in both'],
    compared: 'calls whose status block was written',
    reasons: [
      { code: 'too-large', meaning: 'more bytes are claimed than were transferred' },
      { code: 'too-small', meaning: 'fewer bytes are claimed than were transferred' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'too-large',
      { op: 'write', length: 1 },
      { op: 'read', offset: '1', length: 1 },
    ),
  },
  {
    id: 'model/data',
    summary: 'reads give the bytes that the device holds, and no others',
    demands:
      'A read fills the caller’s buffer with the device’s data and leaves the rest of it alone; a write leaves the caller’s data as it is.',
    rules: ['M2', 'M3', 'M4', 'R38', 'R47'],
    sources: [...MODEL_SOURCES, 'DOC WDD kernel/errors-in-direct-i-o'],
    consequence: 'the caller reads other bytes than the device holds',
    guards: [ALLOWED, 'bytes are compared only where status and Information are right'],
    compared: 'bytes that a read should have given',
    reasons: [
      { code: 'wrong-bytes', meaning: 'other bytes than the device holds' },
      { code: 'not-transferred', meaning: 'the buffer was not touched though a transfer was claimed' },
      { code: 'changed-beyond-data', meaning: 'bytes after the data were changed' },
      { code: 'caller-data-changed', meaning: 'a write changed the caller’s own bytes' },
    ],
    example: exampleOf(
      'article-verbatim',
      'direct',
      'wrong-bytes',
      { op: 'write', length: 2 },
      { op: 'read', offset: '1', length: 1 },
    ),
  },
  {
    id: 'model/iosb',
    summary: 'status block and events are written and signaled as documented',
    demands:
      'The caller’s status block is written, and its event and the file’s event are signaled, exactly where the rules say so.',
    rules: ['R9', 'R20', 'R46', 'R49', 'R51'],
    sources: ['WT do_return_status', 'DOC DDI NtReadFile', 'DOC IO_STATUS_BLOCK'],
    consequence: 'the caller finds another status block, or waits on an event that tells something else',
    guards: [ALLOWED],
    compared: 'calls that a block or a file event belongs to',
    reasons: [
      { code: 'not-written', meaning: 'the block should have been written' },
      { code: 'written-for-<status>', meaning: 'the block was written though the status leaves it alone' },
      { code: 'status-<status>-for-<status>', meaning: 'the block holds the first, the second was expected' },
      { code: 'event-signaled', meaning: 'the caller’s event is signaled and should not be' },
      { code: 'event-not-signaled', meaning: 'the caller’s event should be signaled' },
      { code: 'file-event-signaled', meaning: 'the file’s event is signaled and should not be' },
      { code: 'file-event-not-signaled', meaning: 'the file’s event should be signaled' },
    ],
    example: exampleOf('article-verbatim', 'buffered', 'written-for-STATUS_END_OF_FILE', {
      op: 'write',
      offset: '1',
    }),
  },
  {
    id: 'model/position',
    summary: 'CurrentByteOffset is where the device leaves it',
    demands:
      'The file position moves only as the device moves it: the I/O manager does not advance it for a device that doesn’t.',
    rules: ['M7', 'R24', 'R25', 'R28'],
    sources: ['DOC WDD kernel/using-the-current-file-position', 'SMP filesys/fastfat'],
    consequence: 'the next transfer at the file position goes elsewhere',
    guards: [ALLOWED, 'handles that maintain no position are left out'],
    compared: 'calls on handles that maintain a position',
    reasons: [
      { code: 'advanced', meaning: 'a transfer moved the position and should not have' },
      { code: 'wrong', meaning: 'another position than expected' },
    ],
    example: null,
  },
  {
    id: 'model/user-ptr',
    summary: 'UserPtr.read<T> and write<T> move exactly size-of-T bytes',
    demands:
      'A typed transfer of the framework moves the bytes of one T if the request has room for it, and none otherwise.',
    rules: ['M6'],
    sources: ['the article’s text, and its repository of October 2021'],
    consequence: 'a typed transfer moves other bytes than the type has',
    guards: ['judged only for drivers that move typed values'],
    compared: 'uses of UserPtr',
    reasons: [
      { code: '<status>-for-<status>', meaning: 'the first was answered, the second expected' },
      { code: 'moved-too-much', meaning: 'more bytes moved than T has' },
      { code: 'moved-too-little', meaning: 'fewer bytes moved than T has' },
    ],
    example: exampleOf('record-verbatim', 'buffered', 'moved-too-much', { op: 'write', length: 2, key: 2 }),
  },
];
