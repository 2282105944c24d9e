import {
  ATTEMPTED_WRITE_TO_READONLY_MEMORY,
  bugCheckName,
  DRIVER_IRQL_NOT_LESS_OR_EQUAL,
  IRQL_NOT_LESS_OR_EQUAL,
  PAGE_FAULT_IN_NONPAGED_AREA,
} from '../../nt/bug-check.ts';
import { DISPATCH_LEVEL } from '../../nt/irql.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import { type Conditions, USUAL_CONDITIONS } from '../../trace/conditions.ts';
import { DEFAULT_DIALECT, type Dialect } from '../../trace/trace.ts';
import { AccessViolation, MachineStopped } from '../memory/exceptions.ts';
import { Memory, memoryBytes } from '../memory/memory.ts';
import { MemoryManager } from '../memory/memory-manager.ts';
import { POOL_POISON } from '../memory/poison.ts';
import { Pool } from '../memory/pool.ts';
import { SystemPtes } from '../memory/system-ptes.ts';
import { formatVa, isUserVa, type Va } from '../memory/va.ts';
import { Recorder, type Recording } from '../record/recorder.ts';
import { Code } from './code.ts';
import { Context } from './context.ts';
import { FaultPlan } from './fault-plan.ts';
import { type KernelListener, NO_KERNEL_LISTENER } from './kernel-listener.ts';

/** Sizes of a simulated machine, in pages. */
export interface KernelSizes {
  readonly poolPages: number;
  /** Frames for user memory, a power of two. */
  readonly userPages: number;
  readonly systemPtePages: number;
  /** Frames for an image and what its code needs; 0 where it is left out. */
  readonly imagePages?: number;
}

/** Frames of what pointers among a caller's bytes lead to: a page of its own, a read-only one, a kernel page. */
export const POINTED_FRAMES = 3;

/** A page of the caller's own, and which pointers lead to it. */
export interface OwnPage {
  readonly pointer: 'caller' | 'read-only';
  readonly page: Va;
}

/** Enough for transfers of a few pages. */
export const DEFAULT_SIZES: KernelSizes = { poolPages: 512, userPages: 64, systemPtePages: 1024 };

/** The sizes a machine needs for transfers of up to `lengthBytes` bytes. */
export function sizesFor(lengthBytes: number): KernelSizes {
  const pages = Math.ceil(lengthBytes / PAGE_SIZE) + 2;
  if (pages <= 16) return DEFAULT_SIZES;
  // Traces one after another need few sizes: a machine is made for each.
  const room = 2 ** Math.ceil(Math.log2(Math.max(128, pages)));
  return {
    poolPages: DEFAULT_SIZES.poolPages + 8 * room,
    userPages: 2 * room,
    systemPtePages: DEFAULT_SIZES.systemPtePages + 8 * room,
  };
}

/** The simulated machine below the I/O manager: memory, faults, what runs, code, and what it records. */
export class Kernel {
  readonly sizes: KernelSizes;
  readonly memory: Memory;
  readonly pool: Pool;
  readonly systemPtes: SystemPtes;
  /** The byte of kernel memory that nobody has written. */
  readonly poison: number;
  readonly faults = new FaultPlan();
  readonly mm: MemoryManager;
  readonly code = new Code();
  /** Who is told of what drivers do. */
  listener: KernelListener = NO_KERNEL_LISTENER;
  dialect: Dialect = DEFAULT_DIALECT;
  conditions: Conditions = USUAL_CONDITIONS;
  /** What runs: the thread of the process that calls. */
  readonly context = new Context('thread');
  readonly recorder = new Recorder(this.context);
  /** Whether the machine is off: what a driver left behind, such as a timer, reaches nothing then. */
  isOff = false;
  /**
   * Whether all of pool is looked at whenever a driver comes back, or stops the machine: who wrote beyond a block is then
   * known by what was under way. It costs as much as there are blocks.
   */
  checksPool = false;
  /** Callers' buffers of requests under way of which a page is there: their other addresses may be those of other windows. */
  beyondMemory: readonly AddressRange[] = [];
  /** A page that callers' pointers alone lead to; null where it is not there. */
  nobodysPage: Va | null = null;
  /** Pages of the caller's own that pointers among its bytes lead to; none where they are not there. */
  ownPages: readonly OwnPage[] = [];

  /**
   * Pool takes the first frames, user memory those behind them, what callers' pointers lead to the next, and an image the
   * last. `newBuffer`, if given, makes the buffer for all memory of these sizes, of so many bytes. `poison` is the byte of pool that nobody has written.
   */
  constructor(
    sizes: KernelSizes = DEFAULT_SIZES,
    newBuffer: (lengthBytes: number) => ArrayBuffer = (lengthBytes) => new ArrayBuffer(lengthBytes),
    poison: number = POOL_POISON,
  ) {
    this.sizes = sizes;
    this.poison = poison;
    const frames = this.firstImageFrame + (sizes.imagePages ?? 0);
    this.memory = new Memory(
      newBuffer(memoryBytes(frames)),
      frames,
      (va, write) => this.#fault(va, write),
      () => this.listener.readLockedWritten(),
    );
    this.pool = new Pool(
      this.memory,
      sizes.poolPages,
      (kind, detail, written) => this.recorder.violation(kind, detail, written),
      (start, end) => this.listener.reused(start, end),
      poison,
    );
    this.systemPtes = new SystemPtes(this.memory, sizes.systemPtePages);
    this.mm = new MemoryManager(
      this.memory,
      this.pool,
      this.systemPtes,
      this.faults,
      (code, parameters, reason) => this.bugCheck(code, parameters, reason),
    );
  }

  /** The first frame of user memory. */
  get firstUserFrame(): number {
    return this.sizes.poolPages;
  }

  /** The first frame of what pointers among a caller's bytes lead to. */
  get firstPointedFrame(): number {
    return this.sizes.poolPages + 1 + this.sizes.userPages;
  }

  /** The first frame of an image. */
  get firstImageFrame(): number {
    return this.firstPointedFrame + POINTED_FRAMES;
  }

  /** Whether a bug check has stopped the machine. */
  get stopped(): boolean {
    return this.recorder.bugCheck !== null;
  }

  /** As after a restart: nothing allocated, mapped, locked or recorded. */
  reset(dialect: Dialect, recording: Recording, conditions: Conditions = USUAL_CONDITIONS): void {
    this.pool.reset();
    this.systemPtes.reset();
    this.mm.reset();
    this.memory.pointers.clear();
    this.memory.bytesCopied = 0;
    this.faults.reset();
    this.code.reset();
    this.recorder.reset(recording);
    this.listener.restarted(conditions);
    this.dialect = dialect;
    this.conditions = conditions;
    this.context.reset();
    this.isOff = false;
  }

  /**
   * Stops the machine. The first bug check is the one recorded.
   *
   * @param parameters at most four: addresses, or other numbers, unsigned
   * @param reason for people, without addresses
   * @throws MachineStopped always
   */
  bugCheck(code: number, parameters: readonly number[], reason: string): never {
    const { recorder } = this;
    // Whoever looks at a machine that has stopped finds all of its memory.
    this.mm.pageable.pageIn();
    if (recorder.bugCheck === null) {
      if (this.checksPool) this.pool.check();
      recorder.tick();
      recorder.bugCheck = {
        ...recorder.where(),
        code,
        parameters: [0, 1, 2, 3].map((index) => formatParameter(parameters[index] ?? 0)),
        reason,
      };
      recorder.event('bug-check', { code, reason });
    }
    throw new MachineStopped(bugCheckName(code));
  }

  /**
   * Ends the run where a driver asks for what is not executed, so that nothing is said of what would come of it.
   *
   * @param feature what that is, for people: a routine with what it was given
   * @throws MachineStopped always
   */
  refuse(feature: string): never {
    const { recorder } = this;
    this.mm.pageable.pageIn();
    if (recorder.refused === null) {
      const underWay = recorder.requests.filter(({ returned }) => returned === null);
      const major = this.context.request?.major ?? null;
      recorder.refused = { feature, op: recorder.op, major, requests: underWay.map(({ id }) => id) };
      recorder.event('refused', { feature });
    }
    throw new MachineStopped(`${feature} is not executed`);
  }

  /**
   * @throws MachineStopped if the machine has stopped or is off, or the run has ended: for code that outlived one of these
   */
  requireRunning(): void {
    if (this.isOff) throw new MachineStopped('the machine is off');
    const { bugCheck, refused } = this.recorder;
    if (bugCheck !== null) throw new MachineStopped(bugCheckName(bugCheck.code));
    if (refused !== null) throw new MachineStopped(`${refused.feature} is not executed`);
  }

  /** R22a. Of a machine that has stopped only the exception is left, for code that looks at its memory. */
  #fault(va: Va, write: boolean): never {
    const access = write ? 'write to' : 'read of';
    const { irql, inDriver } = this.context;
    const isUser = isUserVa(va) || this.#isBeyondMemory(va);
    if (write && !isUser && this.memory.isMapped(va)) {
      return this.bugCheck(
        ATTEMPTED_WRITE_TO_READONLY_MEMORY,
        [va, this.memory.entry(va)],
        'write to an address that is mapped to be read alone',
      );
    }
    if (irql >= DISPATCH_LEVEL && !this.stopped) {
      return this.bugCheck(
        inDriver ? DRIVER_IRQL_NOT_LESS_OR_EQUAL : IRQL_NOT_LESS_OR_EQUAL,
        [va, irql, write ? 1 : 0],
        `${access} an address that is pageable or not mapped, at IRQL ${irql}`,
      );
    }
    if (isUser || !this.memory.pointers.isSystem(va)) throw new AccessViolation(va, write);
    return this.bugCheck(
      PAGE_FAULT_IN_NONPAGED_AREA,
      [va, write ? 2 : 0],
      `${access} a system address that is not mapped`,
    );
  }

  /** Whether an address is one that a caller's buffer has which is longer than user space is here. */
  #isBeyondMemory(va: Va): boolean {
    return this.beyondMemory.some((range) => (va - range.va) >>> 0 < range.lengthBytes);
  }
}

/** Bytes from an address on; fewer than 2^32. */
interface AddressRange {
  readonly va: Va;
  readonly lengthBytes: number;
}

/** An address as people read it; a number beyond the addresses, such as an NTSTATUS without its sign, as it is. */
function formatParameter(value: number): string {
  return value > 0x7fffffff ? `0x${value.toString(16)}` : formatVa(value as Va);
}
