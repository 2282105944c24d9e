import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { MAX_LENGTH } from '../../trace/ops/fields/length.ts';
import { type Machine, PLAIN_MACHINE } from '../../trace/trace.ts';
import type { Kernel } from '../kernel/kernel.ts';
import type { PageableOwner, PageableVisitor } from '../memory/pageable-memory.ts';
import { BEYOND_MEMORY_BASE, BEYOND_MEMORY_END, NULL_VA, type Va, vaAdd } from '../memory/va.ts';

/** Where a case's first buffer is mapped, and the address at which placement starts over. */
const FIRST_BUFFER = 0x100000 as Va;
const LAST_BUFFER = 0x68000000;
/** From one buffer that no memory has to the next: so much of one is looked at as the caller's. */
const BETWEEN_BEYOND_MEMORY = MAX_LENGTH;

/** Pages that somebody has in user space: at `va`, and for its frames the places from `firstPlace` on. */
export interface Tenant {
  readonly va: Va;
  readonly alias: Va;
  /** Pages that are there. */
  readonly pages: number;
  /** Pages of addresses, those that are there among them. */
  readonly addressPages: number;
  readonly firstPlace: number;
  /** Gives them back. */
  release(): void;
}

/**
 * A process's user space: which addresses and which frames its buffers have. Frames are given by places, first fit, so
 * that a process with one request at a time has the same ones for each; the machine's fragmentation says which frame a
 * place is.
 */
export class UserSpace implements PageableOwner {
  readonly kernel: Kernel;
  #machine: Machine = PLAIN_MACHINE;
  #next: Va = FIRST_BUFFER;
  #nextBeyondMemory: Va = BEYOND_MEMORY_BASE;
  /** Oldest first. */
  readonly #tenants: Tenant[] = [];

  constructor(kernel: Kernel) {
    this.kernel = kernel;
    kernel.mm.pageable.join(this);
  }

  eachPageable(visit: PageableVisitor): void {
    for (const { va, alias, pages } of this.#tenants) {
      visit(va, pages);
      if (alias !== NULL_VA) visit(alias, pages);
    }
  }

  /** Begins a case on a machine: nothing is in use. */
  reset(machine: Machine): void {
    for (const tenant of this.#tenants.slice()) tenant.release();
    this.#machine = machine;
    this.#next = FIRST_BUFFER;
    this.#nextBeyondMemory = BEYOND_MEMORY_BASE;
    this.kernel.beyondMemory = [];
  }

  /** The lowest of `pages` consecutive places that are free. A tenant that never leaves gives way, the oldest first. */
  findPlaces(pages: number): number {
    for (;;) {
      const place = this.#firstFit(pages);
      const oldest = this.#tenants[0];
      if (place + pages <= this.kernel.sizes.userPages || oldest === undefined) return place;
      oldest.release();
    }
  }

  /** An address for `pages` pages, with an unmapped page behind them. */
  findAddress(pages: number): Va {
    for (;;) {
      if (this.#next + (pages + 1) * PAGE_SIZE > LAST_BUFFER) this.#next = FIRST_BUFFER;
      const va = this.#next;
      this.#next = vaAdd(va, (pages + 1) << PAGE_SHIFT);
      if (!this.#isTaken(va, pages)) return va;
    }
  }

  /** An address for a buffer of so many bytes, most of which are not there. */
  findAddressBeyondMemory(lengthBytes: number): Va {
    if (this.#nextBeyondMemory >= BEYOND_MEMORY_END) this.#nextBeyondMemory = BEYOND_MEMORY_BASE;
    const va = this.#nextBeyondMemory;
    this.#nextBeyondMemory = vaAdd(va, BETWEEN_BEYOND_MEMORY);
    this.kernel.beyondMemory = [...this.kernel.beyondMemory, { va, lengthBytes }];
    return va;
  }

  /** The tenant has its pages from now on. */
  enter(tenant: Tenant): void {
    this.#tenants.push(tenant);
  }

  /** It had them. */
  leave(tenant: Tenant): void {
    const tenants = this.#tenants;
    const { beyondMemory } = this.kernel;
    if (beyondMemory.length > 0)
      this.kernel.beyondMemory = beyondMemory.filter((range) => range.va !== tenant.va);
    if (tenants[tenants.length - 1] === tenant) tenants.pop();
    else tenants.splice(tenants.indexOf(tenant), 1);
  }

  /** The frame of a page of a tenant. The first user frame holds the process's own parameters. */
  frame(tenant: Tenant, page: number): number {
    const first = this.kernel.firstUserFrame + 1;
    const count = this.kernel.sizes.userPages;
    const { fragmentation, frameSeed } = this.#machine;
    if (fragmentation === 'contiguous') return first + tenant.firstPlace + page;
    if (fragmentation === 'reversed') return first + tenant.firstPlace + tenant.pages - 1 - page;
    // An odd stride visits a power of two of frames without repeating; 1 and -1 would be the two above.
    const stride = (2 * (frameSeed % (count / 2 - 2)) + 3) % count;
    return first + ((((frameSeed >>> 5) % count) + (tenant.firstPlace + page) * stride) % count);
  }

  #isTaken(va: Va, pages: number): boolean {
    for (const tenant of this.#tenants) {
      if (isNear(tenant.va, tenant.addressPages, va, pages)) return true;
      if (tenant.alias !== NULL_VA && isNear(tenant.alias, tenant.pages, va, pages)) return true;
    }
    return false;
  }

  #firstFit(pages: number): number {
    let place = 0;
    for (let moved = true; moved; ) {
      moved = false;
      for (const { firstPlace, pages: taken } of this.#tenants) {
        if (firstPlace >= place + pages || firstPlace + taken <= place) continue;
        place = firstPlace + taken;
        moved = true;
      }
    }
    return place;
  }
}

/** Whether two ranges of pages overlap, each with the page behind it. */
function isNear(left: Va, leftPages: number, right: Va, rightPages: number): boolean {
  return left <= right + rightPages * PAGE_SIZE && right <= left + leftPages * PAGE_SIZE;
}
