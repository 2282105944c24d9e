import {
  METHOD_BUFFERED,
  METHOD_IN_DIRECT,
  METHOD_NEITHER,
  METHOD_OUT_DIRECT,
  type TransferMethod,
} from '../nt/control-code.ts';
import type { ArmReach } from '../trace/arm-reach.ts';
import type { BufferMemory, DeviceControlCall, FsControlCall } from '../trace/ops/index.ts';
import type { IoManagerArm } from './arms.ts';
import { type FileObject, type ModelConfig, type ModelState, NO_BYTES } from './state.ts';

const CONTROLS: ArmReach = { needs: 'controls' };
const FAULT: ArmReach = { needs: 'control-fault' };

/** The arms of control requests, with what it takes to reach them. */
export const CONTROL_REACH = {
  'R43a output probe': CONTROLS,
  'R43a kernel input': CONTROLS,
  'R43a access denied': CONTROLS,
  'R43 SystemBuffer allocation': FAULT,
  'R43 copy-in': CONTROLS,
  'R43 MDL allocation': FAULT,
  'R43 lock': CONTROLS,
  'R43 nothing to pass': CONTROLS,
  'R43 buffered': CONTROLS,
  'R43 in direct': CONTROLS,
  'R43 out direct': CONTROLS,
  'R43 neither': CONTROLS,
  'R43b file-system control': CONTROLS,
  'R43d in one piece': CONTROLS,
  'R19 own control': { needs: 'own-control' },
} as const satisfies Readonly<Record<string, ArmReach>>;

/** An arm that decides a control request before or behind the device. */
export type ControlArm = IoManagerArm | keyof typeof CONTROL_REACH;

/** NtDeviceIoControlFile or NtFsControlFile on an open file handle. */
export interface Control {
  readonly config: ModelConfig;
  readonly state: ModelState;
  /** Index of `file` in the state. */
  readonly index: number;
  readonly file: FileObject;
  readonly call: DeviceControlCall | FsControlCall;
  readonly method: TransferMethod;
  /** What the device is told, bytes: a buffer that is NULL has no length where the method probes it (R43). */
  readonly inputLength: number;
  readonly outputLength: number;
}

/** Whether the processor can read all of a buffer of at least one byte. */
export function isReadable(memory: BufferMemory): boolean {
  return memory === 'read-write' || memory === 'read-only';
}

/** How the buffers reach the device (R43). */
export function buffersArm({ method, inputLength, outputLength }: Control): ControlArm {
  if (inputLength === 0 && outputLength === 0) return 'R43 nothing to pass';
  switch (method) {
    case METHOD_BUFFERED:
      return 'R43 buffered';
    case METHOD_IN_DIRECT:
      return 'R43 in direct';
    case METHOD_OUT_DIRECT:
      return 'R43 out direct';
    case METHOD_NEITHER:
      return 'R43 neither';
  }
}

/** What a control request leaves in the output buffer when nothing is moved; null without readable memory. */
export function untouchedOutput({ output, outputData }: Control['call']): Uint8Array | null {
  return isReadable(output.memory) ? (outputData ?? NO_BYTES) : null;
}
