import { BUFFERING_MODES } from '../../../src/trace/trace.ts';
import type { Mutation, Setting } from './mutation.ts';

const ARTICLE: Setting = { view: 'native', subject: 'article', modes: BUFFERING_MODES };
const ARTICLE_BUFFERED: Setting = { view: 'native', subject: 'article', modes: ['buffered'] };
const ARTICLE_DIRECT: Setting = { view: 'native', subject: 'article', modes: ['direct'] };
const WDM: Setting = { view: 'native', subject: 'wdm-article', modes: BUFFERING_MODES };
const WDM_BUFFERED: Setting = { view: 'native', subject: 'wdm-article', modes: ['buffered'] };
const WDM_DIRECT: Setting = { view: 'native', subject: 'wdm-article', modes: ['direct'] };
const DISK: Setting = { view: 'native', subject: 'disk', modes: BUFFERING_MODES };
const DISK_DIRECT: Setting = { view: 'native', subject: 'disk', modes: ['direct'] };
const DISK_NEITHER: Setting = { view: 'native', subject: 'disk', modes: ['neither'] };
const MAILBOX: Setting = { view: 'native', subject: 'mailbox', modes: BUFFERING_MODES };
const MAILBOX_DIRECT: Setting = { view: 'native', subject: 'mailbox', modes: ['direct'] };
const STRUCTURES: Setting = { view: 'native', subject: 'structures', modes: ['buffered'] };
const CONTROLS: Setting = { view: 'native', subject: 'controls', modes: ['buffered'] };
const RECORD: Setting = { view: 'native', subject: 'record', modes: BUFFERING_MODES };

/** Mutations of the reference model: it accuses a correct driver. */
const MODEL: readonly Mutation[] = [
  {
    ...ARTICLE,
    id: 'model-cap-4097',
    what: 'the model lets a write store 4097 bytes',
    file: 'model/devices/article.ts',
    edits: [{ find: 'const MAX_STORED_BYTES = 4096;', replace: 'const MAX_STORED_BYTES = 4097;' }],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'model-no-clamp-of-size',
    what: 'the model lets a read return all that is stored, however little was asked for',
    file: 'model/devices/article.ts',
    edits: [
      { find: 'const end = Math.min(state.length, start + length);', replace: 'const end = state.length;' },
    ],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'model-read-ignores-offset',
    what: 'the model reads from the start of the data whatever the offset, as many bytes as are due',
    file: 'model/devices/article.ts',
    edits: [
      {
        find: "return reads('M2 part of the data', state, state.subarray(start, end));",
        replace: "return reads('M2 part of the data', state, state.subarray(0, end - start));",
      },
    ],
    property: 'model/data',
  },
  {
    ...ARTICLE,
    id: 'model-wrong-status',
    what: 'the model wants INSUFFICIENT_RESOURCES for a write beyond offset 0',
    file: 'model/devices/article.ts',
    edits: [
      {
        find: "arm: 'M3 end of file', status: STATUS_END_OF_FILE",
        replace: "arm: 'M3 end of file', status: STATUS_INSUFFICIENT_RESOURCES",
      },
    ],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'model-zero-length-write-ignored',
    what: 'the model keeps what was stored when a write of length 0 arrives',
    file: 'model/devices/article.ts',
    edits: [
      {
        find: "if (length === 0) return stores('M4 stores nothing', NONE);",
        replace: "if (length === 0) return [{ ...stores('M4 stores nothing', state)[0]!, information: 0 }];",
      },
    ],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'model-iosb-written-on-error',
    what: 'the model wants the status block written by an inline error',
    file: 'model/dispatch.ts',
    edits: [
      {
        find: 'iosb: isTold ? { written: true, status, information } : IOSB_UNTOUCHED,',
        replace: 'iosb: { written: true, status, information },',
      },
    ],
    property: 'model/iosb',
  },
  {
    ...ARTICLE,
    id: 'model-file-event-always-signaled',
    what: 'the model signals the file’s event beside the caller’s on an overlapped handle',
    file: 'model/dispatch.ts',
    edits: [
      {
        find: 'const fileEventSpared = file.overlapped && call.event;',
        replace: 'const fileEventSpared = false;',
      },
    ],
    property: 'model/iosb',
  },
  {
    ...ARTICLE,
    id: 'model-position-advanced',
    what: 'the model advances the position by what was transferred',
    file: 'model/dispatch.ts',
    edits: [
      {
        find: 'const position = answer.position ?? file.position;',
        replace: 'const position = answer.position ?? file.position + BigInt(information);',
      },
    ],
    property: 'model/position',
  },
  {
    ...RECORD,
    id: 'model-t-of-exact-size-refused',
    what: 'the model refuses a T that fills the buffer exactly',
    file: 'model/user-ptr.ts',
    edits: [
      {
        find: 'return use.sizeBytes > availableBytes(use)',
        replace: 'return use.sizeBytes >= availableBytes(use)',
      },
    ],
    property: 'model/user-ptr',
  },
];

/** Mutations of the I/O manager. */
const IO: readonly Mutation[] = [
  {
    ...ARTICLE,
    id: 'io-offset-32-bits',
    what: 'the I/O manager passes on the low 32 bits of an offset',
    file: 'impl/io/transfer.ts',
    edits: [
      { find: 'location.setByteOffset(low, high);', replace: 'location.setByteOffset(low, low >> 31);' },
    ],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'io-null-offset-is-zero',
    what: 'a NULL offset means 0 and not the position of the handle',
    file: 'impl/io/transfer.ts',
    edits: [
      {
        find: 'low = file.currentByteOffsetLow;\n    high = file.currentByteOffsetHigh;',
        replace: 'low = 0;\n    high = 0;',
      },
    ],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'io-append-only-ignored',
    what: 'an append-only handle writes at the offset the caller gave',
    file: 'impl/io/transfer.ts',
    edits: [{ find: 'if (appendOnly) {', replace: 'if (appendOnly && !hasOffset) {' }],
    property: 'model/status',
  },
  {
    ...RECORD,
    id: 'io-key-dropped',
    what: 'the caller’s key does not reach the driver',
    file: 'impl/io/transfer.ts',
    edits: [{ find: 'location.key = key;', replace: 'location.key = 0;' }],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'io-event-not-cleared',
    what: 'the caller’s event is not cleared before the request',
    file: 'impl/io/transfer.ts',
    edits: [{ find: '    keClearEvent(memory, event);\n', replace: '' }],
    property: 'model/iosb',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'io-copy-in-missing',
    what: 'a buffered write reaches the driver without the caller’s bytes',
    file: 'impl/io/buffers.ts',
    edits: [{ find: 'kernel.memory.copy(systemBuffer, buffer, lengthBytes);', replace: '' }],
    property: 'metamorphic/buffering-mode',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'io-copy-back-one-more',
    what: 'a buffered read copies one byte too many back',
    file: 'impl/io/completion.ts',
    edits: [
      {
        find: 'memory.copy(irp.userBuffer, irp.systemBuffer, information);',
        replace: 'memory.copy(irp.userBuffer, irp.systemBuffer, information + 1);',
      },
    ],
    property: 'model/data',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'io-copy-back-one-less',
    what: 'a buffered read copies one byte too few back',
    file: 'impl/io/completion.ts',
    edits: [
      {
        find: 'memory.copy(irp.userBuffer, irp.systemBuffer, information);',
        replace: 'memory.copy(irp.userBuffer, irp.systemBuffer, information - 1);',
      },
    ],
    property: 'model/data',
  },
  {
    ...ARTICLE,
    id: 'io-iosb-written-on-error',
    what: 'an inline error writes the status block and signals the events',
    file: 'impl/io/completion.ts',
    edits: [
      {
        find: 'if (NT_ERROR(status) && !(pended && !synchronous)) {',
        replace: 'if (NT_ERROR(status) && pended && synchronous) {',
      },
    ],
    property: 'model/iosb',
  },
  {
    ...ARTICLE,
    id: 'io-information-plus-one',
    what: 'the status block reports one byte more than was transferred',
    file: 'impl/io/completion.ts',
    edits: [
      {
        find: 'memory.writeI32(vaAdd(irp.userIosb, 8), information);',
        replace: 'memory.writeI32(vaAdd(irp.userIosb, 8), information + 1);',
      },
    ],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'io-position-advanced',
    what: 'the I/O manager advances the position of the handle by what was transferred',
    file: 'impl/io/completion.ts',
    edits: [
      {
        find: 'if (synchronousFile) file.finalStatus = status;',
        replace: 'if (synchronousFile) file.currentByteOffset += BigInt(irp.information);',
      },
    ],
    property: 'model/position',
  },
  {
    ...ARTICLE,
    id: 'io-duplicate-has-all-rights',
    what: 'a duplicated handle has every right',
    file: 'impl/io/close.ts',
    edits: [{ find: 'entry.object, entry.grantedAccess)', replace: 'entry.object, -1)' }],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'io-closed-handle-stays',
    what: 'a closed handle goes on working',
    file: 'impl/io/close.ts',
    edits: [{ find: '  io.handles.remove(handle);\n', replace: '' }],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    subject: 'article-exclusive',
    id: 'io-exclusive-ignored',
    what: 'an exclusive device takes a second handle',
    file: 'impl/io/create.ts',
    edits: [{ find: 'named.referenceCount > 0', replace: 'false' }],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'io-position-32-bits',
    what: 'setting the position of a handle keeps its low 32 bits',
    file: 'impl/io/file-requests.ts',
    edits: [{ find: 'file.setCurrentByteOffset(low, high);', replace: 'file.setCurrentByteOffset(low, 0);' }],
    property: 'model/position',
  },
  {
    ...CONTROLS,
    id: 'io-control-buffer-left',
    what: 'the SystemBuffer of a control request is left where the output can’t be locked',
    file: 'impl/io/control-buffers.ts',
    edits: [
      {
        find: 'if (status !== STATUS_SUCCESS && irp.systemBuffer !== NULL_VA) kernel.pool.free(irp.systemBuffer);\n',
        replace: '',
      },
    ],
    property: 'contract/no-leak',
  },
];

/** Mutations of memory and MDLs. */
const MEMORY: readonly Mutation[] = [
  {
    ...WDM_DIRECT,
    id: 'mdl-byte-offset-forgotten',
    what: 'a mapping begins at the start of the first page and not where the buffer begins in it',
    file: 'impl/memory/mdl-map.ts',
    edits: [{ find: 'const address = vaAdd(base, view.byteOffset);', replace: 'const address = base;' }],
    property: 'metamorphic/alignment',
  },
  {
    ...ARTICLE_DIRECT,
    id: 'mdl-pages-swapped',
    what: 'the first two pages of a mapping are swapped',
    file: 'impl/memory/mdl-map.ts',
    edits: [
      {
        find: 'const frame = view.frame(page);',
        replace: 'const frame = view.frame(pages > 1 && page < 2 ? 1 - page : page);',
      },
    ],
    property: 'model/data',
  },
  {
    ...WDM_DIRECT,
    id: 'mdl-frames-taken-as-adjacent',
    what: 'a mapping takes the frames that follow the first one',
    file: 'impl/memory/mdl-map.ts',
    edits: [{ find: 'const frame = view.frame(page);', replace: 'const frame = view.frame(0) + page;' }],
    property: 'metamorphic/fragmentation',
  },
  {
    ...ARTICLE_DIRECT,
    id: 'mdl-last-partial-page-lost',
    what: 'an MDL does not count a last page that is only partly used',
    file: 'impl/memory/mdl.ts',
    edits: [
      {
        find: 'return spanPages(this.byteOffset, this.byteCount);',
        replace: 'return Math.max(1, (this.byteOffset + this.byteCount) >>> 12);',
      },
    ],
    property: 'contract/in-bounds',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'memory-run-over-scattered-frames',
    what: 'a copy goes on in the next frame, whichever frame the next page has',
    file: 'impl/memory/memory.ts',
    edits: [
      {
        find: 'if ((next & ~PAGE_MASK) !== expected || (next & need) !== need) break;',
        // Within the frames there are: beyond them it would be the engine that refuses.
        replace: 'if (expected >= this.u8.length || (next & need) !== need) break;',
      },
    ],
    property: 'metamorphic/fragmentation',
  },
  {
    ...ARTICLE,
    id: 'probe-skips-last-page',
    what: 'the probe of a buffer leaves out its last page when there are several',
    file: 'impl/memory/probe.ts',
    edits: [
      {
        find: 'for (let left = lengthBytes + (address & PAGE_MASK); left > 0; left -= PAGE_SIZE) {',
        replace:
          'const all = lengthBytes + (address & PAGE_MASK);\n  for (let left = all; left > (all > PAGE_SIZE ? PAGE_SIZE : 0); left -= PAGE_SIZE) {',
      },
    ],
    property: 'model/status',
  },
];

/** Mutations of the framework. */
const FRAMEWORK: readonly Mutation[] = [
  {
    ...ARTICLE_DIRECT,
    id: 'framework-null-mapping-unnoticed',
    what: 'a mapping that fails is taken for a buffer at address NULL',
    file: 'impl/framework/mapped-request.ts',
    edits: [
      {
        find: 'if (this.#address === NULL_VA) return mdl === NULL_VA;',
        replace: 'if (this.#address === NULL_VA && mdl === NULL_VA) return true;',
      },
    ],
    property: 'contract/survives-faults',
  },
  {
    ...ARTICLE,
    id: 'framework-error-not-completed',
    what: 'a callback’s error is returned and the request never completed',
    file: 'impl/framework/dispatch.ts',
    edits: [
      { find: 'if (!result.ok && !request.isCompleted) request.complete(result);', replace: '' },
      {
        find: 'return request.completedStatus ?? STATUS_SUCCESS;',
        replace: 'return request.completedStatus ?? (result.ok ? STATUS_SUCCESS : result.error.status);',
      },
    ],
    property: 'contract/completed-or-pending',
  },
  {
    ...ARTICLE,
    id: 'framework-always-returns-success',
    what: 'the dispatch routine returns SUCCESS for a request completed with an error',
    file: 'impl/framework/dispatch.ts',
    edits: [{ find: 'return request.completedStatus ?? STATUS_SUCCESS;', replace: 'return STATUS_SUCCESS;' }],
    property: 'contract/status-agrees',
  },
  {
    ...RECORD,
    id: 'framework-t-one-byte-short',
    what: 'UserPtr.write<T> leaves out the last byte of T',
    file: 'impl/framework/mapped-user-ptr.ts',
    edits: [
      {
        find: 'memory.copyIn(this.#writeAddress, encodeExactly(codec, value), 0, sizeBytes);',
        replace:
          'memory.copyIn(this.#writeAddress, encodeExactly(codec, value), 0, Math.max(0, sizeBytes - 1));',
      },
    ],
    property: 'model/user-ptr',
  },
  {
    ...RECORD,
    id: 'framework-t-squared',
    what: 'UserPtr.read<T> moves size-of-T elements of T, size² bytes',
    file: 'impl/framework/mapped-user-ptr.ts',
    edits: [
      {
        find: 'const bytes = new Uint8Array(sizeBytes);\n    memory.copyOut(this.#readAddress, bytes, 0, sizeBytes);',
        replace:
          'const bytes = new Uint8Array(sizeBytes ** 2);\n    memory.copyOut(this.#readAddress, bytes, 0, sizeBytes ** 2);',
      },
    ],
    property: 'contract/in-bounds',
  },
];

/** Mutations of drivers. */
const DRIVERS: readonly Mutation[] = [
  {
    ...ARTICLE,
    id: 'driver-cap-4095',
    what: 'a write stores at most 4095 bytes',
    file: 'drivers/article.ts',
    edits: [{ find: 'const MAX_STORED_BYTES = 4096;', replace: 'const MAX_STORED_BYTES = 4095;' }],
    property: 'model/information',
  },
  {
    ...WDM,
    id: 'driver-cap-4097',
    what: 'a write stores at most 4097 bytes',
    file: 'drivers/wdm-article.ts',
    edits: [{ find: 'const MAX_STORED_BYTES = 4096;', replace: 'const MAX_STORED_BYTES = 4097;' }],
    property: 'model/information',
  },
  {
    ...ARTICLE,
    id: 'driver-clamp-missing',
    what: 'a read’s offset is not clamped to what is stored',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'const offset = clampOffset(request.offset(), this.data.length);',
        replace: 'const offset = Number(request.offset());',
      },
    ],
    property: 'contract/completed-or-pending',
  },
  {
    ...ARTICLE,
    id: 'driver-offset-32-bits',
    what: 'a write compares its offset as 32 bits',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'if (request.offset() > 0n)',
        replace: 'if (BigInt.asIntN(32, request.offset()) > 0n)',
      },
    ],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'driver-wrong-status',
    what: 'a write beyond offset 0 ends with INVALID_PARAMETER',
    file: 'drivers/article.ts',
    edits: [{ find: 'Err(NtError.END_OF_FILE)', replace: 'Err(NtError.INVALID_PARAMETER)' }],
    property: 'model/status',
  },
  {
    ...ARTICLE,
    id: 'driver-zero-length-write-ignored',
    what: 'a write of length 0 leaves what is stored',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'this.data = slice.toBytes(0, size);',
        replace: 'if (size > 0) this.data = slice.toBytes(0, size);',
      },
    ],
    property: 'model/information',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'driver-information-too-large',
    what: 'a read reports one byte more than it placed in the buffer',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'request.complete(Ok(this.copyStored(request)));',
        replace: 'request.complete(Ok(this.copyStored(request) + 1));',
      },
    ],
    property: 'contract/information-bounded',
  },
  {
    ...ARTICLE_BUFFERED,
    id: 'driver-stale-last-byte',
    what: 'a read leaves the last byte it reports as the pool had it',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'slice.copyFrom(this.data, offset, size);',
        replace: 'slice.copyFrom(this.data, offset, Math.max(0, size - 1));',
      },
    ],
    property: 'model/data',
  },
  {
    ...ARTICLE,
    id: 'driver-state-survives-restart',
    what: 'what is stored lives in the module and not in the device',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'protected data: Uint8Array = new Uint8Array(0);',
        replace: `static kept: Uint8Array = new Uint8Array(0);
  protected get data(): Uint8Array {
    return ArticleDevice.kept;
  }
  protected set data(value: Uint8Array) {
    ArticleDevice.kept = value;
  }`,
      },
    ],
    property: 'metamorphic/repeat',
  },
  {
    ...WDM,
    id: 'driver-data-per-file-object',
    what: 'each open of the device has data of its own',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'protected data: Uint8Array = new Uint8Array(0);',
        replace: `protected file = 0;
  protected readonly byFile = new Map<number, Uint8Array>();
  protected get data(): Uint8Array {
    return this.byFile.get(this.file) ?? new Uint8Array(0);
  }
  protected set data(value: Uint8Array) {
    this.byFile.set(this.file, value);
  }`,
      },
      {
        find: 'return this.copyStored(buffer, location.byteOffset);',
        replace: 'this.file = location.fileObject;\n    return this.copyStored(buffer, location.byteOffset);',
      },
      {
        find: 'return this.store(buffer);',
        replace: 'this.file = location.fileObject;\n    return this.store(buffer);',
      },
    ],
    property: 'model/information',
  },
  {
    ...WDM,
    id: 'driver-completes-and-goes-on',
    what: 'a write beyond offset 0 is completed with an error, and then stored and completed again',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'if (location.byteOffset > 0n) return answerOf(STATUS_END_OF_FILE);',
        replace: 'if (location.byteOffset > 0n) this.complete(irp.va, answerOf(STATUS_END_OF_FILE));',
      },
    ],
    property: 'contract/complete-once',
  },
  {
    ...WDM,
    id: 'driver-reads-completed-irp',
    what: 'the status to return is read from the IRP after its completion',
    file: 'drivers/wdm-driver.ts',
    edits: [
      {
        find: 'this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);\n    return status;',
        replace: 'this.ddi.IoCompleteRequest(irpVa, IO_NO_INCREMENT);\n    return irp.status;',
      },
    ],
    property: 'contract/no-touch-after-complete',
  },
  {
    ...WDM,
    id: 'driver-clears-callers-buffer',
    what: 'a write clears the bytes it has taken, in direct mode the caller’s own',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'this.ddi.memory.copyOut(buffer.address, this.data, 0, size);',
        replace: `this.ddi.memory.copyOut(buffer.address, this.data, 0, size);
    this.ddi.memory.fill(buffer.address, 0, size);`,
      },
    ],
    property: 'metamorphic/buffering-mode',
  },
  {
    ...DISK_DIRECT,
    id: 'driver-copies-the-wrong-way',
    what: 'a write copies from the disk to the caller’s pages, which are locked for reading',
    file: 'drivers/disk.ts',
    edits: [
      {
        find: 'this.copy(stored, buffer.address, size),',
        replace: 'this.copy(buffer.address, stored, size),',
      },
    ],
    property: 'contract/read-only-respected',
  },
  {
    ...WDM_BUFFERED,
    id: 'driver-redzone-overrun',
    what: 'a read clears the buffer and one byte beyond it before it fills it',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'this.ddi.memory.copyIn(buffer.address, this.data, offset, size);',
        replace: `if (buffer.lengthBytes > 0) this.ddi.memory.fill(buffer.address, 0, buffer.lengthBytes + 1);
    this.ddi.memory.copyIn(buffer.address, this.data, offset, size);`,
      },
    ],
    property: 'contract/in-bounds',
  },
  {
    ...DISK,
    id: 'driver-disk-not-zeroed',
    what: 'the disk begins with what the pool held',
    file: 'drivers/disk.ts',
    edits: [
      {
        find: 'ExAllocatePool2(POOL_FLAG_NON_PAGED, sizeBytes, tag)',
        replace: 'ExAllocatePool2(POOL_FLAG_NON_PAGED | 0x2, sizeBytes, tag)',
      },
    ],
    property: 'contract/no-disclosure',
  },
  {
    ...MAILBOX_DIRECT,
    id: 'driver-double-fetch',
    what: 'a message’s length is looked at in the caller’s pages, and again to copy the message',
    file: 'drivers/mailbox.ts',
    edits: [
      {
        find: 'this.fill(block, buffer);\n    if (!this.isMessage(block, buffer)) return this.refuse(block);',
        replace: `if (!this.isMessage(buffer.address, buffer)) return this.refuse(block);
    this.fill(block, { ...buffer, lengthBytes: PREFIX_BYTES + this.messageBytes(buffer.address) });`,
      },
    ],
    property: 'contract/no-double-fetch',
  },
  {
    ...MAILBOX,
    id: 'driver-leaks-refused-message',
    what: 'the block of a write that is no message is not freed',
    file: 'drivers/mailbox.ts',
    edits: [
      {
        find: 'this.free(block);\n    return answerOf(STATUS_INVALID_PARAMETER);',
        replace: 'return answerOf(STATUS_INVALID_PARAMETER);',
      },
    ],
    property: 'contract/no-leak',
  },
  {
    ...DISK_NEITHER,
    id: 'driver-unlocks-twice',
    what: 'the caller’s pages are unlocked twice',
    file: 'drivers/locking-driver.ts',
    edits: [
      {
        find: 'this.ddi.MmUnlockPages(mdl);',
        replace: 'this.ddi.MmUnlockPages(mdl);\n    this.ddi.MmUnlockPages(mdl);',
      },
    ],
    property: 'contract/mdl-use',
  },
  {
    ...DISK,
    id: 'driver-keeps-lock',
    what: 'a read of nothing forgets to release the spin lock',
    file: 'drivers/disk.ts',
    edits: [
      {
        find: 'const answer = this.copyOut(byteOffset, buffer);\n    this.unlock();',
        replace:
          'const answer = this.copyOut(byteOffset, buffer);\n    if (answer.information > 0) this.unlock();',
      },
    ],
    property: 'contract/lock-released',
  },
  {
    ...WDM,
    id: 'driver-leaves-irql-raised',
    what: 'a write beyond offset 0 returns at APC_LEVEL',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'if (location.byteOffset > 0n) return answerOf(STATUS_END_OF_FILE);',
        replace: `if (location.byteOffset > 0n) {
      this.ddi.KeRaiseIrql(1);
      return answerOf(STATUS_END_OF_FILE);
    }`,
      },
    ],
    property: 'contract/irql-restored',
  },
  {
    ...WDM,
    id: 'driver-marks-pending-in-vain',
    what: 'a write beyond offset 0 is marked pending, completed and answered with its status',
    file: 'drivers/wdm-article.ts',
    edits: [
      {
        find: 'if (location.byteOffset > 0n) return answerOf(STATUS_END_OF_FILE);',
        replace: `if (location.byteOffset > 0n) {
      irp.markPending();
      return answerOf(STATUS_END_OF_FILE);
    }`,
      },
    ],
    property: 'contract/pending-marked',
  },
  {
    ...WDM,
    id: 'driver-reads-first-location',
    what: 'a read is answered from the first stack location of the IRP, not from its own',
    file: 'drivers/wdm-driver.ts',
    edits: [
      { find: '  type IoStackLocation,\n', replace: '  IoStackLocation,\n' },
      {
        find: 'this.answerRead(irp, irp.currentStackLocation)',
        replace: 'this.answerRead(irp, new IoStackLocation(this.ddi.memory, (irpVa + 0xd0) as Va))',
      },
    ],
    property: 'metamorphic/filter',
  },
  {
    ...ARTICLE,
    id: 'driver-loops',
    what: 'a write at -1 looks for the end of the file for ever',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'if (request.offset() > 0n)',
        replace: 'while (request.offset() < 0n);\n    if (request.offset() > 0n)',
      },
    ],
    property: 'contract/terminates',
  },
  {
    ...ARTICLE,
    id: 'driver-extends-arrays',
    what: 'a read gives every array of the process one more method',
    file: 'drivers/article.ts',
    edits: [
      {
        find: 'request.complete(Ok(this.copyStored(request)));',
        replace: `Object.assign(Array.prototype, { last: () => null });
    request.complete(Ok(this.copyStored(request)));`,
      },
    ],
    property: 'contract/self-contained',
  },
  {
    ...STRUCTURES,
    id: 'driver-pointer-unprobed',
    what: 'the pointer in a structure of the caller’s is used without a probe',
    file: 'drivers/structures.ts',
    edits: [
      {
        find: 'this.ddi.ProbeForRead(address, lengthBytes, 1);',
        replace: 'this.ddi.ProbeForRead(address, Math.min(lengthBytes, 0), 1);',
      },
    ],
    property: 'contract/caller-address',
  },
  {
    ...CONTROLS,
    id: 'driver-input-unprobed',
    what: 'the input of METHOD_NEITHER is read without a probe',
    file: 'drivers/controls.ts',
    edits: [
      {
        find: 'this.ddi.ProbeForRead(address, lengthBytes, 1);',
        replace: 'this.ddi.ProbeForRead(address, Math.min(lengthBytes, 0), 1);',
      },
    ],
    property: 'contract/caller-address',
  },
  {
    ...MAILBOX,
    id: 'driver-message-dropped',
    what: 'a message that there is no pool for is answered as if it were kept',
    file: 'drivers/mailbox.ts',
    edits: [
      {
        find: 'if (block === NULL_VA) return answerOf(STATUS_INSUFFICIENT_RESOURCES);',
        replace: 'if (block === NULL_VA) return transferred(buffer.lengthBytes);',
      },
    ],
    property: 'contract/no-data-lost',
  },
];

/** Every mutation of the gate. */
export const MUTATIONS: readonly Mutation[] = [...MODEL, ...IO, ...MEMORY, ...FRAMEWORK, ...DRIVERS];
