import type { NTSTATUS } from '../../nt/ntstatus.ts';
import type { Memory } from '../memory/memory.ts';
import { type Va, vaAdd } from '../memory/va.ts';
import { readCount } from './parameter-page.ts';

/** What a status block holds before a call, as a caller marks it that wants to know of writes; no status has this value. */
const UNWRITTEN = 0xeeeeeeee | 0;

/** An IO_STATUS_BLOCK in user memory. */
export class StatusBlock {
  readonly va: Va;
  readonly #memory: Memory;

  constructor(memory: Memory, va: Va) {
    this.#memory = memory;
    this.va = va;
  }

  /** Marks it as not written. */
  clear(): void {
    this.#memory.writeI32(this.va, UNWRITTEN);
  }

  get isWritten(): boolean {
    return this.#memory.readI32(this.va) !== UNWRITTEN;
  }

  get status(): NTSTATUS {
    return this.#memory.readI32(this.va);
  }

  /** Bytes transferred, or what else a request says there; exact below 2^53. */
  get information(): number {
    return readCount(this.#memory, vaAdd(this.va, 8));
  }
}
