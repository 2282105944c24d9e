import type { Instruction } from '../../decode/instruction.ts';
import { FLAG } from '../flags.ts';
import { operandOf, operandsOf, type Semantics, sizeOf, type Translation } from '../translation.ts';
import { OP } from '../wasm/opcodes.ts';

/** Two operands, the first of which gets the result unless it is thrown away. */
function binary(op: number, operation: 'add' | 'sub' | 'logic', isKept = true): Semantics {
  return (translation, instruction) => {
    const { sink, flags } = translation;
    const [target, source] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    if (isKept) translation.readToModify(target, sizeBytes);
    else translation.read(target, sizeBytes);
    translation.read(source, sizeBytes);
    if (translation.liveFlags !== 0) {
      sink.localSet(flags.other);
      sink.localTee(flags.source);
      sink.localGet(flags.other);
    }
    if (translation.liveFlags === 0 && !isKept) {
      sink.op(OP.drop, OP.drop);
      return;
    }
    sink.op(op);
    if (operation !== 'logic') translation.emitter.clean(sizeBytes);
    if (translation.liveFlags !== 0) {
      sink.localSet(flags.result);
      translation.leaveFlags(operation, sizeBytes);
      if (isKept) sink.localGet(flags.result);
    }
    if (isKept) translation.writeBack(target, sizeBytes);
  };
}

/** With the carry, which is added to the second operand. */
function withCarry(op: number, operation: 'adc' | 'sbb'): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    const carry = emitter.temporary('carry');
    flags.pushCarry();
    sink.localSet(carry);
    translation.readToModify(target, sizeBytes);
    translation.read(source, sizeBytes);
    sink.localSet(flags.other);
    sink.localTee(flags.source);
    sink.localGet(flags.other);
    sink.op(op);
    sink.localGet(carry);
    sink.op(op);
    emitter.clean(sizeBytes);
    sink.localSet(flags.result);
    flags.set(operation, sizeBytes);
    sink.localGet(flags.result);
    translation.writeBack(target, sizeBytes);
  };
}

/** By one, and the carry stays. */
function byOne(op: number, operation: 'inc' | 'dec'): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const target = operandOf(instruction);
    const sizeBytes = sizeOf(target);
    const isLive = translation.liveFlags !== 0;
    const keepsCarry = (translation.liveFlags & FLAG.carry) !== 0;
    const carry = emitter.temporary('carry');
    if (keepsCarry) {
      flags.pushCarry();
      sink.localSet(carry);
    }
    translation.readToModify(target, sizeBytes);
    sink.i64Const(1);
    sink.op(op);
    emitter.clean(sizeBytes);
    if (isLive) {
      sink.localSet(flags.result);
      if (keepsCarry) {
        sink.localGet(carry);
        sink.localSet(flags.source);
      }
      translation.leaveFlags(operation, sizeBytes);
      sink.localGet(flags.result);
    }
    translation.writeBack(target, sizeBytes);
  };
}

function negate(translation: Translation, instruction: Instruction): void {
  const { sink, flags, emitter } = translation;
  const target = operandOf(instruction);
  const sizeBytes = sizeOf(target);
  translation.readToModify(target, sizeBytes);
  sink.localSet(flags.other);
  sink.i64Const(0);
  sink.localTee(flags.source);
  sink.localGet(flags.other);
  sink.op(OP.i64Sub);
  emitter.clean(sizeBytes);
  sink.localTee(flags.result);
  translation.leaveFlags('sub', sizeBytes);
  translation.writeBack(target, sizeBytes);
}

function complement(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const target = operandOf(instruction);
  const sizeBytes = sizeOf(target);
  translation.readToModify(target, sizeBytes);
  sink.i64Const(-1);
  sink.op(OP.i64Xor);
  emitter.clean(sizeBytes);
  translation.writeBack(target, sizeBytes);
}

export const ARITHMETIC: Readonly<Record<string, Semantics>> = {
  add: binary(OP.i64Add, 'add'),
  sub: binary(OP.i64Sub, 'sub'),
  cmp: binary(OP.i64Sub, 'sub', false),
  and: binary(OP.i64And, 'logic'),
  or: binary(OP.i64Or, 'logic'),
  xor: binary(OP.i64Xor, 'logic'),
  test: binary(OP.i64And, 'logic', false),
  adc: withCarry(OP.i64Add, 'adc'),
  sbb: withCarry(OP.i64Sub, 'sbb'),
  inc: byOne(OP.i64Add, 'inc'),
  dec: byOne(OP.i64Sub, 'dec'),
  neg: negate,
  not: complement,
};
