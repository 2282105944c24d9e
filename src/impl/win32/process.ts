import { PAGE_SIZE } from '../../nt/page.ts';
import { PLAIN_BUFFER } from '../../trace/ops/fields/buffer.ts';
import type { Machine } from '../../trace/trace.ts';
import type { IoManager } from '../io/io-manager.ts';
import { NULL_VA, type Va } from '../memory/va.ts';
import { mapParameterPage } from '../process/parameter-page.ts';
import { Requests, type UserRequest } from '../process/requests.ts';
import { type Controlled, Kernel32, type Transfer } from './kernel32.ts';
import type { Overlapped } from './overlapped.ts';

/**
 * What a process may allocate unless told otherwise, bytes. Each request is recorded, and a device that gives a
 * byte at a time takes this many to exhaust it.
 */
const DEFAULT_HEAP_BYTES = 1 << 20;

/**
 * A user-mode process: kernel32, and memory of its own for what it passes to it. Its file functions take bytes of
 * the host, which are copied into a mapped user buffer and out of it again.
 */
export class UserProcess extends Kernel32 {
  readonly io: IoManager;
  /** What it keeps for each request. */
  readonly requests: Requests;
  /** The most its vectors may hold, bytes each. */
  readonly heapBytes: number;

  constructor(io: IoManager, heapBytes: number = DEFAULT_HEAP_BYTES) {
    super(io);
    this.io = io;
    this.requests = new Requests(io);
    this.heapBytes = heapBytes;
    mapParameterPage(io.kernel);
  }

  /** Begins anew on a machine whose kernel and I/O manager are reset already. */
  reset(machine: Machine): void {
    this.requests.reset(machine);
  }

  /** ReadFile into all of `buffer`. */
  readFile(file: number, buffer: Uint8Array, overlapped: Overlapped | null = null): Transfer {
    const request = this.requests.begin();
    try {
      const address = this.#prepare(request, buffer);
      const transfer = this.ReadFile(file, address, buffer.length, overlapped?.va ?? NULL_VA);
      this.io.kernel.memory.copyOut(address, buffer, 0, buffer.length);
      return transfer;
    } finally {
      this.requests.end(request);
    }
  }

  /** WriteFile of all of `data`. */
  writeFile(file: number, data: Uint8Array, overlapped: Overlapped | null = null): Transfer {
    const request = this.requests.begin();
    try {
      const address = this.#prepare(request, data);
      return this.WriteFile(file, address, data.length, overlapped?.va ?? NULL_VA);
    } finally {
      this.requests.end(request);
    }
  }

  /** DeviceIoControl of all of `input`, with the output into all of `output`, without an OVERLAPPED. */
  deviceIoControl(device: number, code: number, input: Uint8Array, output: Uint8Array): Controlled {
    const request = this.requests.begin();
    try {
      const given = {
        code,
        input: request.input.prepare(PLAIN_BUFFER, input.length, input),
        inputLength: input.length,
        output: this.#prepare(request, output),
        outputLength: output.length,
      };
      const controlled = this.DeviceIoControl(device, given, NULL_VA);
      this.io.kernel.memory.copyOut(given.output, output, 0, output.length);
      return controlled;
    } finally {
      this.requests.end(request);
    }
  }

  #prepare({ buffer }: UserRequest, bytes: Uint8Array): Va {
    const { userPages } = this.io.kernel.sizes;
    if (bytes.length > userPages * PAGE_SIZE) {
      throw new RangeError(`${bytes.length} bytes in one transfer: this machine has ${userPages} user pages`);
    }
    return buffer.prepare(PLAIN_BUFFER, bytes.length, bytes);
  }
}
