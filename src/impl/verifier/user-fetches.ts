import { METHOD_NEITHER, methodOf } from '../../nt/control-code.ts';
import { IRP_BUFFERED_IO } from '../../nt/irp.ts';
import { MAX_LENGTH } from '../../trace/ops/fields/length.ts';
import type { Irp } from '../io/irp.ts';
import { Mdl } from '../memory/mdl.ts';
import type { Memory } from '../memory/memory.ts';
import { memoryOf } from '../memory/structure.ts';
import { isUserVa, type Va } from '../memory/va.ts';
import type { Recorder, TrackedIrp } from '../record/recorder.ts';
import { type Piece, piecesOf } from './pieces.ts';

/** What the driver did with a byte: nothing, wrote it, fetched it once, or looked at it once more after either. */
const WRITTEN = 1;
const ONCE = 2;
const AGAIN = 3;

/**
 * The fetches of one buffer of a request that is the caller's own memory (G3). A byte that is fetched again, or after the
 * driver has written it, is overwritten just before, as another thread of the caller could at that moment.
 */
export class UserFetches {
  /** The address of the request. */
  readonly irp: Va;
  readonly buffer: Va;
  readonly lengthBytes: number;
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
    this.lengthBytes = lengthBytes;
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

  /** Bytes at these positions are about to be written by the driver. */
  written(position: number, lengthBytes: number): void {
    for (const { start, end, before } of this.#pieces) {
      const to = Math.min(position + lengthBytes, end);
      for (let at = Math.max(position, start); at < to; at += 1) {
        const index = before + at - start;
        if (this.#state[index] === 0) this.#state[index] = WRITTEN;
      }
    }
  }

  /** Records that bytes were fetched again, if any were. */
  #record(from: number, to: number): void {
    if (from >= to || this.#recorder.recording !== 'full') return;
    this.#recorder.event('refetched', { from, to }, this.#tracked.id);
  }

  /** Returns whether it was fetched or written before. */
  #fetch(index: number, position: number): boolean {
    const state = this.#state[index] ?? 0;
    if (state < ONCE) this.#tracked.fetchedBytes += 1;
    if (state === 0) {
      this.#state[index] = ONCE;
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

/** Memory of the caller's that a driver is given. */
interface UserRange {
  readonly address: Va;
  readonly lengthBytes: number;
}

/** Watches the caller's own memory that a request passes; nothing of a request that passes none. */
export function fetchesOf(
  irp: Irp,
  tracked: TrackedIrp,
  recorder: Recorder,
  value: number,
): readonly UserFetches[] {
  const ranges = rangesOf(irp, tracked).filter(
    ({ address, lengthBytes }) => lengthBytes > 0 && isUserVa(address),
  );
  return joined(ranges).map(
    ({ address, lengthBytes }) =>
      // Of a buffer that no memory has, what may be there.
      new UserFetches(irp, tracked, recorder, address, Math.min(MAX_LENGTH, lengthBytes), value),
  );
}

/** Ranges of which no two overlap: a byte that is in both buffers of a request is one byte of the caller's (R43d). */
function joined(ranges: readonly UserRange[]): readonly UserRange[] {
  const [first, second] = ranges;
  if (first === undefined || second === undefined) return ranges;
  const end = ({ address, lengthBytes }: UserRange): number => address + lengthBytes;
  if (end(first) <= second.address || end(second) <= first.address) return ranges;
  const address = first.address < second.address ? first.address : second.address;
  return [{ address, lengthBytes: Math.max(end(first), end(second)) - address }];
}

/** Where a driver is given the caller's own memory: by an MDL, or as it is (R39, R41, R43). */
function rangesOf(irp: Irp, { parameters: { length, control } }: TrackedIrp): readonly UserRange[] {
  const described = Mdl.at(memoryOf(irp), irp.mdlAddress)?.virtualAddress;
  if (control === null) {
    if ((irp.flags & IRP_BUFFERED_IO) !== 0) return [];
    return [{ address: described ?? irp.userBuffer, lengthBytes: length }];
  }
  const { code, inputLength, outputLength } = control;
  if (methodOf(code) !== METHOD_NEITHER)
    return described === undefined ? [] : [{ address: described, lengthBytes: outputLength }];
  return [
    { address: irp.currentStackLocation.type3InputBuffer, lengthBytes: inputLength },
    { address: irp.userBuffer, lengthBytes: outputLength },
  ];
}
