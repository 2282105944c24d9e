import { KERNEL_SECURITY_CHECK_FAILURE } from '../../nt/bug-check.ts';
import { PAGE_SIZE } from '../../nt/page.ts';
import type { Kernel } from '../kernel/kernel.ts';
import { blinkOf, flinkOf, setBlink, setFlink } from '../memory/list-entry.ts';
import type { Memory } from '../memory/memory.ts';
import { isPoolVa, UNMAPPED_KERNEL_BASE, type Va, vaAdd } from '../memory/va.ts';
import type { Irp } from './irp.ts';

/** The thread object of the caller, which no driver may look into. */
export const CALLING_THREAD = vaAdd(UNMAPPED_KERNEL_BASE, PAGE_SIZE);

/** Where in it the list of its IRPs begins. */
export const THREAD_IRP_LIST = vaAdd(CALLING_THREAD, 0x40);

/** The first parameter of 0x139: a LIST_ENTRY is corrupted. */
const CORRUPT_LIST_ENTRY = 3;

/**
 * The IRPs of the calling thread, linked through ThreadListEntry from the dispatch until the second phase of their
 * completion (R59). The list's head lies in the thread object, where there is no memory: it is kept here.
 */
export class ThreadIrps {
  /** Flink of the head. */
  #first: Va = THREAD_IRP_LIST;

  /** Puts an IRP first. */
  link(memory: Memory, irp: Irp): void {
    const entry = irp.threadListEntry;
    irp.setThreadListEntry(this.#first, THREAD_IRP_LIST);
    if (this.#first !== THREAD_IRP_LIST) setBlink(memory, this.#first, entry);
    this.#first = entry;
  }

  /**
   * Takes an IRP out, which is in no list afterwards that is looked at. Stops the machine with 0x139, as the checks of a
   * list do, when the entry and its neighbours don't name each other.
   */
  unlink(kernel: Kernel, irp: Irp): void {
    const { memory } = kernel;
    const entry = irp.threadListEntry;
    const flink = irp.threadListFlink;
    const blink = irp.threadListBlink;
    if (!this.#isLinked(memory, entry, flink, blink)) {
      kernel.bugCheck(
        KERNEL_SECURITY_CHECK_FAILURE,
        [CORRUPT_LIST_ENTRY],
        'the ThreadListEntry of an IRP was overwritten',
      );
    }
    if (flink !== THREAD_IRP_LIST) setBlink(memory, flink, blink);
    if (blink === THREAD_IRP_LIST) this.#first = flink;
    else setFlink(memory, blink, flink);
  }

  /** As after a restart: no IRP is under way. */
  reset(): void {
    this.#first = THREAD_IRP_LIST;
  }

  #isLinked(memory: Memory, entry: Va, flink: Va, blink: Va): boolean {
    const before = blink === THREAD_IRP_LIST ? this.#first : isEntry(memory, blink) && flinkOf(memory, blink);
    return (
      before === entry &&
      (flink === THREAD_IRP_LIST || (isEntry(memory, flink) && blinkOf(memory, flink) === entry))
    );
  }
}

/** Whether an entry of an IRP can lie at an address. */
function isEntry(memory: Memory, address: Va): boolean {
  return isPoolVa(address) && memory.isMapped(address) && memory.isMapped(vaAdd(address, 15));
}
