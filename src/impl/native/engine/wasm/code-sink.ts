import { EMPTY, OP, SIMD } from './opcodes.ts';

const FIRST_BYTES = 1024;

/** Bytes of WebAssembly as they are written: numbers in LEB128, and what instructions have besides their first byte. */
export class CodeSink {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  /** What was written so far. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /** Takes back all but the first bytes. */
  truncate(lengthBytes: number): void {
    this.#length = lengthBytes;
  }

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  append(bytes: Uint8Array | readonly number[]): void {
    if (this.#length + bytes.length > this.#bytes.length) this.#grow(bytes.length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** An unsigned number below 2^32. */
  unsigned(value: number): void {
    let rest = value;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest = Math.floor(rest / 0x80);
    }
    this.byte(rest);
  }

  /** A signed 32-bit number. */
  signed(value: number): void {
    let rest = value | 0;
    for (;;) {
      const low = rest & 0x7f;
      rest >>= 7;
      if ((rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  /** A signed 64-bit number. */
  signed64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    if (rest >= -0x80000000n && rest <= 0x7fffffffn) {
      this.signed(Number(rest));
      return;
    }
    for (;;) {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      if ((rest === 0n && (low & 0x40) === 0) || (rest === -1n && (low & 0x40) !== 0)) {
        this.byte(low);
        return;
      }
      this.byte(low | 0x80);
    }
  }

  /** Instructions of one byte each. */
  op(...ops: readonly number[]): void {
    for (const op of ops) this.byte(op);
  }

  localGet(local: number): void {
    this.byte(OP.localGet);
    this.unsigned(local);
  }

  localSet(local: number): void {
    this.byte(OP.localSet);
    this.unsigned(local);
  }

  localTee(local: number): void {
    this.byte(OP.localTee);
    this.unsigned(local);
  }

  i32Const(value: number): void {
    this.byte(OP.i32Const);
    this.signed(value);
  }

  i64Const(value: bigint | number): void {
    this.byte(OP.i64Const);
    if (typeof value === 'number') this.signed(value);
    else this.signed64(value);
  }

  /** A load or store of a position on the stack, `offset` bytes beyond it; nothing is said of its alignment. */
  access(op: number, offset = 0): void {
    this.byte(op);
    this.byte(0);
    this.unsigned(offset);
  }

  /** The same of a position that is known. */
  accessAt(op: number, position: number): void {
    this.access(op, position);
  }

  simd(op: number, ...immediates: readonly number[]): void {
    this.byte(0xfd);
    this.unsigned(op);
    for (const immediate of immediates) this.byte(immediate);
  }

  v128Load(offset = 0): void {
    this.simd(SIMD.v128Load, 0);
    this.unsigned(offset);
  }

  v128Store(offset = 0): void {
    this.simd(SIMD.v128Store, 0);
    this.unsigned(offset);
  }

  call(functionIndex: number): void {
    this.byte(OP.call);
    this.unsigned(functionIndex);
  }

  /** `block`, `loop` or `if`, without a result unless it says one. */
  open(op: number, type = EMPTY): void {
    this.byte(op);
    this.byte(type);
  }

  end(): void {
    this.byte(OP.end);
  }

  #grow(moreBytes: number): void {
    const bytes = new Uint8Array(Math.max(2 * this.#bytes.length, this.#length + moreBytes));
    bytes.set(this.bytes);
    this.#bytes = bytes;
  }
}
