import { EVENT_HANDLE, NO_HANDLE } from './call.ts';
import type { HandleRef } from './op.ts';

/** The handles of a case, by which an operation's reference to one is resolved. */
export class OpenHandles {
  readonly #open: number[] = [];
  #created = 0;
  #lastClosed = NO_HANDLE;

  /** A handle was created: it has the next ordinal. */
  opened(): void {
    this.#open.push(this.#created);
    this.#created += 1;
  }

  /** A handle was closed with success. */
  closed(ordinal: number): void {
    this.#lastClosed = ordinal;
    const at = this.#open.indexOf(ordinal);
    if (at >= 0) this.#open.splice(at, 1);
  }

  /** The ordinal that a reference stands for now, or NO_HANDLE or EVENT_HANDLE. */
  ordinalOf(ref: HandleRef): number {
    if (ref === 'event') return EVENT_HANDLE;
    if (ref === 'closed') return this.#lastClosed;
    if (ref === 'none' || this.#open.length === 0) return NO_HANDLE;
    return this.#open[ref % this.#open.length] ?? NO_HANDLE;
  }
}
