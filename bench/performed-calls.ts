import { NT_SUCCESS } from '../src/nt/ntstatus.ts';
import { NOTHING } from '../src/trace/during.ts';
import { PLAIN_BUFFER } from '../src/trace/ops/fields/buffer.ts';
import type { ReadFileCall, WriteFileCall } from '../src/trace/ops/index.ts';
import type { BufferingMode } from '../src/trace/trace.ts';
import { BenchMachine, HANDLE } from './bench-machine.ts';
import type { Transfers } from './transfers.ts';

/** As many as a case has: what is observed is kept until the restart. */
const TRIPS_PER_RESTART = 25;

/**
 * The same calls as a case makes them: for each a fresh user buffer is mapped and filled, and afterwards the
 * buffer, its surroundings, the status block and the file object are observed.
 */
export class PerformedCalls implements Transfers {
  readonly label: string;
  readonly lengthBytes: number;
  movedBytes = 0;
  readonly #bench: BenchMachine;
  readonly #call: ReadFileCall | WriteFileCall;
  readonly #movesData: boolean;
  #observed: Uint8Array = new Uint8Array(0);

  constructor(data: Uint8Array, mode: BufferingMode, write: boolean) {
    this.label = `perform ${write ? 'write' : 'read'} ${mode}`;
    this.lengthBytes = data.length;
    this.#bench = new BenchMachine(write ? new Uint8Array(0) : data, mode, data.length);
    this.#movesData = mode !== 'neither';
    const transfer = {
      handle: HANDLE,
      offset: 0n,
      length: data.length,
      key: 0,
      event: false,
      buffer: PLAIN_BUFFER,
      during: NOTHING,
    } as const;
    this.#call = write ? { call: 'NtWriteFile', ...transfer, data } : { call: 'NtReadFile', ...transfer };
  }

  run(count: number): number {
    let ms = 0;
    for (let left = count; left > 0; left -= TRIPS_PER_RESTART) {
      this.#bench.restart();
      const start = performance.now();
      this.#trips(Math.min(left, TRIPS_PER_RESTART));
      ms += performance.now() - start;
    }
    return ms;
  }

  destination(): Uint8Array {
    if (!this.#movesData) return new Uint8Array(0);
    return this.#call.call === 'NtWriteFile' ? this.#bench.stored : this.#observed;
  }

  #trips(count: number): void {
    const { caller } = this.#bench.machine;
    for (let trip = 0; trip < count; trip += 1) {
      const { status, information, buffer } = caller.perform(this.#call);
      if (!NT_SUCCESS(status) || buffer === null) throw new Error(`${this.label} failed`);
      this.movedBytes += information;
      this.#observed = buffer;
    }
  }
}
