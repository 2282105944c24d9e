import type { DeviceModel } from '../../src/model/device.ts';
import { articleModel } from '../../src/model/devices/article.ts';
import { opensOnly } from '../../src/model/devices/opens-only.ts';
import type { Expected } from '../../src/model/expected.ts';
import {
  initial,
  type ModelConfig,
  type ModelState,
  type Outcome,
  step,
} from '../../src/model/io-manager.ts';
import { METHOD_IN_DIRECT, methodOf } from '../../src/nt/control-code.ts';
import { dataBytes } from '../../src/trace/data.ts';
import { NOTHING } from '../../src/trace/during.ts';
import { type BufferSpec, bytesThere, PLAIN_BUFFER } from '../../src/trace/ops/fields/buffer.ts';
import type {
  Call,
  ControlBuffer,
  ControlOutput,
  ControlRequestCall,
  CreateFileCall,
  DeviceControlCall,
  FsControlCall,
  ReadFileCall,
  WriteFileCall,
} from '../../src/trace/ops/index.ts';
import { DEFAULT_DIALECT } from '../../src/trace/trace.ts';

export const NAMES = ['\\Device\\Example', '\\??\\Example'];

export const CONFIG: ModelConfig = {
  device: articleModel,
  mode: 'buffered',
  dialect: DEFAULT_DIALECT,
  deviceNames: NAMES,
  exclusive: false,
  pends: false,
};

/** A device whose model has a say in reads and writes alone. */
export const SILENT: DeviceModel<unknown> = {
  name: 'silent',
  arms: ['nothing'],
  initial: () => null,
  read: () => [{ arm: 'nothing', status: 0, information: 0, data: new Uint8Array(0), next: null }],
  write: () => [{ arm: 'nothing', status: 0, information: 0, data: new Uint8Array(0), next: null }],
};

/** One that also opens. */
export const OPENING: DeviceModel<unknown> = { ...SILENT, create: opensOnly.create };

export function open(fields: Partial<CreateFileCall> = {}): CreateFileCall {
  return {
    call: 'NtCreateFile',
    name: '\\??\\Example',
    access: 'read-write',
    overlapped: false,
    options: [],
    share: 'read-write',
    during: NOTHING,
    ...fields,
  };
}

const TRANSFER = {
  handle: 0,
  offset: 0n,
  length: 4,
  key: 0,
  event: false,
  buffer: PLAIN_BUFFER,
  during: NOTHING,
} as const;

export function read(fields: Partial<ReadFileCall> = {}): ReadFileCall {
  return { call: 'NtReadFile', ...TRANSFER, ...fields };
}

/** Counter data, as much as is there. */
const bytesOf = (buffer: BufferSpec, length: number): Uint8Array =>
  dataBytes({ pattern: 'counter', seed: 0 }, bytesThere(buffer, length));

/** A write of counter data, of the length given. */
export function write(fields: Partial<WriteFileCall> = {}): WriteFileCall {
  const length = fields.length ?? fields.data?.length ?? TRANSFER.length;
  const data = bytesOf(fields.buffer ?? PLAIN_BUFFER, length);
  return { call: 'NtWriteFile', ...TRANSFER, data, ...fields, length };
}

/** What may differ in a control request: each buffer of 4 bytes in ordinary memory unless it says otherwise. */
interface ControlFields
  extends Partial<Omit<ControlRequestCall, 'input' | 'output' | 'data' | 'outputData'>> {
  readonly input?: Partial<ControlBuffer>;
  readonly output?: Partial<ControlOutput>;
}

function controlRequest({ input, output, ...fields }: ControlFields): ControlRequestCall {
  const buffers = {
    input: { ...PLAIN_BUFFER, length: 4, ...input },
    output: { ...PLAIN_BUFFER, length: 4, at: null, ...output },
  };
  const code = fields.code ?? 0;
  return {
    handle: 0,
    event: false,
    during: NOTHING,
    outputBefore: null,
    ...fields,
    code,
    ...buffers,
    data: bytesOf(buffers.input, buffers.input.length),
    outputData: methodOf(code) === METHOD_IN_DIRECT ? bytesOf(buffers.output, buffers.output.length) : null,
  };
}

/** A control request of counter data. */
export function control(fields: ControlFields): DeviceControlCall {
  return { call: 'NtDeviceIoControlFile', ...controlRequest(fields) };
}

/** The same, to a file system. */
export function fsControl(fields: ControlFields): FsControlCall {
  return { call: 'NtFsControlFile', ...controlRequest(fields) };
}

export function on(
  call: 'NtFlushBuffersFile' | 'NtQueryInformationFile' | 'NtDuplicateObject' | 'NtClose',
  handle = 0,
  during = NOTHING,
): Call {
  return call === 'NtDuplicateObject' ? { call, handle } : { call, handle, during };
}

export function seek(position: bigint, handle = 0, during = NOTHING): Call {
  return { call: 'NtSetInformationFile', handle, position, during };
}

/** The outcomes of the last call after the others, each of which must have one outcome. */
export function outcomesAfter(config: ModelConfig, calls: readonly Call[]): readonly Outcome[] {
  let state: ModelState = initial(config);
  let outcomes: readonly Outcome[] = [];
  for (const [index, call] of calls.entries()) {
    outcomes = step(config, state, call);
    const [only] = outcomes;
    if (only === undefined) throw new Error('no outcome');
    if (index < calls.length - 1 && outcomes.length > 1)
      throw new Error(`call ${index} has several outcomes`);
    state = only.next;
  }
  return outcomes;
}

/** The one outcome of the last call after the others. */
export function outcomeAfter(config: ModelConfig, calls: readonly Call[]): Outcome {
  const [only, ...others] = outcomesAfter(config, calls);
  if (only === undefined || others.length > 0) throw new Error(`${others.length + 1} outcomes`);
  return only;
}

/** A row of a rule table: after `before`, `call` is decided by `arm` and looks like `expected`. */
export interface Rule {
  readonly arm: string;
  readonly title?: string;
  readonly config?: Partial<ModelConfig>;
  readonly before?: readonly Call[];
  readonly call: Call;
  readonly expected: Partial<Expected>;
}
