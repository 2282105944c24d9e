import type { DeviceModel, DeviceOutcome } from '../../../src/model/device.ts';
import { opensOnly } from '../../../src/model/devices/opens-only.ts';
import {
  initial,
  type ModelConfig,
  type ModelState,
  step,
  type Win32Expected,
  type Win32Outcome,
} from '../../../src/model/win32/program.ts';
import { METHOD_IN_DIRECT, methodOf } from '../../../src/nt/control-code.ts';
import { dataBytes } from '../../../src/trace/data.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import type {
  ControlBuffer,
  ControlOutput,
  MoveMethod,
  OpenOptionsSpec,
  Win32Call,
} from '../../../src/trace/ops/index.ts';

type CallOf<Kind extends Win32Call['call']> = Extract<Win32Call, { call: Kind }>;
type Fields<Kind extends Win32Call['call']> = Partial<Omit<CallOf<Kind>, 'call'>>;

export function counter(length: number, seed = 0): Uint8Array {
  return dataBytes({ pattern: 'counter', seed }, length);
}

export function create(fields: Fields<'CreateFile'> = {}): CallOf<'CreateFile'> {
  return {
    call: 'CreateFile',
    name: '\\??\\Example',
    access: 'read-write',
    disposition: 'OPEN_EXISTING',
    overlapped: false,
    ...fields,
  };
}

export function readFile(fields: Fields<'ReadFile'> = {}): CallOf<'ReadFile'> {
  return { call: 'ReadFile', handle: 0, length: 4, buffer: PLAIN_BUFFER, overlapped: null, ...fields };
}

/** A WriteFile of counter data, of the length given. */
export function writeFile(fields: Fields<'WriteFile'> = {}): CallOf<'WriteFile'> {
  const length = fields.length ?? fields.data?.length ?? 4;
  const data = counter(length);
  return {
    call: 'WriteFile',
    handle: 0,
    buffer: PLAIN_BUFFER,
    overlapped: null,
    data,
    ...fields,
    length,
  };
}

/** A DeviceIoControl of counter data, each buffer of 4 bytes in ordinary memory unless `fields` say otherwise. */
export function deviceIoControl({
  input,
  output,
  ...fields
}: Omit<Fields<'DeviceIoControl'>, 'input' | 'output'> & {
  readonly input?: Partial<ControlBuffer>;
  readonly output?: Partial<ControlOutput>;
}): CallOf<'DeviceIoControl'> {
  const buffers = {
    input: { ...PLAIN_BUFFER, length: 4, ...input },
    output: { ...PLAIN_BUFFER, length: 4, at: null, ...output },
  };
  const code = fields.code ?? 0;
  return {
    call: 'DeviceIoControl',
    handle: 0,
    overlapped: null,
    ...buffers,
    data: counter(buffers.input.length),
    outputData: methodOf(code) === METHOD_IN_DIRECT ? counter(buffers.output.length) : null,
    outputBefore: null,
    ...fields,
    code,
  };
}

export function move(distance: bigint, method: MoveMethod = 'FILE_BEGIN', handle = 0): Win32Call {
  return { call: 'SetFilePointerEx', handle, distance, method };
}

export function on(
  call: 'FlushFileBuffers' | 'CloseHandle' | 'File::read_to_end',
  handle = 0,
): CallOf<typeof call> {
  return { call, handle };
}

const NO_OPTIONS: OpenOptionsSpec = {
  read: false,
  write: false,
  append: false,
  truncate: false,
  create: false,
  createNew: false,
};

/** Opens with the options named, and no others. */
export function fileOpen(
  options: Partial<OpenOptionsSpec> = { read: true, write: true },
  name = '\\??\\Example',
): CallOf<'File::open'> {
  return { call: 'File::open', name, options: { ...NO_OPTIONS, ...options } };
}

export function fileRead(length = 4, handle = 0): CallOf<'File::read'> {
  return { call: 'File::read', handle, length };
}

export function fileWrite(
  data: Uint8Array = counter(4),
  handle = 0,
  call: 'File::write' | 'File::write_all' = 'File::write',
): Win32Call {
  return { call, handle, data };
}

export function writeAll(length: number, handle = 0): Win32Call {
  return fileWrite(counter(length), handle, 'File::write_all');
}

/** A row of a rule table: after `before`, `call` is decided by `arm` and looks like `expected`. */
export interface Win32Rule {
  readonly arm: string;
  readonly title?: string;
  readonly config?: Partial<ModelConfig>;
  readonly before?: readonly Win32Call[];
  readonly call: Win32Call;
  readonly expected: Partial<Win32Expected>;
}

/** The outcomes of the last call after the others, each of which must have one outcome. */
export function outcomesAfter(config: ModelConfig, calls: readonly Win32Call[]): readonly Win32Outcome[] {
  let state: ModelState = initial(config);
  let outcomes: readonly Win32Outcome[] = [];
  for (const [index, call] of calls.entries()) {
    outcomes = step(config, state, call);
    if (index === calls.length - 1) break;
    const [only] = outcomes;
    if (only === undefined || only.next === null || outcomes.length > 1) {
      throw new Error(`call ${index} has not one outcome`);
    }
    state = only.next;
  }
  return outcomes;
}

/** An answer of a device; left out, a success that gives `data`, of which there are none. */
export type Answer = Partial<Pick<DeviceOutcome<unknown>, 'status' | 'information' | 'data'>>;

/** A device that gives these answers to every request, any of them, and has no state. */
export function deviceAnswering(...answers: readonly Answer[]): DeviceModel<unknown> {
  const outcomes = answers.map((answer) => {
    const data = answer.data ?? new Uint8Array(0);
    return { arm: 'answer', status: 0, information: data.length, next: null, ...answer, data };
  });
  return {
    name: 'answering',
    arms: ['answer'],
    initial: () => null,
    ...opensOnly,
    read: () => outcomes,
    write: () => outcomes,
    control: () => outcomes,
  };
}

/** A device that gives its bytes in chunks, each of them once, and takes at most `most` bytes of a write. */
export function streamDevice(chunks: readonly Uint8Array[], most = 0): DeviceModel<number> {
  return {
    name: 'stream',
    arms: ['stream'],
    initial: () => 0,
    ...opensOnly,
    read: (given, { length }) => {
      const data = (chunks[given] ?? new Uint8Array(0)).subarray(0, length);
      const next = data.length === 0 ? given : given + 1;
      return [{ arm: 'stream', status: 0, information: data.length, data, next }];
    },
    write: (given, { length }) => {
      const information = Math.min(most, length);
      return [{ arm: 'stream', status: 0, information, data: new Uint8Array(0), next: given }];
    },
  };
}
