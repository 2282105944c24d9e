import { METHOD_NEITHER, methodOf } from '../nt/control-code.ts';
import { bytesThere } from '../trace/ops/fields/buffer.ts';
import type { BufferMemory, BufferSpec, Call } from '../trace/ops/index.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** A buffer as a program passes it to a call. */
export interface PassedBuffer {
  /** Bytes. */
  readonly length: number;
  /** Where it starts in its first page. */
  readonly pageOffset: number;
  readonly memory: BufferMemory;
  readonly shared: boolean;
  /** What it holds before; null where that is nothing of the caller's. */
  readonly data: readonly Piece[] | null;
  /** Whether the call may change the caller's data in it. */
  readonly mayChange: boolean;
}

/** Memory as a program makes it: of one page, a first page with nothing behind it is none. */
function memoryOf(buffer: BufferSpec, lengthBytes: number): BufferMemory {
  return buffer.memory === 'first-page' && bytesThere(buffer, lengthBytes) === 0
    ? 'no-access'
    : buffer.memory;
}

/** The buffer of a transfer, the output buffer of a control request; null where the call has none. */
export function bufferOf(call: Call): PassedBuffer | null {
  switch (call.call) {
    case 'NtReadFile':
    case 'NtWriteFile':
      return {
        ...call.buffer,
        memory: memoryOf(call.buffer, call.length),
        length: call.length,
        data: call.call === 'NtReadFile' ? null : piecesOf(call.data),
        mayChange: false,
      };
    case 'NtDeviceIoControlFile':
    case 'NtFsControlFile': {
      const { output, outputData } = call;
      const { at: _at, ...own } = output;
      return {
        ...own,
        memory: memoryOf(own, own.length),
        data: outputData === null ? null : piecesOf(outputData),
        mayChange: false,
      };
    }
    default:
      return null;
  }
}

/** The input buffer of a control request; null where the call has none. METHOD_NEITHER alone gives a driver its address (R43). */
export function inputOf(call: Call): PassedBuffer | null {
  if (!('code' in call)) return null;
  return {
    ...call.input,
    memory: memoryOf(call.input, call.input.length),
    data: piecesOf(call.data),
    mayChange: methodOf(call.code) === METHOD_NEITHER,
  };
}
