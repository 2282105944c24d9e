import type { Conditions } from '../../trace/conditions.ts';
import type { Irp } from '../io/irp.ts';
import type { Context } from '../kernel/context.ts';
import type { AccessWatch, Memory } from '../memory/memory.ts';
import type { Pool } from '../memory/pool.ts';
import { CompletedIrps } from './completed-irps.ts';
import type { Recorder, TrackedIrp } from './recorder.ts';
import { fetchesOf, type UserFetches } from './user-fetches.ts';

/**
 * Watches what a driver's own code accesses. It records violations and lets the driver go on: that such an access
 * appears to work is what hides it on Windows. It is on memory only while there is something to see.
 */
export class DriverWatch implements AccessWatch {
  /** What to put on memory while driver code runs: this watch, or null while it has nothing to see. */
  active: AccessWatch | null = null;
  readonly #memory: Memory;
  readonly #pool: Pool;
  readonly #recorder: Recorder;
  readonly #completed: CompletedIrps;
  readonly #context: Context;
  #refetched: Conditions['refetched'] = 'unchanged';
  /** Of requests under way, none unless what is refetched changes. */
  #fetches: UserFetches[] = [];

  constructor(memory: Memory, pool: Pool, recorder: Recorder, context: Context) {
    this.#context = context;
    this.#memory = memory;
    this.#pool = pool;
    this.#recorder = recorder;
    this.#completed = new CompletedIrps(recorder);
  }

  /** Forgets every request; no driver code runs. */
  reset(refetched: Conditions['refetched']): void {
    this.#completed.clear();
    this.#refetched = refetched;
    this.#fetches = [];
    this.active = null;
    this.#memory.watch = null;
  }

  /** The kernel calls a routine of a driver, maybe while another one waits for it. */
  enter(): void {
    this.#memory.watch = this.active;
  }

  /** It has returned. With the outermost one, what it completed is out of its reach. */
  leave(): void {
    this.#memory.watch = null;
    if (this.#context.depth > 0 || this.active === null) return;
    this.#completed.clear();
    // The caller's pages may hold another buffer by the next request, also where this one still pends.
    this.#fetches = [];
    this.active = null;
  }

  accessed(position: number, lengthBytes: number, write: boolean): void {
    this.#completed.accessed(position, lengthBytes, write);
    if (!write) for (const fetches of this.#fetches) fetches.fetched(position, lengthBytes);
  }

  /** The driver is sent an IRP; sent on by a driver, it is still the same request. */
  expectFetches(irp: Irp, tracked: TrackedIrp): void {
    if (this.#refetched === 'unchanged' || this.#fetches.some((each) => each.irp === irp.va)) return;
    const fetches = fetchesOf(irp, tracked, this.#recorder, this.#refetched === 'zeros' ? 0 : 0xff);
    if (fetches === null) return;
    this.#fetches.push(fetches);
    this.active = this;
  }

  /** The driver has completed an IRP: it and its SystemBuffer are the I/O manager's again (R57). */
  completed(irp: Irp, majorFunction: number): void {
    if (this.#context.depth === 0) return;
    this.#completed.add(irp, majorFunction, this.#pool);
    if (this.#fetches.length > 0) this.#fetches = this.#fetches.filter((each) => each.irp !== irp.va);
    this.active = this;
  }

  /** Positions of pool, `end` exclusive, hold something else from now on. */
  reused(start: number, end: number): void {
    if (this.active !== null) this.#completed.forget(start, end);
  }

  /** Something was written through an MDL whose pages are locked for reading (R83); noted once for each operation. */
  readLockedWritten(): void {
    const { violations, op } = this.#recorder;
    if (violations.some((each) => each.op === op && each.kind === 'read-locked-written')) return;
    const detail = 'pages that are locked for reading alone were written through the mapping of an MDL';
    this.#recorder.violation('read-locked-written', detail);
  }
}
