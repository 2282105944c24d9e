import { sizesFor } from '../src/impl/kernel/kernel.ts';
import { SimulatedMachine } from '../src/impl/machine.ts';
import { FILE_READ_DATA, FILE_WRITE_DATA } from '../src/nt/access.ts';
import { NT_SUCCESS } from '../src/nt/ntstatus.ts';
import { NOTHING } from '../src/trace/during.ts';
import type { Call } from '../src/trace/ops/index.ts';
import { type BufferingMode, DEFAULT_DIALECT, PLAIN_MACHINE } from '../src/trace/trace.ts';
import { StoreDriver } from './store-device.ts';

/** The first handle a case opens, as calls name it. */
export const HANDLE = 0;

const OPEN: Call = {
  call: 'NtCreateFile',
  name: '\\??\\Example',
  access: 'read-write',
  overlapped: false,
  options: [],
  share: 'read-write',
  during: NOTHING,
};

/** A machine as `irpcheck run` sets it up, all checks and records on, with one device that holds `data`. */
export class BenchMachine {
  readonly machine: SimulatedMachine;
  readonly #driver: StoreDriver;
  readonly #mode: BufferingMode;
  #isRunning = false;

  /** For transfers of up to `lengthBytes` bytes. */
  constructor(data: Uint8Array, mode: BufferingMode, lengthBytes: number) {
    this.machine = new SimulatedMachine(sizesFor(lengthBytes));
    this.#driver = new StoreDriver(data);
    this.#mode = mode;
  }

  /** Ends what ran, checks that nothing was left over or violated, and opens the device on a fresh machine. */
  restart(): void {
    if (this.#isRunning) this.stop();
    const { machine } = this;
    const status = machine.boot(this.#driver.module, this.#mode, PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
    const opened = machine.caller.perform(OPEN);
    if (!NT_SUCCESS(status) || !NT_SUCCESS(opened.status)) throw new Error('the device could not be opened');
    this.#isRunning = true;
  }

  stop(): void {
    const { machine } = this;
    const balance = machine.shutDown();
    const leftOver = balance === null || balance.poolBlocks + balance.mappings + balance.lockedPages > 0;
    if (leftOver || machine.kernel.recorder.violations.length > 0)
      throw new Error('a round trip broke the contract');
    this.#isRunning = false;
  }

  /** The handle of the open, as system calls take it. */
  handle(): number {
    const { handles } = this.machine.io;
    const rights = FILE_READ_DATA | FILE_WRITE_DATA;
    for (const handle of handles.openHandles()) {
      const entry = handles.entry(handle);
      if (entry?.kind === 'file' && (entry.grantedAccess & rights) === rights) return handle;
    }
    throw new Error('no file is open');
  }

  /** What the device holds now. */
  get stored(): Uint8Array {
    return this.#driver.stored;
  }
}
