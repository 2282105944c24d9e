import { PAGE_SIZE } from '../../nt/page.ts';
import type { Conditions } from '../../trace/conditions.ts';
import type { Irp } from '../io/irp.ts';
import type { Context } from '../kernel/context.ts';
import type { AccessWatch, Memory } from '../memory/memory.ts';
import type { Pool } from '../memory/pool.ts';
import type { Va } from '../memory/va.ts';
import type { Recorder, TrackedIrp } from '../record/recorder.ts';
import { CompletedIrps, type SentRequest } from './completed-irps.ts';
import type { UnprobedMemory } from './unprobed-memory.ts';
import { fetchesOf, type UserFetches } from './user-fetches.ts';

/** No operation. */
const NEVER = -1;

/**
 * Watches what a driver's own code accesses. It records violations and lets the driver go on: that such an access
 * appears to work is what hides it on Windows. It watches pages only while there is something to see in them.
 */
export class DriverWatch implements AccessWatch {
  readonly #context: Context;
  readonly #memory: Memory;
  readonly #pool: Pool;
  readonly #recorder: Recorder;
  readonly #completed: CompletedIrps;
  /** The operation during which the last such write was noted. */
  #readLockedWritten = NEVER;
  #refetched: Conditions['refetched'] = 'unchanged';
  /** Where the kernel page lies that belongs to nobody; positions, `end` exclusive. */
  #nobodys: { readonly start: number; readonly end: number } | null = null;
  /** The operations during which it was read and written last. */
  #nobodysRead = NEVER;
  #nobodysWritten = NEVER;
  /** Of requests under way, none unless what is refetched changes. */
  #fetches: UserFetches[] = [];
  /** What the driver has to probe of the request under way. */
  #unprobed: readonly UnprobedMemory[] = [];

  constructor(memory: Memory, pool: Pool, recorder: Recorder, context: Context) {
    this.#context = context;
    this.#memory = memory;
    this.#pool = pool;
    this.#recorder = recorder;
    this.#completed = new CompletedIrps(recorder);
  }

  /** Forgets every request; no driver code runs. */
  reset(refetched: Conditions['refetched']): void {
    this.left();
    this.#refetched = refetched;
    this.#readLockedWritten = NEVER;
    this.#nobodysRead = NEVER;
    this.#nobodysWritten = NEVER;
    this.#nobodys = null;
  }

  /** The outermost routine of a driver has returned: what it completed is out of its reach. */
  left(): void {
    this.#memory.unwatch();
    this.#completed.clear();
    // The caller's pages may hold another buffer by the next request, also where this one still pends.
    if (this.#fetches.length > 0) this.#fetches = [];
    if (this.#unprobed.length > 0) this.#unprobed = [];
  }

  accessed(position: number, lengthBytes: number, write: boolean): void {
    if (!this.#context.inDriver) return;
    this.#completed.accessed(position, lengthBytes, write);
    this.#nobodysAccessed(position, lengthBytes, write);
    for (const memory of this.#unprobed) this.#unprobedAccessed(memory, position, lengthBytes);
    for (const fetches of this.#fetches) {
      if (write) fetches.written(position, lengthBytes);
      else fetches.fetched(position, lengthBytes);
    }
  }

  /** The driver runs while only the bytes of callers lead to a page of the kernel's. */
  expectNobodys(page: Va): void {
    const start = this.#memory.position(page);
    this.#nobodys = { start, end: start + PAGE_SIZE };
    this.#memory.watch(page, PAGE_SIZE);
  }

  #nobodysAccessed(position: number, lengthBytes: number, write: boolean): void {
    const page = this.#nobodys;
    if (page === null || position >= page.end || position + lengthBytes <= page.start) return;
    const { op } = this.#recorder;
    if ((write ? this.#nobodysWritten : this.#nobodysRead) === op) return;
    if (write) this.#nobodysWritten = op;
    else this.#nobodysRead = op;
    const kind = write ? 'caller-address-written' : 'caller-address-read';
    const did = write ? 'written' : 'read';
    const bytes = lengthBytes === 1 ? '1 byte' : `${lengthBytes} bytes`;
    this.#recorder.violation(
      kind,
      `${bytes} of kernel memory ${did} that only the caller's addresses lead to`,
    );
  }

  /** The driver is sent a request with addresses of its caller's. */
  expectProbes(unprobed: readonly UnprobedMemory[]): void {
    this.#unprobed = unprobed;
    for (const { address, lengthBytes } of unprobed) this.#memory.watch(address, lengthBytes);
  }

  /** The driver has probed a range. */
  probed(address: Va, lengthBytes: number): void {
    for (const memory of this.#unprobed) memory.probed(address, lengthBytes);
  }

  #unprobedAccessed(memory: UnprobedMemory, position: number, lengthBytes: number): void {
    if (!memory.isAt(position, lengthBytes)) return;
    memory.told();
    this.#recorder.unprobedAccess(memory.which);
  }

  /** The driver is sent an IRP; sent on by a driver, it is still the same request. */
  expectFetches(irp: Irp, tracked: TrackedIrp): void {
    if (this.#refetched === 'unchanged' || this.#fetches.some((each) => each.irp === irp.va)) return;
    const value = this.#refetched === 'zeros' ? 0 : 0xff;
    for (const fetches of fetchesOf(irp, tracked, this.#recorder, value)) {
      this.#fetches.push(fetches);
      this.#memory.watch(fetches.buffer, fetches.lengthBytes);
    }
  }

  /** The driver has completed an IRP: it and its SystemBuffer are the I/O manager's again (R57). */
  completed(irp: Irp, request: SentRequest): void {
    if (this.#context.depth === 0) return;
    this.#completed.add(irp, request, this.#pool);
    if (this.#fetches.length > 0) this.#fetches = this.#fetches.filter((each) => each.irp !== irp.va);
  }

  /** Positions of pool, `end` exclusive, hold something else from now on. */
  reused(start: number, end: number): void {
    this.#completed.forget(start, end);
  }

  /** Something was written through an MDL whose pages are locked for reading (R83); noted once for each operation. */
  readLockedWritten(): void {
    const { op } = this.#recorder;
    if (this.#readLockedWritten === op) return;
    this.#readLockedWritten = op;
    const detail = 'pages that are locked for reading alone were written through the mapping of an MDL';
    this.#recorder.violation('read-locked-written', detail);
  }
}
