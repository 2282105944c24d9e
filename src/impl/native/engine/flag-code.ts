import { CONDITIONS, type Condition } from '../decode/instruction.ts';
import { type Emitter, IMPORTED } from './emitter.ts';
import { FLAG, type FlagOperation, flagKind, type KnownFlags } from './flags.ts';
import { REGISTER_FILE } from './register-file.ts';
import type { CodeSink } from './wasm/code-sink.ts';
import { I32, OP } from './wasm/opcodes.ts';

/** Comparisons of the operands of a subtraction by which its conditions hold, and whether these are signed. */
const OF_A_DIFFERENCE: Readonly<Partial<Record<Condition, readonly [op: number, isSigned: boolean]>>> = {
  b: [OP.i64LtU, false],
  ae: [OP.i64GeU, false],
  be: [OP.i64LeU, false],
  a: [OP.i64GtU, false],
  e: [OP.i64Eq, false],
  ne: [OP.i64Ne, false],
  l: [OP.i64LtS, true],
  ge: [OP.i64GeS, true],
  le: [OP.i64LeS, true],
  g: [OP.i64GtS, true],
};

/** Comparisons of a result with zero by which conditions hold where neither carry nor overflow are left. */
const OF_A_RESULT: Readonly<Partial<Record<Condition, number>>> = {
  be: OP.i64Eq,
  a: OP.i64Ne,
  l: OP.i64LtS,
  ge: OP.i64GeS,
  le: OP.i64LeS,
  g: OP.i64GtS,
};

/** Which bits of the word a condition reads, and the one it is the opposite of. */
const BITS: Readonly<Partial<Record<Condition, number>>> = {
  o: FLAG.overflow,
  b: FLAG.carry,
  e: FLAG.zero,
  be: FLAG.carry | FLAG.zero,
  s: FLAG.sign,
  p: FLAG.parity,
};

const OVERFLOW_TO_SIGN = 4;

/**
 * Flags in translated code. An instruction leaves its operands and result; flags are told from these where somebody reads
 * them, by what is known while code is translated, else by the number of the operation, which is stored then.
 */
export class FlagCode {
  /** What left the flags; null where that depends on how this is reached: then it is stored. */
  known: KnownFlags | null = null;
  /** Whether any code of the function leaves flags. */
  isUsed = false;
  readonly #emitter: Emitter;

  constructor(emitter: Emitter) {
    this.#emitter = emitter;
  }

  get source(): number {
    return this.#emitter.temporary('flag source');
  }

  get other(): number {
    return this.#emitter.temporary('flag other');
  }

  get result(): number {
    return this.#emitter.temporary('flag result');
  }

  get #kind(): number {
    return this.#emitter.temporary('flag kind', I32);
  }

  /** Operands and result are in their locals. */
  set(operation: FlagOperation, sizeBytes: number): void {
    this.isUsed = true;
    this.known = { operation, sizeBytes };
  }

  /** The same, for operands that were there under a condition: what is known comes from both ways. */
  store(): void {
    const { known } = this;
    if (known === null) return;
    const { sink } = this.#emitter;
    sink.i32Const(flagKind(known));
    sink.localSet(this.#kind);
  }

  /** Pops the flags as a word. */
  setWord(): void {
    const { sink } = this.#emitter;
    sink.op(OP.i64ExtendI32U);
    sink.localSet(this.result);
    this.set('word', 1);
  }

  /** Pushes the flags as a word. */
  pushWord(): void {
    const { sink } = this.#emitter;
    const { known } = this;
    this.isUsed = true;
    if (known?.operation === 'word') {
      sink.localGet(this.result);
      sink.op(OP.i32WrapI64);
      return;
    }
    if (known === null) sink.localGet(this.#kind);
    else sink.i32Const(flagKind(known));
    for (const local of [this.source, this.other, this.result]) sink.localGet(local);
    sink.call(IMPORTED.flags);
  }

  /** Pushes the carry, 64 bits of 0 or 1. */
  pushCarry(): void {
    this.pushCondition('b');
    this.#emitter.sink.op(OP.i64ExtendI32U);
  }

  /** Pushes whether a condition holds, 32 bits of 0 or 1. */
  pushCondition(condition: Condition): void {
    if (this.known !== null && this.#pushKnown(condition, this.known)) return;
    this.#pushByWord(condition);
  }

  #pushKnown(condition: Condition, { operation, sizeBytes }: KnownFlags): boolean {
    switch (operation) {
      case 'word':
        return false;
      case 'sub': {
        const comparison = OF_A_DIFFERENCE[condition];
        if (comparison === undefined) return this.#pushOfResult(condition, sizeBytes);
        const [op, isSigned] = comparison;
        this.#push(this.source, isSigned ? sizeBytes : 8);
        this.#push(this.other, isSigned ? sizeBytes : 8);
        this.#emitter.sink.op(op);
        return true;
      }
      case 'logic':
        return this.#pushOfLogic(condition, sizeBytes);
      case 'add':
        if (condition === 'b' || condition === 'ae') {
          this.#push(this.result, 8);
          this.#push(this.source, 8);
          this.#emitter.sink.op(condition === 'b' ? OP.i64LtU : OP.i64GeU);
          return true;
        }
        return this.#pushOfResult(condition, sizeBytes);
      case 'inc':
      case 'dec':
      case 'shift':
        if (condition === 'b' || condition === 'ae') {
          this.#push(this.source, 8);
          this.#emitter.sink.op(OP.i32WrapI64);
          if (condition === 'ae') this.#emitter.sink.op(OP.i32Eqz);
          return true;
        }
        return this.#pushOfResult(condition, sizeBytes);
      default:
        return this.#pushOfResult(condition, sizeBytes);
    }
  }

  /** Zero and sign are those of the result, whatever the operation. */
  #pushOfResult(condition: Condition, sizeBytes: number): boolean {
    const { sink } = this.#emitter;
    switch (condition) {
      case 'e':
      case 'ne':
        this.#push(this.result, 8);
        sink.op(OP.i64Eqz);
        if (condition === 'ne') sink.op(OP.i32Eqz);
        return true;
      case 's':
      case 'ns':
        this.#push(this.result, sizeBytes);
        sink.i64Const(0);
        sink.op(condition === 's' ? OP.i64LtS : OP.i64GeS);
        return true;
      default:
        return false;
    }
  }

  #pushOfLogic(condition: Condition, sizeBytes: number): boolean {
    const { sink } = this.#emitter;
    if (condition === 'b' || condition === 'o') sink.i32Const(0);
    else if (condition === 'ae' || condition === 'no') sink.i32Const(1);
    else {
      const op = OF_A_RESULT[condition];
      if (op === undefined) return this.#pushOfResult(condition, sizeBytes);
      this.#push(this.result, sizeBytes);
      sink.i64Const(0);
      sink.op(op);
    }
    return true;
  }

  #pushByWord(condition: Condition): void {
    const { sink } = this.#emitter;
    const index = CONDITIONS.indexOf(condition);
    const positive = CONDITIONS[index & ~1] ?? condition;
    const bits = BITS[positive];
    const word = this.#emitter.temporary('flag word', I32);
    this.pushWord();
    if (bits !== undefined) {
      sink.i32Const(bits);
      sink.op(OP.i32And);
    } else {
      // Less: sign and overflow differ. Less or equal: or zero.
      sink.localTee(word);
      sink.i32Const(OVERFLOW_TO_SIGN);
      sink.op(OP.i32ShrU);
      sink.localGet(word);
      sink.op(OP.i32Xor);
      sink.i32Const(FLAG.sign);
      sink.op(OP.i32And);
      if (positive === 'le') {
        sink.localGet(word);
        sink.i32Const(FLAG.zero);
        sink.op(OP.i32And, OP.i32Or);
      }
    }
    sink.op(OP.i32Eqz);
    if (positive === condition) sink.op(OP.i32Eqz);
  }

  /** Pushes a local, extended by its sign from a size. */
  #push(local: number, sizeBytes: number): void {
    this.#emitter.sink.localGet(local);
    this.#emitter.extend(sizeBytes);
  }

  /** Loads what was left before the function was entered. */
  load(sink: CodeSink): void {
    for (const [local, op, field] of this.#fields()) {
      sink.i32Const(0);
      sink.access(op === OP.i32Store ? OP.i32Load : OP.i64Load, this.#emitter.layout.registers + field);
      sink.localSet(local);
    }
  }

  /** Stores what is left for whoever comes next. */
  save(sink: CodeSink): void {
    for (const [local, op, field] of this.#fields()) {
      sink.i32Const(0);
      sink.localGet(local);
      sink.access(op, this.#emitter.layout.registers + field);
    }
  }

  #fields(): readonly (readonly [local: number, op: number, field: number])[] {
    return [
      [this.source, OP.i64Store, REGISTER_FILE.flagSource],
      [this.other, OP.i64Store, REGISTER_FILE.flagOther],
      [this.result, OP.i64Store, REGISTER_FILE.flagResult],
      [this.#kind, OP.i32Store, REGISTER_FILE.flagKind],
    ];
  }
}
