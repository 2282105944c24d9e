import { dataBytes } from '../../../src/trace/data.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type { OpenOptionsSpec, Win32Call } from '../../../src/trace/ops/index.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';
import type { World } from '../io/test-driver.ts';

export const NAME = '\\??\\Example';

type CallOf<Name extends Win32Call['call']> = Extract<Win32Call, { readonly call: Name }>;

export function createFile(fields: Partial<CallOf<'CreateFile'>> = {}): Win32Call {
  return {
    call: 'CreateFile',
    name: NAME,
    access: 'read-write',
    disposition: 'OPEN_EXISTING',
    overlapped: false,
    ...fields,
  };
}

const TRANSFER = { handle: 0, length: 4, buffer: PLAIN_BUFFER, overlapped: null } as const;

export function readFile(fields: Partial<CallOf<'ReadFile'>> = {}): Win32Call {
  return { call: 'ReadFile', ...TRANSFER, ...fields };
}

/** A write of counter data, of the length given. */
export function writeFile(fields: Partial<CallOf<'WriteFile'>> = {}): Win32Call {
  const length = fields.length ?? fields.data?.length ?? TRANSFER.length;
  return { call: 'WriteFile', ...TRANSFER, data: counter(length), ...fields, length };
}

export function seek(
  distance: bigint,
  method: CallOf<'SetFilePointerEx'>['method'] = 'FILE_BEGIN',
  handle = 0,
): Win32Call {
  return { call: 'SetFilePointerEx', handle, distance, method };
}

export function on(call: 'FlushFileBuffers' | 'CloseHandle' | 'File::read_to_end', handle = 0): Win32Call {
  return { call, handle };
}

const READ_WRITE: OpenOptionsSpec = {
  read: true,
  write: true,
  append: false,
  truncate: false,
  create: false,
  createNew: false,
};

/** `File::open` of a file to read and write, unless `options` say otherwise. */
export function openFile(options: Partial<OpenOptionsSpec> = {}, name = NAME): Win32Call {
  return { call: 'File::open', name, options: { ...READ_WRITE, ...options } };
}

export function fileRead(length = 4, handle = 0): Win32Call {
  return { call: 'File::read', handle, length };
}

export function fileWrite(
  data: Uint8Array,
  call: 'File::write' | 'File::write_all' = 'File::write',
  handle = 0,
): Win32Call {
  return { call, handle, data };
}

export function counter(length: number): Uint8Array {
  return dataBytes({ pattern: 'counter', seed: 0 }, length);
}

/** Makes calls on a machine and gives what each observed. */
export function observe(
  { machine }: Pick<World, 'machine'>,
  ...calls: readonly Win32Call[]
): Win32Observation[] {
  return calls.map((call) => machine.win32.perform(call));
}

/** Makes calls and gives what the last observed. */
export function lastOf(world: Pick<World, 'machine'>, ...calls: readonly Win32Call[]): Win32Observation {
  const last = observe(world, ...calls).at(-1);
  if (last === undefined) throw new Error('no call');
  return last;
}
