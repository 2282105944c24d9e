import { BUFFERING_MODES } from '../../../src/trace/trace.ts';
import type { Mutation, Setting } from './mutation.ts';

const ARTICLE: Setting = { view: 'win32', subject: 'article', modes: BUFFERING_MODES };
/** A device with a control code of each method, which goes by no buffering mode. */
const CONTROLS: Setting = { view: 'win32', subject: 'controls', modes: ['buffered'] };
/** A device that knows no code of a file system. */
const ARTICLE_CONTROLS: Setting = { view: 'win32', subject: 'article-controls', modes: ['buffered'] };
const ARTICLE_BUFFERED: Setting = { view: 'win32', subject: 'article', modes: ['buffered'] };

/** Mutations of kernel32. */
const KERNEL32: readonly Mutation[] = [
  {
    ...ARTICLE,
    id: 'win32-end-of-file-on-writes',
    what: 'a write at the end of the file is TRUE, as a read there is',
    file: 'impl/win32/kernel32.ts',
    edits: [
      {
        find: 'status === STATUS_END_OF_FILE && !write && overlapped === null',
        replace: 'status === STATUS_END_OF_FILE && overlapped === null',
      },
    ],
    property: 'win32/result',
  },
  {
    ...ARTICLE,
    id: 'win32-offset-32-bits',
    what: 'OffsetHigh of an OVERLAPPED is lost',
    file: 'impl/win32/overlapped.ts',
    edits: [
      {
        find: 'writeQuad(this.memory, this.offsetVa, value);',
        replace: 'writeQuad(this.memory, this.offsetVa, BigInt.asUintN(32, value));',
      },
    ],
    property: 'win32/result',
  },
  {
    ...ARTICLE,
    id: 'win32-internal-not-pending',
    what: 'Internal is not set to STATUS_PENDING before the call',
    file: 'impl/win32/kernel32.ts',
    edits: [
      { find: 'overlapped.internal = STATUS_PENDING;', replace: 'overlapped.internal = ERROR_SUCCESS;' },
    ],
    property: 'win32/overlapped',
  },
  {
    ...ARTICLE,
    id: 'win32-event-ignored',
    what: 'hEvent does not reach the system call',
    file: 'impl/win32/kernel32.ts',
    edits: [{ find: 'parameters.event = overlapped.hEvent;', replace: 'parameters.event = 0;' }],
    property: 'win32/overlapped',
  },
  {
    ...ARTICLE,
    id: 'win32-counts-what-was-asked',
    what: '*lpNumberOfBytes is the length asked for',
    file: 'impl/win32/kernel32.ts',
    edits: [
      {
        find: 'bytes: counts ? memory.readI32(vaAdd(block, 8)) >>> 0 : 0',
        replace: 'bytes: counts ? length : 0',
      },
    ],
    property: 'win32/bytes',
  },
  {
    ...ARTICLE,
    id: 'win32-file-current-from-start',
    what: 'FILE_CURRENT counts from the start of the file',
    file: 'impl/win32/kernel32.ts',
    edits: [
      { find: 'BigInt.asIntN(64, from + distanceToMove)', replace: 'BigInt.asIntN(64, distanceToMove)' },
    ],
    property: 'win32/position',
  },
  {
    ...ARTICLE,
    id: 'win32-negative-seek-passed-on',
    what: 'a negative position is left to the I/O manager to refuse',
    file: 'impl/win32/kernel32.ts',
    edits: [{ find: 'if (position < 0n) {', replace: 'if (position === null) {' }],
    property: 'win32/last-error',
  },
  {
    ...ARTICLE,
    id: 'win32-invalid-device-request',
    what: 'STATUS_INVALID_DEVICE_REQUEST becomes ERROR_NOT_SUPPORTED',
    file: 'impl/win32/dos-errors/system.ts',
    edits: [
      {
        find: '[0xc0000010, 1, 38',
        replace: '[0xc0000010, 50, 38',
      },
    ],
    property: 'win32/last-error',
  },
  {
    ...ARTICLE,
    id: 'win32-verbatim-names',
    what: 'a name that begins with \\\\?\\ is taken for a path on a drive',
    file: 'impl/win32/nt-path.ts',
    edits: [{ find: " || name.startsWith('\\\\\\\\?\\\\')", replace: '' }],
    property: 'win32/result',
  },
];

/** Mutations of Rust's File. */
const FILE: readonly Mutation[] = [
  {
    ...ARTICLE_BUFFERED,
    id: 'win32-write-all-repeats-the-start',
    what: 'write_all writes the start of the data again instead of what is left',
    file: 'impl/win32/file.ts',
    edits: [
      { find: 'rest = rest.subarray(written);', replace: 'rest = data.subarray(0, rest.length - written);' },
    ],
    property: 'win32/data',
  },
  {
    ...ARTICLE,
    id: 'win32-write-zero-kind',
    what: 'write_all fails with another kind than WriteZero',
    file: 'impl/win32/file.ts',
    edits: [{ find: "withMessage('WriteZero',", replace: "withMessage('Uncategorized'," }],
    property: 'win32/last-error',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'win32-read-to-end-loses-its-probe',
    what: 'read_to_end counts the bytes of its first read and does not keep them',
    file: 'impl/win32/file.ts',
    edits: [{ find: 'vector.spare(read).set(probe.subarray(0, read));', replace: '' }],
    property: 'win32/data',
  },
  {
    ...ARTICLE,
    id: 'win32-append-writes-anywhere',
    what: 'a File opened to append may write anywhere',
    file: 'impl/win32/open-options.ts',
    edits: [{ find: 'FILE_GENERIC_WRITE & ~FILE_WRITE_DATA', replace: 'FILE_GENERIC_WRITE' }],
    property: 'win32/result',
  },
  {
    ...ARTICLE,
    id: 'win32-create-new-truncates',
    what: 'truncate with append is refused although create_new makes it meaningless',
    file: 'impl/win32/open-options.ts',
    edits: [
      {
        find: 'this.#append && this.#truncate && !this.#createNew',
        replace: 'this.#append && this.#truncate',
      },
    ],
    property: 'win32/result',
  },
];

/** Mutations of DeviceIoControl. */
const CONTROL: readonly Mutation[] = [
  {
    ...ARTICLE_CONTROLS,
    id: 'win32-control-always-of-a-file-system',
    what: 'every code goes to NtFsControlFile',
    file: 'impl/win32/kernel32.ts',
    edits: [
      {
        find: 'given.code >>> 16 === FILE_DEVICE_FILE_SYSTEM ? ntFsControlFile : ntDeviceIoControlFile',
        replace: 'given.code >>> 16 > 0 ? ntFsControlFile : ntDeviceIoControlFile',
      },
    ],
    property: 'win32/result',
  },
  {
    ...CONTROLS,
    id: 'win32-control-counts-errors',
    what: '*lpBytesReturned is set to 0 by a request that fails',
    file: 'impl/win32/kernel32.ts',
    edits: [
      { find: 'bytes: NT_ERROR(status) ? null : memory', replace: 'bytes: NT_ERROR(status) ? 0 : memory' },
    ],
    property: 'win32/bytes',
  },
  {
    ...CONTROLS,
    id: 'win32-control-event-ignored',
    what: 'hEvent does not reach the system call',
    file: 'impl/win32/kernel32.ts',
    edits: [{ find: 'event = passed.hEvent;', replace: 'event = 0;' }],
    property: 'win32/overlapped',
  },
  {
    ...CONTROLS,
    id: 'win32-control-output-as-long-as-input',
    what: 'the output buffer is said to be as long as the input',
    file: 'impl/win32/caller.ts',
    edits: [{ find: 'outputLength: call.output.length', replace: 'outputLength: call.input.length' }],
    property: 'win32/bytes',
  },
];

/** Mutations of the reference model: it accuses a correct implementation. */
const MODEL: readonly Mutation[] = [
  {
    ...ARTICLE,
    id: 'win32-model-internal-success',
    what: 'the model expects Internal to be STATUS_SUCCESS after an error',
    file: 'model/win32/transfers.ts',
    edits: [
      {
        find: '{ internal: STATUS_PENDING, internalHigh: 0 }',
        replace: '{ internal: 0, internalHigh: 0 }',
      },
    ],
    property: 'win32/overlapped',
  },
  {
    ...ARTICLE,
    id: 'win32-model-counts-one-more',
    what: 'the model counts one byte too many',
    file: 'model/win32/transfers.ts',
    edits: [{ find: 'block.information >>> 0', replace: '(block.information + 1) >>> 0' }],
    property: 'win32/bytes',
  },
  {
    ...ARTICLE,
    id: 'win32-model-forgets-position',
    what: 'the model takes FILE_CURRENT for FILE_BEGIN',
    file: 'model/win32/requests.ts',
    edits: [{ find: 'BigInt.asIntN(64, position + distance)', replace: 'distance' }],
    property: 'win32/position',
  },
  {
    ...ARTICLE,
    id: 'win32-model-access-denied',
    what: 'the model maps STATUS_ACCESS_DENIED to another error',
    file: 'model/win32/statuses-of-system-errors.ts',
    edits: [{ find: '5, 0x8009030f', replace: '19, 0x8009030f' }],
    property: 'win32/last-error',
  },
  {
    ...CONTROLS,
    id: 'win32-model-control-internal-success',
    what: 'the model expects Internal to be STATUS_SUCCESS after a control request that failed',
    file: 'model/win32/device-io-control.ts',
    edits: [
      {
        find: '{ internal: STATUS_PENDING, internalHigh: 0 }',
        replace: '{ internal: 0, internalHigh: 0 }',
      },
    ],
    property: 'win32/overlapped',
  },
];

export const WIN32_MUTATIONS: readonly Mutation[] = [...KERNEL32, ...CONTROL, ...FILE, ...MODEL];
