import { ntReadFile, ntWriteFile, type TransferParameters } from '../src/impl/io/transfer.ts';
import { NULL_VA, type Va, vaAdd } from '../src/impl/memory/va.ts';
import { NT_SUCCESS } from '../src/nt/ntstatus.ts';
import { PAGE_SHIFT, PAGE_SIZE } from '../src/nt/page.ts';
import type { BufferingMode } from '../src/trace/trace.ts';
import { BenchMachine } from './bench-machine.ts';
import type { Transfers } from './transfers.ts';

/** Round trips between two restarts: recorded IRPs must not pile up, and restarting is not what is measured. */
const TRIPS_PER_RESTART = 1000;

const BUFFER = 0x100000 as Va;
const PARAMETERS = 0x200000 as Va;
const BYTE_OFFSET = vaAdd(PARAMETERS, 0x20);

/**
 * NtReadFile or NtWriteFile at offset 0, again and again on one handle and with one page-aligned user buffer: the
 * I/O manager, the driver and all their checks, without the caller that a case has.
 */
export class SystemCalls implements Transfers {
  readonly label: string;
  readonly lengthBytes: number;
  movedBytes = 0;
  readonly #bench: BenchMachine;
  readonly #write: boolean;
  readonly #movesData: boolean;
  readonly #bufferPosition: number;
  readonly #parameters: TransferParameters = {
    handle: 0,
    event: 0,
    ioStatusBlock: PARAMETERS,
    buffer: BUFFER,
    length: 0,
    byteOffset: BYTE_OFFSET,
    key: NULL_VA,
  };

  constructor(data: Uint8Array, mode: BufferingMode, write: boolean) {
    this.label = `${write ? 'NtWriteFile' : 'NtReadFile'} ${mode}`;
    this.lengthBytes = data.length;
    // A write has something to change.
    this.#bench = new BenchMachine(write ? new Uint8Array(0) : data, mode, data.length);
    this.#write = write;
    this.#movesData = mode !== 'neither';
    this.#parameters.length = data.length;
    const { memory, firstUserFrame } = this.#bench.machine.kernel;
    // The first user frame is the caller's own.
    const pages = Math.ceil(data.length / PAGE_SIZE);
    memory.mapRun(BUFFER, firstUserFrame + 1, pages, true);
    memory.mapRun(PARAMETERS, firstUserFrame + 1 + pages, 1, true);
    this.#bufferPosition = (firstUserFrame + 1) << PAGE_SHIFT;
    const buffer = memory.u8.subarray(this.#bufferPosition, this.#bufferPosition + data.length);
    if (write) buffer.set(data);
    else buffer.fill(0);
  }

  run(count: number): number {
    let ms = 0;
    for (let left = count; left > 0; left -= TRIPS_PER_RESTART) {
      this.restart();
      ms += this.goOn(Math.min(left, TRIPS_PER_RESTART));
    }
    return ms;
  }

  /** Begins another run, on a fresh machine. */
  restart(): void {
    this.#bench.restart();
    this.#parameters.handle = this.#bench.handle();
  }

  /** Does `count` more round trips of the run, and returns the milliseconds they took. */
  goOn(count: number): number {
    const start = performance.now();
    this.#trips(count);
    return performance.now() - start;
  }

  destination(): Uint8Array {
    if (!this.#movesData) return new Uint8Array(0);
    if (this.#write) return this.#bench.stored;
    const { u8 } = this.#bench.machine.kernel.memory;
    return u8.subarray(this.#bufferPosition, this.#bufferPosition + this.lengthBytes);
  }

  #trips(count: number): void {
    const { io } = this.#bench.machine;
    const { memory } = io.kernel;
    const parameters = this.#parameters;
    for (let trip = 0; trip < count; trip += 1) {
      const status = this.#write ? ntWriteFile(io, parameters) : ntReadFile(io, parameters);
      if (!NT_SUCCESS(status)) throw new Error(`${this.label} failed`);
      this.movedBytes += memory.readI32(vaAdd(PARAMETERS, 8));
    }
  }
}
