import type { Memory } from '../../memory/memory.ts';
import { type Va, vaAdd } from '../../memory/va.ts';
import { type RegisterFile, RSP } from '../engine/register-file.ts';

const REGISTERS = 16;

/** The registers of a frame: as they were in it, or as they are once the frames above it are gone. */
export class ProcessorContext {
  /** Halves of the general-purpose registers. */
  readonly #low: Int32Array;
  readonly #high: Int32Array;
  readonly #vectors: Uint8Array;
  /** Halves of rip. */
  ripLow = 0;
  ripHigh = 0;

  private constructor(low: Int32Array, high: Int32Array, vectors: Uint8Array) {
    this.#low = low;
    this.#high = high;
    this.#vectors = vectors;
  }

  /** The registers of a processor as they are now. */
  static of(registers: RegisterFile): ProcessorContext {
    const numbers = Array.from({ length: REGISTERS }, (_, register) => register);
    const context = new ProcessorContext(
      Int32Array.from(numbers, (register) => registers.low(register)),
      Int32Array.from(numbers, (register) => registers.high(register)),
      Uint8Array.from(numbers.flatMap((register) => [...registers.xmm(register)])),
    );
    context.ripLow = registers.ripLow;
    context.ripHigh = registers.ripHigh;
    return context;
  }

  copy(): ProcessorContext {
    const copy = new ProcessorContext(this.#low.slice(), this.#high.slice(), this.#vectors.slice());
    copy.ripLow = this.ripLow;
    copy.ripHigh = this.ripHigh;
    return copy;
  }

  low(register: number): number {
    return this.#low[register] ?? 0;
  }

  high(register: number): number {
    return this.#high[register] ?? 0;
  }

  set(register: number, low: number, high: number): void {
    this.#low[register] = low;
    this.#high[register] = high;
  }

  /** A register as an address. */
  pointer(register: number, { pointers }: Memory): Va {
    return pointers.pointer(this.low(register), this.high(register));
  }

  setPointer(register: number, va: Va, { pointers }: Memory): void {
    this.set(register, pointers.low(va), pointers.high(va));
  }

  setVector(register: number, bytes: Uint8Array): void {
    this.#vectors.set(bytes, register * REGISTERS);
  }

  /** rip is what lies where rsp points, and rsp is behind it: a function has returned. */
  return(memory: Memory): void {
    const stack = this.pointer(RSP, memory);
    this.ripLow = memory.readI32(stack);
    this.ripHigh = memory.readI32(vaAdd(stack, 4));
    this.setPointer(RSP, vaAdd(stack, 8), memory);
  }

  /** Makes them those of a processor. */
  resume(registers: RegisterFile): void {
    for (let register = 0; register < REGISTERS; register += 1) {
      registers.setHalves(register, this.low(register), this.high(register));
      registers.xmm(register).set(this.#vectors.subarray(register * REGISTERS, (register + 1) * REGISTERS));
    }
    registers.setRipHalves(this.ripLow, this.ripHigh);
  }
}
