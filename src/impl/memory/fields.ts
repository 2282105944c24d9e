import type { Pointers } from './pointers.ts';
import { highHalf, lowHalf, quadOf } from './quad.ts';
import type { Va } from './va.ts';

/** Memory as positions in its frames reach it. */
interface Frames {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly pointers: Pointers;
  readonly isWatching: boolean;
  /** A position is about to be accessed: whoever watches its page is told. */
  touch(position: number, lengthBytes: number, write: boolean): void;
}

/**
 * The fields of structures, each by the byte position in the frames at which it lies, which is a multiple of its size;
 * 64-bit ones lie at multiples of four.
 */
export class Fields<Owner extends Frames> {
  /** The memory they are in. */
  readonly owner: Owner;
  readonly #u8: Uint8Array;
  readonly #u16: Uint16Array;
  readonly #i32: Int32Array;
  readonly #pointers: Pointers;

  constructor(owner: Owner) {
    this.owner = owner;
    this.#u8 = owner.u8;
    this.#u16 = owner.u16;
    this.#i32 = owner.i32;
    this.#pointers = owner.pointers;
  }

  u8(position: number): number {
    if (this.owner.isWatching) this.owner.touch(position, 1, false);
    return this.#u8[position] ?? 0;
  }

  setU8(position: number, value: number): void {
    if (this.owner.isWatching) this.owner.touch(position, 1, true);
    this.#u8[position] = value;
  }

  u16(position: number): number {
    if (this.owner.isWatching) this.owner.touch(position, 2, false);
    return this.#u16[position >>> 1] ?? 0;
  }

  setU16(position: number, value: number): void {
    if (this.owner.isWatching) this.owner.touch(position, 2, true);
    this.#u16[position >>> 1] = value;
  }

  i32(position: number): number {
    if (this.owner.isWatching) this.owner.touch(position, 4, false);
    return this.#i32[position >>> 2] ?? 0;
  }

  u32(position: number): number {
    return this.i32(position) >>> 0;
  }

  set32(position: number, value: number): void {
    if (this.owner.isWatching) this.owner.touch(position, 4, true);
    this.#i32[position >>> 2] = value;
  }

  pointer(position: number): Va {
    if (this.owner.isWatching) this.owner.touch(position, 8, false);
    return this.#pointers.pointer(this.#i32[position >>> 2] ?? 0, this.#i32[(position >>> 2) + 1] ?? 0);
  }

  setPointer(position: number, value: Va): void {
    if (this.owner.isWatching) this.owner.touch(position, 8, true);
    this.#i32[position >>> 2] = this.#pointers.low(value);
    this.#i32[(position >>> 2) + 1] = this.#pointers.high(value);
  }

  /** A 64-bit unsigned value as a number: exact below 2^53. */
  u64(position: number): number {
    return this.u32(position + 4) * 4294967296 + this.u32(position);
  }

  setU64(position: number, value: number): void {
    // What is stored are the lowest 32 bits; a remainder of doubles would be taken in a call of its own.
    this.set32(position, value);
    this.set32(position + 4, Math.floor(value / 4294967296));
  }

  /** A 64-bit signed value, exact. */
  i64(position: number): bigint {
    const high = this.i32(position + 4);
    return quadOf(this.i32(position), high);
  }

  setI64(position: number, value: bigint): void {
    this.set32(position, lowHalf(value));
    this.set32(position + 4, highHalf(value));
  }
}
