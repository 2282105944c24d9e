import { ntCreateFile } from '../../../src/impl/io/create.ts';
import { FileObject } from '../../../src/impl/io/file-object.ts';
import { ntReadFile, ntWriteFile, type TransferParameters } from '../../../src/impl/io/transfer.ts';
import { keReadStateEvent, keSetEvent } from '../../../src/impl/kernel/event.ts';
import { NULL_VA, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  FILE_APPEND_DATA,
  FILE_OPEN,
  FILE_READ_DATA,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_DATA,
  SYNCHRONIZE,
} from '../../../src/nt/access.ts';
import type { NTSTATUS } from '../../../src/nt/ntstatus.ts';
import { NOTHING } from '../../../src/trace/during.ts';
import { DEVICE_NAME, type World } from './test-driver.ts';

/** Four user pages on scattered frames. */
export const BUFFER = 0x200000 as Va;
const PARAMETERS = 0x300000 as Va;
export const IOSB = PARAMETERS;
export const OFFSET = vaAdd(PARAMETERS, 0x20);
export const KEY = vaAdd(PARAMETERS, 0x30);
/** Events of the caller: a handle to one is given out when a case starts. */
export const EVENT = 4;
const UNTOUCHED = 0x55555555;

/** What a raw call left behind. */
export interface Raw {
  readonly status: NTSTATUS;
  /** Status and Information of the block, null while untouched. */
  readonly iosb: readonly [NTSTATUS, number] | null;
  readonly event: boolean;
  readonly fileEvent: boolean;
}

export interface RawOptions {
  readonly write?: boolean;
  /** Value of ByteOffset; null for a NULL pointer. */
  readonly offset?: bigint | null;
  readonly key?: number;
  readonly access?: number;
  readonly overlapped?: boolean;
  readonly createOptions?: number;
  /** Prepares machine and file before the call. */
  readonly before?: (world: World, file: FileObject) => void;
  readonly parameters?: Partial<TransferParameters>;
}

/** Maps the caller's pages anew. */
export function mapPages({ memory, kernel }: World): void {
  [50, 48, 53, 45].forEach((frame, page) => {
    memory.mapPage(vaAdd(BUFFER, page * 4096), kernel.firstUserFrame + frame, true);
  });
  memory.unmap(vaAdd(BUFFER, 4 * 4096), 1);
  memory.mapPage(PARAMETERS, kernel.firstUserFrame + 55, true);
}

/** Opens the device and makes one call, with the event and the file's event signaled beforehand. */
export function raw(world: World, options: RawOptions = {}): Raw {
  const { memory, io } = world;
  const { write = false, offset = 0n, key, overlapped = false, before, createOptions = 0 } = options;
  mapPages(world);
  const { handle } = ntCreateFile(io, {
    desiredAccess: SYNCHRONIZE | (options.access ?? FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA),
    name: DEVICE_NAME,
    ioStatusBlock: IOSB,
    fileAttributes: 0,
    shareAccess: 0,
    disposition: FILE_OPEN,
    options: createOptions | (overlapped ? 0 : FILE_SYNCHRONOUS_IO_NONALERT),
  });
  const file = new FileObject(memory, io.handles.reference(handle, 'file', 0).object);
  const event = io.handles.reference(EVENT, 'event', 0).object;
  for (let at = 0; at < 16; at += 4) memory.writeI32(vaAdd(IOSB, at), UNTOUCHED);
  if (offset !== null) {
    memory.writeI32(OFFSET, Number(BigInt.asIntN(32, offset)));
    memory.writeI32(vaAdd(OFFSET, 4), Number(BigInt.asIntN(32, offset >> 32n)));
  }
  if (key !== undefined) memory.writeI32(KEY, key);
  keSetEvent(memory, event);
  file.eventSignaled = true;
  before?.(world, file);
  const parameters: TransferParameters = {
    handle,
    event: 0,
    ioStatusBlock: IOSB,
    buffer: BUFFER,
    length: 8,
    byteOffset: offset === null ? NULL_VA : OFFSET,
    key: key === undefined ? NULL_VA : KEY,
    ...options.parameters,
  };
  const status = write ? ntWriteFile(io, parameters) : ntReadFile(io, parameters);
  world.kernel.faults.arm(NOTHING);
  const written = memory.readI32(IOSB) !== UNTOUCHED || memory.readI32(vaAdd(IOSB, 8)) !== UNTOUCHED;
  const information = memory.readI32(vaAdd(IOSB, 12)) * 2 ** 32 + (memory.readI32(vaAdd(IOSB, 8)) >>> 0);
  return {
    status,
    iosb: written ? [memory.readI32(IOSB), information] : null,
    event: keReadStateEvent(memory, event),
    fileEvent: file.eventSignaled,
  };
}
