import type { HandleRef } from './fields/handle.ts';
import { type LengthSpec, MAX_LENGTH } from './fields/length.ts';
import type { OffsetSpec } from './fields/offset.ts';
import { EVENT_HANDLE, NO_HANDLE } from './handle-ordinals.ts';

/** Offsets by their decimal text: generated ones are of a few hundred, and reading one takes longer than finding it. */
const OFFSETS = new Map<string, bigint>();
const MAX_OFFSETS = 4096;

function offsetIn(text: string): bigint {
  const known = OFFSETS.get(text);
  if (known !== undefined) return known;
  const offset = BigInt(text);
  if (OFFSETS.size < MAX_OFFSETS) OFFSETS.set(text, offset);
  return offset;
}

/** What has been observed so far of a case: what its operations' fields refer to. */
export class CaseState {
  /** What an open without a name opens, such as `\??\Example`. */
  readonly subjectName: string;
  /** Length last written with success, bytes. */
  lastWritten = 0;
  readonly #open: number[] = [];
  #created = 0;
  #lastClosed = NO_HANDLE;

  constructor(subjectName: string) {
    this.subjectName = subjectName;
  }

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

  /** Bytes; null for a NULL ByteOffset. */
  offsetOf(spec: OffsetSpec): bigint | null {
    if (spec === null) return null;
    return typeof spec === 'string' ? offsetIn(spec) : BigInt(this.lastWritten + spec.last);
  }

  /** Bytes. */
  lengthOf(spec: LengthSpec): number {
    if (typeof spec === 'number') return spec;
    return Math.min(MAX_LENGTH, Math.max(0, this.lastWritten + spec.last));
  }
}
