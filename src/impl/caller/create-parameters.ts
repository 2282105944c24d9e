import {
  FILE_APPEND_DATA,
  FILE_NO_INTERMEDIATE_BUFFERING,
  FILE_NON_DIRECTORY_FILE,
  FILE_OPEN,
  FILE_READ_DATA,
  FILE_SHARE_DELETE,
  FILE_SHARE_READ,
  FILE_SHARE_WRITE,
  FILE_SYNCHRONOUS_IO_ALERT,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_DATA,
  FILE_WRITE_THROUGH,
  SYNCHRONIZE,
} from '../../nt/access.ts';
import type { CreateFileCall, OpenAccess } from '../../trace/ops/index.ts';
import type { CreateParameters } from '../io/create.ts';
import type { Va } from '../memory/va.ts';

const RIGHTS: Readonly<Record<OpenAccess, number>> = {
  'read-write': FILE_READ_DATA | FILE_WRITE_DATA | FILE_APPEND_DATA,
  read: FILE_READ_DATA,
  write: FILE_WRITE_DATA | FILE_APPEND_DATA,
  append: FILE_APPEND_DATA,
};

const SHARE_ACCESS: Readonly<Record<CreateFileCall['share'], number>> = {
  'read-write': FILE_SHARE_READ | FILE_SHARE_WRITE,
  none: 0,
  read: FILE_SHARE_READ,
  write: FILE_SHARE_WRITE,
  delete: FILE_SHARE_DELETE,
  all: FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE,
};

/** R7. */
function createOptions({ overlapped, options }: CreateFileCall): number {
  const waits = options.includes('alertable') ? FILE_SYNCHRONOUS_IO_ALERT : FILE_SYNCHRONOUS_IO_NONALERT;
  return (
    FILE_NON_DIRECTORY_FILE |
    (overlapped ? 0 : waits) |
    (options.includes('write-through') ? FILE_WRITE_THROUGH : 0) |
    (options.includes('no-intermediate-buffering') ? FILE_NO_INTERMEDIATE_BUFFERING : 0)
  );
}

/** What NtCreateFile is given for a call of a trace. */
export function createParameters(call: CreateFileCall, ioStatusBlock: Va): CreateParameters {
  return {
    desiredAccess: RIGHTS[call.access] | SYNCHRONIZE,
    name: call.name,
    ioStatusBlock,
    fileAttributes: 0,
    shareAccess: SHARE_ACCESS[call.share],
    disposition: FILE_OPEN,
    options: createOptions(call),
  };
}
