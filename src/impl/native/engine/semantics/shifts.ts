import type { Instruction, Operand } from '../../decode/instruction.ts';
import { Untranslatable } from '../emitter.ts';
import { FLAG, shiftCount } from '../flags.ts';
import { RCX } from '../register-file.ts';
import {
  keepBit,
  operandOf,
  operandsOf,
  registerOperand,
  type Semantics,
  sizeOf,
  type Translation,
} from '../translation.ts';
import { I32, OP } from '../wasm/opcodes.ts';

/** The count of a shift: known, or in a local. */
type Count = { readonly known: number } | { readonly local: number };

/** Counts are cut to five bits, or six of 64-bit operands. */
function countOf(
  translation: Translation,
  instruction: Instruction,
  source: Operand,
  sizeBytes: number,
): Count {
  const known = shiftCount(instruction, sizeBytes);
  if (known !== null) return { known };
  if (source.kind !== 'register') throw new Untranslatable('shift count');
  const { sink, emitter } = translation;
  const local = emitter.temporary('count');
  emitter.readRegister(registerOperand(RCX, 1));
  sink.i64Const(sizeBytes === 8 ? 63 : 31);
  sink.op(OP.i64And);
  sink.localSet(local);
  return { local };
}

function push({ sink }: Translation, count: Count, less = 0): void {
  if ('known' in count) {
    sink.i64Const(count.known - less);
    return;
  }
  sink.localGet(count.local);
  if (less === 0) return;
  sink.i64Const(less);
  sink.op(OP.i64Sub);
}

/** Leaves flags unless the count is none, which leaves them as they were. */
function leaveFlags(translation: Translation, count: Count, leave: () => void): void {
  const { sink, flags } = translation;
  if (translation.liveFlags === 0) return;
  if ('known' in count) {
    if (count.known === 0) return;
    leave();
    return;
  }
  flags.isUsed = true;
  flags.store();
  sink.localGet(count.local);
  sink.i64Const(0);
  sink.op(OP.i64Ne);
  translation.conditionally(() => {
    leave();
    flags.store();
  });
  flags.known = null;
}

type Direction = 'shl' | 'shr' | 'sar';

const SHIFT_OPS: Readonly<Record<Direction, number>> = {
  shl: OP.i64Shl,
  shr: OP.i64ShrU,
  sar: OP.i64ShrS,
};

function shift(direction: Direction): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    const bits = 8 * sizeBytes;
    const count = countOf(translation, instruction, source, sizeBytes);
    const value = emitter.temporary('shifted');
    const result = emitter.temporary('shift result');
    translation.readToModify(target, sizeBytes);
    if (direction === 'sar') emitter.extend(sizeBytes);
    sink.localTee(value);
    push(translation, count);
    sink.op(SHIFT_OPS[direction]);
    emitter.clean(sizeBytes);
    sink.localSet(result);
    leaveFlags(translation, count, () => {
      // The last bit that was shifted out.
      sink.localGet(value);
      push(translation, count, 1);
      sink.op(SHIFT_OPS[direction]);
      keepBit(sink, direction === 'shl' ? bits - 1 : 0);
      sink.localSet(flags.source);
      if (direction === 'sar') sink.i64Const(0);
      else {
        sink.localGet(direction === 'shl' ? result : value);
        keepBit(sink, bits - 1);
        if (direction === 'shl') {
          sink.localGet(flags.source);
          sink.op(OP.i64Xor);
        }
      }
      sink.localSet(flags.other);
      sink.localGet(result);
      sink.localSet(flags.result);
      flags.set('shift', sizeBytes);
    });
    sink.localGet(result);
    translation.writeBack(target, sizeBytes);
  };
}

/** Bits of the second operand are shifted into the first. */
function doubleShift(isLeft: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const [target, other] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    if (sizeBytes < 4) throw new Untranslatable('a double shift of 16 bits');
    const bits = 8 * sizeBytes;
    const count = countOf(translation, instruction, operandOf(instruction, 2), sizeBytes);
    const value = emitter.temporary('shifted');
    const result = emitter.temporary('shift result');
    translation.readToModify(target, sizeBytes);
    sink.localTee(value);
    push(translation, count);
    sink.op(isLeft ? OP.i64Shl : OP.i64ShrU);
    translation.read(other, sizeBytes);
    // By one and then by the rest: a shift by 64 is none.
    sink.i64Const(1);
    sink.op(isLeft ? OP.i64ShrU : OP.i64Shl);
    sink.i64Const(bits - 1);
    push(translation, count);
    sink.op(OP.i64Sub, isLeft ? OP.i64ShrU : OP.i64Shl, OP.i64Or);
    emitter.clean(sizeBytes);
    sink.localSet(result);
    leaveFlags(translation, count, () => {
      sink.localGet(value);
      push(translation, count, 1);
      sink.op(isLeft ? OP.i64Shl : OP.i64ShrU);
      keepBit(sink, isLeft ? bits - 1 : 0);
      sink.localSet(flags.source);
      // The sign has changed.
      sink.localGet(value);
      sink.localGet(result);
      sink.op(OP.i64Xor);
      keepBit(sink, bits - 1);
      sink.localSet(flags.other);
      sink.localGet(result);
      sink.localSet(flags.result);
      flags.set('shift', sizeBytes);
    });
    sink.localGet(result);
    translation.writeBack(target, sizeBytes);
  };
}

const ROTATED_FLAGS = FLAG.carry | FLAG.overflow;

function rotate(isLeft: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    const bits = 8 * sizeBytes;
    const count = countOf(translation, instruction, source, sizeBytes);
    const value = emitter.temporary('shifted');
    const result = emitter.temporary('shift result');
    const turn = emitter.temporary('turn');
    const word = emitter.temporary('flag word', I32);
    translation.readToModify(target, sizeBytes);
    sink.localTee(value);
    if (sizeBytes === 8) {
      push(translation, count);
      sink.op(isLeft ? OP.i64Rotl : OP.i64Rotr);
    } else {
      // As a turn to the left by fewer bits than there are.
      if (!isLeft) sink.i64Const(0);
      push(translation, count);
      if (!isLeft) sink.op(OP.i64Sub);
      sink.i64Const(bits - 1);
      sink.op(OP.i64And);
      sink.localTee(turn);
      sink.op(OP.i64Shl);
      sink.localGet(value);
      sink.i64Const(bits);
      sink.localGet(turn);
      sink.op(OP.i64Sub, OP.i64ShrU, OP.i64Or);
      emitter.clean(sizeBytes);
    }
    sink.localSet(result);
    leaveFlags(translation, count, () => {
      flags.pushWord();
      sink.i32Const(~ROTATED_FLAGS);
      sink.op(OP.i32And);
      sink.localSet(word);
      // Carry is the bit that went around, overflow whether the sign is another than that, or than the bit beside it.
      sink.localGet(word);
      sink.localGet(result);
      keepBit(sink, isLeft ? 0 : bits - 1);
      sink.op(OP.i32WrapI64, OP.i32Or);
      sink.localGet(result);
      keepBit(sink, bits - 1);
      sink.localGet(result);
      keepBit(sink, isLeft ? 0 : bits - 2);
      sink.op(OP.i64Xor);
      sink.i64Const(Math.log2(FLAG.overflow));
      sink.op(OP.i64Shl, OP.i32WrapI64, OP.i32Or);
      flags.setWord();
    });
    sink.localGet(result);
    translation.writeBack(target, sizeBytes);
  };
}

export const SHIFTS: Readonly<Record<string, Semantics>> = {
  shl: shift('shl'),
  shr: shift('shr'),
  sar: shift('sar'),
  shld: doubleShift(true),
  shrd: doubleShift(false),
  rol: rotate(true),
  ror: rotate(false),
};
