import type { NTSTATUS } from '../nt/ntstatus.ts';
import { type Conditions, USUAL_CONDITIONS } from '../trace/conditions.ts';
import { type During, NOTHING } from '../trace/during.ts';
import { type Balance, type HeldBlocks, LOADING } from '../trace/run/run.ts';
import {
  type BufferingMode,
  type Dialect,
  type Machine as MachineLayout,
  PLAIN_MACHINE,
} from '../trace/trace.ts';
import { Caller } from './caller/caller.ts';
import type { CompiledCode } from './ddi/compiled-code.ts';
import { bindDdi, type Ddi } from './ddi/ddi.ts';
import type { DriverModule } from './ddi/driver-module.ts';
import { invalidDeviceRequest, loadDriver } from './io/driver-loader.ts';
import { DriverObject } from './io/driver-object.ts';
import { devicesOf, stopDriver, unloadDriver } from './io/driver-unload.ts';
import { IoManager, type LoadedDriver } from './io/io-manager.ts';
import { DEFAULT_SIZES, Kernel, type KernelSizes } from './kernel/kernel.ts';
import { ROUTINE_KINDS } from './kernel/routine-kinds.ts';
import { MachineStopped } from './memory/exceptions.ts';
import { POOL_POISON } from './memory/poison.ts';
import { NULL_VA, type Va } from './memory/va.ts';
import { CallersPages } from './process/pointed-memory.ts';
import type { Recording } from './record/recorder.ts';
import { attachVerifier } from './verifier/verifier.ts';
import { Win32Caller } from './win32/caller.ts';

/** A whole simulated machine: kernel, I/O manager, the driver's door and a process that calls. */
export class SimulatedMachine {
  readonly kernel: Kernel;
  readonly io: IoManager;
  readonly ddi: Ddi;
  readonly caller: Caller;
  readonly #defaultRoutine: Va;
  #recorded: Ddi | null = null;
  #win32: Win32Caller | null = null;
  #layout: MachineLayout = PLAIN_MACHINE;
  #whenLoaded = 0;
  #whenClosed = 0;
  readonly #callersPages: CallersPages;
  /** Whether pages are there, from the next restart on, that pointers among a caller's bytes lead to. */
  hasPointedMemory = false;
  /** Whether what DriverEntry asked for was not had, and what DriverUnload did. */
  faulted = { load: false, unload: false };

  /**
   * `poison` is the byte of pool that nobody has written: a machine has the same one all its life.
   *
   * @param compiled of the driver that it is for, if that is no JavaScript
   */
  constructor(
    sizes: KernelSizes = DEFAULT_SIZES,
    poison: number = POOL_POISON,
    compiled: CompiledCode | null = null,
  ) {
    this.kernel =
      compiled === null
        ? new Kernel(sizes, undefined, poison)
        : new Kernel({ ...sizes, imagePages: compiled.pages }, (bytes) => compiled.buffer(bytes), poison);
    this.io = new IoManager(this.kernel);
    attachVerifier(this.kernel, this.io);
    this.ddi = bindDdi(this.io, 'judge');
    this.caller = new Caller(this.io);
    this.#callersPages = new CallersPages(this.kernel);
    const { code } = this.kernel;
    this.#defaultRoutine = code.register(ROUTINE_KINDS.dispatch, invalidDeviceRequest(this.io));
    code.keep();
    compiled?.attach(this.kernel);
  }

  /** A process of the Win32 view; made when it is first asked for. */
  get win32(): Win32Caller {
    if (this.#win32 === null) {
      this.#win32 = new Win32Caller(this.io);
      this.#win32.reset(this.#layout);
    }
    return this.#win32;
  }

  /** Restarts the machine; no driver is loaded. */
  restart(
    layout: MachineLayout,
    dialect: Dialect,
    recording: Recording,
    conditions: Conditions = USUAL_CONDITIONS,
  ): void {
    this.kernel.reset(dialect, recording, conditions);
    this.io.reset();
    this.caller.reset(layout);
    this.#callersPages.reset(this.hasPointedMemory);
    this.#layout = layout;
    this.#win32?.reset(layout);
  }

  /**
   * Restarts the machine and loads a driver. Returns DriverEntry's status; a bug check while it runs is
   * recorded, and the status is then 0 with the machine stopped. So it is where DriverEntry asks for what is not
   * executed (`recorder.refused`).
   *
   * @param during what happens while DriverEntry runs
   */
  boot(
    driver: DriverModule,
    mode: BufferingMode,
    layout: MachineLayout,
    dialect: Dialect,
    recording: Recording,
    conditions: Conditions = USUAL_CONDITIONS,
    during: During = NOTHING,
  ): NTSTATUS {
    this.restart(layout, dialect, recording, conditions);
    const { faults } = this.kernel;
    this.faulted = { load: false, unload: false };
    faults.arm(during);
    try {
      const { status } = this.load(driver, mode);
      this.#whenLoaded = this.kernel.pool.ownedBlocks;
      return status;
    } catch (error) {
      if (!(error instanceof MachineStopped)) throw error;
      const { recorder } = this.kernel;
      if (recorder.refused !== null) recorder.refused = { ...recorder.refused, op: LOADING };
      return 0;
    } finally {
      this.faulted.load = faults.struck;
      faults.arm(NOTHING);
    }
  }

  /**
   * Loads a driver.
   * @throws MachineStopped when its DriverEntry stops the machine
   */
  load(driver: DriverModule, mode: BufferingMode): LoadedDriver {
    const ddi = this.kernel.recorder.recording === 'full' ? this.#recordedDdi() : this.ddi;
    return loadDriver(this.io, this.#defaultRoutine, (va) => driver.driverEntry(ddi, va, mode));
  }

  /** Made when it is first asked for: few machines record everything. */
  #recordedDdi(): Ddi {
    this.#recorded ??= bindDdi(this.io, 'full');
    return this.#recorded;
  }

  /**
   * Loads a filter above the devices that are the tops of their stacks. Its IRPs are not recorded as the driver's.
   * Where it does not load, as when a driver left it no pool, the machine is as it was.
   *
   * @param newFilter the filter's driver, given the devices it is to stand above
   */
  attachFilter(newFilter: (devices: readonly Va[]) => DriverModule, mode: BufferingMode): void {
    const tops = [...this.io.drivers.keys()]
      .flatMap((driver) => devicesOf(new DriverObject(this.kernel.memory, driver)))
      .filter(({ attachedDevice }) => attachedDevice === NULL_VA);
    try {
      this.io.filter = this.load(newFilter(tops.map(({ va }) => va)), mode).driver;
    } catch (error) {
      if (!(error instanceof MachineStopped)) throw error;
    }
  }

  /** Whether a driver is still loaded. */
  isLoaded(loaded: LoadedDriver): boolean {
    return this.io.drivers.get(loaded.driver) === loaded;
  }

  /**
   * Stops a driver that is loaded (R17); it stays loaded while one of its devices is open.
   * @throws MachineStopped when its DriverUnload stops the machine
   */
  stop({ driver }: LoadedDriver): NTSTATUS {
    return stopDriver(this.io, driver);
  }

  /** Looks at the pool of a machine that is not shut down, so that corruption that came before is recorded. */
  examine(): void {
    this.kernel.pool.check();
    this.kernel.isOff = true;
  }

  /** Pool blocks that were drivers' to free; null while a driver is loaded. */
  get driverBlocks(): number | null {
    return this.io.drivers.size === 0 ? this.kernel.pool.ownedBlocks : null;
  }

  /** Of a machine that was shut down. */
  get heldBlocks(): HeldBlocks {
    return { whenLoaded: this.#whenLoaded, whenClosed: this.#whenClosed };
  }

  /** Symbolic links that drivers left; 0 while a driver is loaded. */
  get leftLinks(): number {
    return this.io.drivers.size === 0 ? this.io.namespace.links : 0;
  }

  #unload(during: During): void {
    const { faults } = this.kernel;
    faults.arm(during);
    try {
      for (const driver of [...this.io.drivers.keys()]) unloadDriver(this.io, driver);
    } finally {
      this.faulted.unload = faults.struck;
      faults.arm(NOTHING);
    }
  }

  /**
   * Closes every handle, unloads every driver and checks pool. Returns what is left over, or null when the
   * machine stopped on the way.
   *
   * @param during what happens while DriverUnload of a driver that is no filter runs
   */
  shutDown(during: During = NOTHING): Balance | null {
    try {
      this.#win32?.exit();
      this.caller.exit();
      if (this.io.filter !== NULL_VA) unloadDriver(this.io, this.io.filter);
      this.kernel.mm.driverMdls.endProcess();
      this.#whenClosed = this.kernel.pool.ownedBlocks;
      this.#unload(during);
      this.kernel.pool.check();
      if (this.io.drivers.size === 0) this.kernel.mm.driverMdls.unload();
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
