import type { CodeSink } from './wasm/code-sink.ts';
import { OP } from './wasm/opcodes.ts';

/** Where a processor's registers lie, in bytes from the start of its register file. */
export const REGISTER_FILE = {
  /** rax to r15, 8 bytes each, in the order in which instructions number them. */
  general: 0,
  rip: 128,
  /** What the last instruction with flags left, from which they are told when they are wanted (`flags.ts`). */
  flagSource: 136,
  flagOther: 144,
  flagResult: 152,
  flagKind: 160,
  /** 1 or -1: in which direction string instructions go. */
  direction: 164,
  /** Calls and turns of loops that code may still make; below 0 it has left. */
  fuel: 168,
  /** Why code left (`Exit`), and what more there is to say of it. */
  exitDetail: 172,
  gsBase: 176,
  /** The address that was accessed when code left because of that. */
  faultAddress: 184,
  /** xmm0 to xmm15, 16 bytes each. */
  xmm: 192,
  /** Where an access passes that lies in two pages, or that somebody watches. */
  scratch: 448,
} as const;

/** Bytes of a register file. */
export const REGISTER_FILE_BYTES = 512;

/** General-purpose registers by number. */
export const RAX = 0;
export const RCX = 1;
export const RDX = 2;
export const RBX = 3;
export const RSP = 4;
export const RSI = 6;
export const RDI = 7;

/** The registers of a processor, as its code sees them, in halves and whole. */
export class RegisterFile {
  readonly #i32: Int32Array;
  readonly #i64: BigInt64Array;
  readonly #u8: Uint8Array;

  /** @param offset of the file in the buffer, bytes; a multiple of 16 */
  constructor(buffer: ArrayBuffer, offset: number) {
    this.#i32 = new Int32Array(buffer, offset, REGISTER_FILE_BYTES / 4);
    this.#i64 = new BigInt64Array(buffer, offset, REGISTER_FILE_BYTES / 8);
    this.#u8 = new Uint8Array(buffer, offset, REGISTER_FILE_BYTES);
  }

  /** All registers are 0, and strings go upwards. */
  reset(): void {
    this.#u8.fill(0);
    this.direction = 1;
  }

  /** The low half of a general-purpose register. */
  low(register: number): number {
    return this.#i32[register * 2] ?? 0;
  }

  high(register: number): number {
    return this.#i32[register * 2 + 1] ?? 0;
  }

  setHalves(register: number, low: number, high: number): void {
    this.#i32[register * 2] = low;
    this.#i32[register * 2 + 1] = high;
  }

  /** A general-purpose register, unsigned. */
  get(register: number): bigint {
    return BigInt.asUintN(64, this.#i64[register] ?? 0n);
  }

  set(register: number, value: bigint): void {
    this.#i64[register] = value;
  }

  get rip(): bigint {
    return BigInt.asUintN(64, this.#i64[REGISTER_FILE.rip / 8] ?? 0n);
  }

  set rip(value: bigint) {
    this.#i64[REGISTER_FILE.rip / 8] = value;
  }

  get ripLow(): number {
    return this.#i32[REGISTER_FILE.rip / 4] ?? 0;
  }

  get ripHigh(): number {
    return this.#i32[REGISTER_FILE.rip / 4 + 1] ?? 0;
  }

  setRipHalves(low: number, high: number): void {
    this.#i32[REGISTER_FILE.rip / 4] = low;
    this.#i32[REGISTER_FILE.rip / 4 + 1] = high;
  }

  get fuel(): number {
    return this.#i32[REGISTER_FILE.fuel / 4] ?? 0;
  }

  set fuel(value: number) {
    this.#i32[REGISTER_FILE.fuel / 4] = value;
  }

  get exitDetail(): number {
    return this.#i32[REGISTER_FILE.exitDetail / 4] ?? 0;
  }

  set exitDetail(value: number) {
    this.#i32[REGISTER_FILE.exitDetail / 4] = value;
  }

  set gsBase(value: bigint) {
    this.#i64[REGISTER_FILE.gsBase / 8] = value;
  }

  get direction(): number {
    return this.#i32[REGISTER_FILE.direction / 4] ?? 1;
  }

  set direction(value: 1 | -1) {
    this.#i32[REGISTER_FILE.direction / 4] = value;
  }

  get faultAddress(): bigint {
    return BigInt.asUintN(64, this.#i64[REGISTER_FILE.faultAddress / 8] ?? 0n);
  }

  setFaultHalves(low: number, high: number): void {
    this.#i32[REGISTER_FILE.faultAddress / 4] = low;
    this.#i32[REGISTER_FILE.faultAddress / 4 + 1] = high;
  }

  /** What the last instruction with flags left. */
  get flagState(): FlagState {
    return {
      kind: this.#i32[REGISTER_FILE.flagKind / 4] ?? 0,
      source: BigInt.asUintN(64, this.#i64[REGISTER_FILE.flagSource / 8] ?? 0n),
      other: BigInt.asUintN(64, this.#i64[REGISTER_FILE.flagOther / 8] ?? 0n),
      result: BigInt.asUintN(64, this.#i64[REGISTER_FILE.flagResult / 8] ?? 0n),
    };
  }

  /** Sets the flags to a word, as in rflags. */
  setFlagWord(word: number): void {
    this.#i32[REGISTER_FILE.flagKind / 4] = 0;
    this.#i64[REGISTER_FILE.flagResult / 8] = BigInt(word);
  }

  /** The 16 bytes of a vector register, shared. */
  xmm(register: number): Uint8Array {
    const offset = REGISTER_FILE.xmm + register * 16;
    return this.#u8.subarray(offset, offset + 16);
  }

  /** Where accesses pass that lie in two pages, shared. */
  get scratch(): Uint8Array {
    return this.#u8.subarray(REGISTER_FILE.scratch, REGISTER_FILE.scratch + 32);
  }
}

/** What flags are told from. */
export interface FlagState {
  readonly kind: number;
  readonly source: bigint;
  readonly other: bigint;
  readonly result: bigint;
}

/** Loads a 64-bit field of the register file that lies at `file`. */
export function loadField(sink: CodeSink, file: number, field: number): void {
  sink.i32Const(0);
  sink.access(OP.i64Load, file + field);
}
