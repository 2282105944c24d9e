import { PAGE_SHIFT, PAGE_SIZE } from '../../nt/page.ts';
import { dataBytes } from '../../trace/data.ts';
import { POINTED_ADDRESSES, type PointedMemory } from '../../trace/pointed-memory.ts';
import type { Kernel, OwnPage } from '../kernel/kernel.ts';
import type { PageableOwner, PageableVisitor } from '../memory/pageable-memory.ts';
import { lowHalf } from '../memory/quad.ts';
import type { Va } from '../memory/va.ts';

/** What has a page, `POINTED_FRAMES` in all, in the order of their frames, and whether it may be written. */
const PAGES: readonly { readonly what: PointedMemory; readonly writable: boolean }[] = [
  { what: 'caller', writable: true },
  { what: 'read-only', writable: false },
  { what: 'kernel', writable: true },
];

/** The caller's own, as the kernel tells of them. */
const OWN_PAGES: readonly OwnPage[] = (['caller', 'read-only'] as const).map((pointer) => ({
  pointer,
  page: pointedVa(pointer),
}));

const CONTENTS = { pattern: 'counter', seed: 0 } as const;

/** The address of what a pointer leads to. Each lies in a window of the machine (design D3): its low half is the address. */
export function pointedVa(what: PointedMemory): Va {
  return lowHalf(POINTED_ADDRESSES[what]) as Va;
}

/**
 * The pages that pointers among a caller's bytes lead to, mapped only for traces that have such pointers. Each holds a
 * counter pattern when a run begins.
 */
export class CallersPages implements PageableOwner {
  readonly #kernel: Kernel;
  readonly #contents = dataBytes(CONTENTS, PAGE_SIZE).slice();
  #isMapped = false;

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
    kernel.mm.pageable.join(this);
  }

  /** Those of the caller's own may be paged out; the kernel's is nonpaged. */
  eachPageable(visit: PageableVisitor): void {
    if (!this.#isMapped) return;
    for (const { page } of OWN_PAGES) visit(page, 1);
  }

  /** Begins a run, with the pages or without. */
  reset(isWanted: boolean): void {
    const { memory, mm, firstPointedFrame } = this.#kernel;
    this.#kernel.nobodysPage = isWanted ? pointedVa('kernel') : null;
    this.#kernel.ownPages = isWanted ? OWN_PAGES : [];
    if (!isWanted && !this.#isMapped) return;
    for (const [index, { what, writable }] of PAGES.entries()) {
      const frame = firstPointedFrame + index;
      if (!isWanted) {
        memory.unmap(pointedVa(what), 1);
        continue;
      }
      memory.u8.set(this.#contents, frame << PAGE_SHIFT);
      mm.strayFrames.given(frame);
      memory.mapPage(pointedVa(what), frame, writable);
    }
    this.#isMapped = isWanted;
  }
}
