import type { Instruction, MemoryOperand, Operand, RegisterOperand } from '../decode/instruction.ts';
import { Emitter, maskOf, Untranslatable } from './emitter.ts';
import { ACCESS } from './exit.ts';
import { FlagCode } from './flag-code.ts';
import type { FlagOperation } from './flags.ts';
import type { EngineLayout } from './layout.ts';
import type { CodeSink } from './wasm/code-sink.ts';
import { OP, SIMD } from './wasm/opcodes.ts';

/** What the translation of an instruction writes to and knows. */
export class Translation {
  readonly emitter: Emitter;
  readonly sink: CodeSink;
  readonly flags: FlagCode;
  /** Flags that somebody may read after the instruction, as bits of rflags. */
  liveFlags = 0;

  constructor(layout: EngineLayout) {
    this.emitter = new Emitter(layout);
    this.sink = this.emitter.sink;
    this.flags = new FlagCode(this.emitter);
    this.emitter.onLeaving = () => this.flags.store();
  }

  /** Pushes the value of an operand, cut to a size. */
  read(operand: Operand, sizeBytes: number, intent: number = ACCESS.read): void {
    switch (operand.kind) {
      case 'register':
        this.emitter.readRegister(operand);
        return;
      case 'immediate':
        this.sink.i64Const(operand.value & maskOf(sizeBytes));
        return;
      case 'memory':
        this.emitter.addressOf(operand);
        this.emitter.load(sizeBytes, intent);
        return;
      default:
        throw new Untranslatable(operand.kind);
    }
  }

  /** Pops a value into an operand. */
  write(operand: Operand, sizeBytes: number): void {
    switch (operand.kind) {
      case 'register':
        this.emitter.writeRegister(operand);
        return;
      case 'memory': {
        const value = this.emitter.temporary('value');
        this.sink.localSet(value);
        this.emitter.addressOf(operand);
        this.emitter.store(sizeBytes, value);
        return;
      }
      default:
        throw new Untranslatable(operand.kind);
    }
  }

  /** Pushes the value of an operand that is written next, by `writeBack`: nothing may be accessed between. */
  readToModify(operand: Operand, sizeBytes: number): void {
    this.read(operand, sizeBytes, ACCESS.modify);
  }

  /** Pops a value into the operand that was read to be modified. */
  writeBack(operand: Operand, sizeBytes: number): void {
    if (operand.kind !== 'memory') {
      this.write(operand, sizeBytes);
      return;
    }
    const value = this.emitter.temporary('value');
    this.sink.localSet(value);
    this.sink.localGet(this.emitter.temporary('address'));
    this.emitter.store(sizeBytes, value);
  }

  /** Operands and result of an operation are in their locals, or are wanted by nobody. */
  leaveFlags(operation: FlagOperation, sizeBytes: number): void {
    if (this.liveFlags !== 0) this.flags.set(operation, sizeBytes);
  }

  /** Code under a condition, after which what is known holds for both ways. */
  conditionally(work: () => void): void {
    this.emitter.conditionally(work);
  }

  /** Pushes the 16 bytes of a vector operand, or fewer of memory. */
  readVector(operand: Operand): void {
    if (operand.kind === 'xmm') this.emitter.getVector(operand.register);
    else if (operand.kind === 'memory') {
      this.emitter.addressOf(operand);
      this.emitter.load(16);
    } else throw new Untranslatable(operand.kind);
  }

  /** Pushes a vector of zeros. */
  zeroVector(): void {
    this.sink.simd(SIMD.v128Const, ...ZEROS);
  }
}

const ZEROS: readonly number[] = Array.from({ length: 16 }, () => 0);

/** Translates an instruction: what it does, and nothing of where code goes on. */
export type Semantics = (translation: Translation, instruction: Instruction) => void;

/** @throws {Untranslatable} where there are fewer operands */
export function operandsOf({ operands }: Instruction): readonly [Operand, Operand] {
  const [first, second] = operands;
  if (first === undefined || second === undefined) throw new Untranslatable('operands');
  return [first, second];
}

/** @throws {Untranslatable} where there is none */
export function operandOf({ operands }: Instruction, index = 0): Operand {
  const operand = operands[index];
  if (operand === undefined) throw new Untranslatable('operands');
  return operand;
}

/** The size of a general-purpose register or a place in memory, bytes. */
export function sizeOf(operand: Operand): number {
  if (operand.kind !== 'register' && operand.kind !== 'memory') throw new Untranslatable(operand.kind);
  return operand.sizeBytes;
}

/** A register as an operand. */
export function registerOperand(register: number, sizeBytes: number, isHighByte = false): RegisterOperand {
  return { kind: 'register', register, sizeBytes, isHighByte };
}

/** What a register points to. */
export function at(register: number, sizeBytes: number, displacement = 0n): MemoryOperand {
  return {
    kind: 'memory',
    sizeBytes,
    base: register,
    index: null,
    scale: 1,
    displacement,
    segment: null,
    isAddress32: false,
  };
}

/** The lowest bit of the 64 bits on the stack that is beyond the lowest `bits`, made the only one. */
export function keepBit(sink: CodeSink, bit: number): void {
  if (bit > 0) {
    sink.i64Const(bit);
    sink.op(OP.i64ShrU);
  }
  sink.i64Const(1);
  sink.op(OP.i64And);
}
