import { IRP_BUFFERED_IO } from '../../nt/irp.ts';
import { PAGE_MASK, PAGE_SIZE } from '../../nt/page.ts';
import type { Irp } from '../io/irp.ts';
import { Mdl } from '../memory/mdl.ts';
import type { Memory } from '../memory/memory.ts';
import { memoryOf } from '../memory/structure.ts';
import { isUserVa, type Va, vaAdd } from '../memory/va.ts';
import type { Recorder, TrackedIrp } from '../record/recorder.ts';

/** How often a byte was fetched: not yet, once, or more often. */
const ONCE = 1;
const AGAIN = 2;

/** A piece of the buffer in one frame: positions, `end` exclusive, and how many bytes of the buffer come before it. */
interface Piece {
  readonly start: number;
  readonly end: number;
  readonly before: number;
}

/**
 * The fetches of one direct or neither request's buffer (G3). A byte that is fetched again is overwritten just
 * before, as another thread of the caller could at that moment.
 */
export class UserFetches {
  /** The address of the request. */
  readonly irp: Va;
  readonly buffer: Va;
  readonly #memory: Memory;
  readonly #recorder: Recorder;
  readonly #tracked: TrackedIrp;
  readonly #pieces: readonly Piece[];
  readonly #state: Uint8Array;
  readonly #value: number;

  /** @param value what bytes are overwritten with */
  constructor(
    irp: Irp,
    tracked: TrackedIrp,
    recorder: Recorder,
    buffer: Va,
    lengthBytes: number,
    value: number,
  ) {
    this.irp = irp.va;
    this.buffer = buffer;
    this.#recorder = recorder;
    this.#memory = memoryOf(irp);
    this.#tracked = tracked;
    this.#pieces = piecesOf(this.#memory, buffer, lengthBytes);
    this.#state = new Uint8Array(lengthBytes);
    this.#value = value;
  }

  /** Bytes at these positions are about to be read by the driver. */
  fetched(position: number, lengthBytes: number): void {
    for (const { start, end, before } of this.#pieces) {
      const from = Math.max(position, start);
      const to = Math.min(position + lengthBytes, end);
      let first = from;
      for (let at = from; at < to; at += 1) {
        if (this.#fetch(before + at - start, at)) continue;
        this.#record(before + first - start, before + at - start);
        first = at + 1;
      }
      this.#record(before + first - start, before + to - start);
    }
  }

  /** Records that bytes were fetched again, if any were. */
  #record(from: number, to: number): void {
    if (from >= to || this.#recorder.recording !== 'full') return;
    this.#recorder.event('refetched', { from, to }, this.#tracked.id);
  }

  /** Returns whether it was fetched before. */
  #fetch(index: number, position: number): boolean {
    const state = this.#state[index] ?? 0;
    if (state < ONCE) {
      this.#state[index] = ONCE;
      this.#tracked.fetchedBytes += 1;
      return false;
    }
    if (state < AGAIN) {
      this.#state[index] = AGAIN;
      this.#tracked.refetchedBytes += 1;
    }
    this.#memory.u8[position] = this.#value;
    return true;
  }
}

/** Watches a read or write that has the caller's own memory for its buffer; null for any other request. */
export function fetchesOf(
  irp: Irp,
  tracked: TrackedIrp,
  recorder: Recorder,
  value: number,
): UserFetches | null {
  const { length } = tracked.parameters;
  if (length === 0 || (irp.flags & IRP_BUFFERED_IO) !== 0) return null;
  const buffer = Mdl.at(memoryOf(irp), irp.mdlAddress)?.virtualAddress ?? irp.userBuffer;
  return isUserVa(buffer) ? new UserFetches(irp, tracked, recorder, buffer, length, value) : null;
}

/** The pieces of a range of user memory, without pages that are not mapped. */
function piecesOf(memory: Memory, address: Va, lengthBytes: number): Piece[] {
  const pieces: Piece[] = [];
  for (let before = 0; before < lengthBytes; ) {
    const va = vaAdd(address, before);
    const bytes = Math.min(PAGE_SIZE - (va & PAGE_MASK), lengthBytes - before);
    if (memory.isMapped(va)) {
      const start = memory.position(va);
      pieces.push({ start, end: start + bytes, before });
    }
    before += bytes;
  }
  return pieces;
}
