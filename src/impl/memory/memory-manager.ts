import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { PointOf } from '../../trace/during.ts';
import { DriverMdls } from './driver-mdls.ts';
import type { Memory } from './memory.ts';
import { PageableMemory } from './pageable-memory.ts';
import type { Pool } from './pool.ts';
import { StrayFrames } from './stray-frames.ts';
import type { SystemPtes } from './system-ptes.ts';

/** Stops the machine: code, four parameters at most, and what led to it for people. */
export type BugCheckRaiser = (code: number, parameters: readonly number[], reason: string) => never;

/** Says whether a fault is to strike where it is asked. */
export interface FaultSource {
  strikes(point: PointOf<'fail'>): boolean;
  /** The status that is raised; null for none. */
  raises(point: PointOf<'raise'>): NTSTATUS | null;
}

/** What the Mm routines work on. */
export class MemoryManager {
  readonly memory: Memory;
  readonly pool: Pool;
  readonly systemPtes: SystemPtes;
  readonly faults: FaultSource;
  readonly bugCheck: BugCheckRaiser;
  /** Locks held on each frame by MDLs. */
  readonly frameLocks: Int32Array;
  /** Of these, locks for writing. */
  readonly frameWriteLocks: Int32Array;
  readonly driverMdls = new DriverMdls();
  readonly strayFrames: StrayFrames;
  readonly pageable: PageableMemory;
  /** Locks held on all frames together. */
  lockedPages = 0;
  /** Whether any were taken or given back: a driver that changes MDLs can have the sum lie. */
  #locksChanged = false;

  constructor(
    memory: Memory,
    pool: Pool,
    systemPtes: SystemPtes,
    faults: FaultSource,
    bugCheck: BugCheckRaiser,
  ) {
    this.memory = memory;
    this.pool = pool;
    this.systemPtes = systemPtes;
    this.faults = faults;
    this.bugCheck = bugCheck;
    this.strayFrames = new StrayFrames(memory, pool);
    this.frameLocks = new Int32Array(memory.frameCount);
    this.frameWriteLocks = new Int32Array(memory.frameCount);
    this.pageable = new PageableMemory(memory, this.frameLocks);
  }

  /** `write` is whether the lock allows writing to the frame. */
  lockFrame(frame: number, write: boolean): void {
    this.#locksChanged = true;
    this.frameLocks[frame] = (this.frameLocks[frame] ?? 0) + 1;
    if (write) this.frameWriteLocks[frame] = (this.frameWriteLocks[frame] ?? 0) + 1;
    this.lockedPages += 1;
  }

  unlockFrame(frame: number, write: boolean): void {
    this.#locksChanged = true;
    this.frameLocks[frame] = (this.frameLocks[frame] ?? 0) - 1;
    if (write) this.frameWriteLocks[frame] = (this.frameWriteLocks[frame] ?? 0) - 1;
    this.lockedPages -= 1;
  }

  /** Whether a frame is locked, and by no MDL that allows writing to it (R83). */
  isReadLocked(frame: number): boolean {
    return (this.frameLocks[frame] ?? 0) > 0 && (this.frameWriteLocks[frame] ?? 0) === 0;
  }

  /** Forgets every lock and every MDL of the driver's. Pool is reset before. */
  reset(): void {
    this.pageable.reset();
    this.driverMdls.reset();
    this.strayFrames.reset();
    if (this.#locksChanged) {
      this.frameLocks.fill(0);
      this.frameWriteLocks.fill(0);
    }
    this.#locksChanged = false;
    this.lockedPages = 0;
  }
}
