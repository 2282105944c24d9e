import { NT_SUCCESS, type NTSTATUS } from '../nt/ntstatus.ts';
import type { Balance } from '../trace/run.ts';
import {
  type BufferingMode,
  type Dialect,
  type Machine as MachineLayout,
  PLAIN_MACHINE,
} from '../trace/trace.ts';
import { Caller } from './caller/caller.ts';
import { bindDdi, type Ddi } from './ddi/ddi.ts';
import type { DriverModule } from './ddi/driver-module.ts';
import { invalidDeviceRequest, loadDriver, unloadDriver } from './io/driver-loader.ts';
import { IoManager } from './io/io-manager.ts';
import { DEFAULT_SIZES, Kernel, type KernelSizes } from './kernel/kernel.ts';
import { MachineStopped } from './memory/exceptions.ts';
import { NULL_VA, type Va } from './memory/va.ts';
import type { Recording } from './verifier/recorder.ts';
import { Win32Caller } from './win32/caller.ts';

/** A whole simulated machine: kernel, I/O manager, the driver's door and a process that calls. */
export class SimulatedMachine {
  readonly kernel: Kernel;
  readonly io: IoManager;
  readonly ddi: Ddi;
  readonly caller: Caller;
  readonly #defaultRoutine: Va;
  #driver: Va = NULL_VA;
  #win32: Win32Caller | null = null;
  #layout: MachineLayout = PLAIN_MACHINE;

  constructor(sizes: KernelSizes = DEFAULT_SIZES) {
    this.kernel = new Kernel(sizes);
    this.io = new IoManager(this.kernel);
    this.ddi = bindDdi(this.io);
    this.caller = new Caller(this.io);
    this.#defaultRoutine = this.kernel.routines.register(invalidDeviceRequest(this.io));
    this.kernel.routines.keep();
  }

  /** A process of the Win32 view; made when it is first asked for. */
  get win32(): Win32Caller {
    if (this.#win32 === null) {
      this.#win32 = new Win32Caller(this.io);
      this.#win32.reset(this.#layout);
    }
    return this.#win32;
  }

  /**
   * Restarts the machine and loads a driver. Returns DriverEntry's status; a bug check while it runs is
   * recorded, and the status is then 0 with the machine stopped.
   */
  boot(
    driver: DriverModule,
    mode: BufferingMode,
    layout: MachineLayout,
    dialect: Dialect,
    recording: Recording,
  ): NTSTATUS {
    this.kernel.reset(dialect, recording);
    this.io.reset();
    this.caller.reset(layout);
    this.#layout = layout;
    this.#win32?.reset(layout);
    this.#driver = NULL_VA;
    try {
      const loaded = loadDriver(this.io, this.#defaultRoutine, (va) =>
        driver.driverEntry(this.ddi, va, mode),
      );
      if (NT_SUCCESS(loaded.status)) this.#driver = loaded.driver;
      return loaded.status;
    } catch (error) {
      if (!(error instanceof MachineStopped)) throw error;
      return 0;
    }
  }

  /** Looks at the pool of a machine that is not shut down, so that corruption that came before is recorded. */
  examine(): void {
    this.kernel.pool.check();
    this.kernel.isOff = true;
  }

  /**
   * Closes every handle, unloads the driver and checks pool. Returns what is left over, or null when the
   * machine stopped on the way.
   */
  shutDown(): Balance | null {
    try {
      this.#win32?.exit();
      this.caller.exit();
      if (this.#driver !== NULL_VA) unloadDriver(this.io, this.#driver);
      this.kernel.pool.check();
      return {
        poolBlocks: this.kernel.pool.liveBlocks,
        mappings: this.kernel.systemPtes.liveSpans,
        lockedPages: this.kernel.mm.lockedPages,
      };
    } catch (error) {
      if (!(error instanceof MachineStopped)) throw error;
      return null;
    } finally {
      this.kernel.isOff = true;
    }
  }
}
