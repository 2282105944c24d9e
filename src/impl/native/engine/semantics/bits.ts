import type { Instruction, Operand } from '../../decode/instruction.ts';
import { ACCESS } from '../exit.ts';
import { FLAG } from '../flags.ts';
import { operandsOf, type Semantics, sizeOf, type Translation } from '../translation.ts';
import { I32, OP } from '../wasm/opcodes.ts';

type Change = 'set' | 'reset' | 'complement' | null;

/**
 * Reads a bit into the carry, and changes it. A register that names a bit of memory reaches beyond the operand, by signed
 * multiples of its size.
 */
function bitTest(change: Change): Semantics {
  return (translation, instruction) => {
    const { sink, emitter } = translation;
    const [target, index] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    const bits = 8 * sizeBytes;
    const bit = emitter.temporary('bit');
    const value = emitter.temporary('bit value');
    if (target.kind === 'memory' && index.kind === 'register') {
      emitter.addressOf(target);
      translation.read(index, sizeBytes);
      emitter.extend(sizeBytes);
      sink.i64Const(Math.log2(bits));
      sink.op(OP.i64ShrS);
      sink.i64Const(Math.log2(sizeBytes));
      sink.op(OP.i64Shl, OP.i64Add);
      emitter.load(sizeBytes, change === null ? ACCESS.read : ACCESS.modify);
    } else if (change === null) translation.read(target, sizeBytes);
    else translation.readToModify(target, sizeBytes);
    sink.localSet(value);
    pushBit(translation, index, sizeBytes);
    sink.localSet(bit);
    const carry = emitter.temporary('carry');
    sink.localGet(value);
    sink.localGet(bit);
    sink.op(OP.i64ShrU);
    sink.i64Const(1);
    sink.op(OP.i64And);
    sink.localSet(carry);
    leaveCarry(translation, carry);
    if (change === null) return;
    pushChanged(translation, change, value, bit);
    translation.writeBack(target, sizeBytes);
  };
}

function pushBit(translation: Translation, index: Operand, sizeBytes: number): void {
  const { sink } = translation;
  translation.read(index, sizeBytes);
  sink.i64Const(8 * sizeBytes - 1);
  sink.op(OP.i64And);
}

function pushChanged({ sink }: Translation, change: NonNullable<Change>, value: number, bit: number): void {
  sink.localGet(value);
  sink.i64Const(1);
  sink.localGet(bit);
  sink.op(OP.i64Shl);
  switch (change) {
    case 'set':
      sink.op(OP.i64Or);
      return;
    case 'complement':
      sink.op(OP.i64Xor);
      return;
    case 'reset':
      sink.i64Const(-1);
      sink.op(OP.i64Xor, OP.i64And);
  }
}

/** Only the carry is left, and zero as it was. */
function leaveCarry({ sink, flags, emitter, liveFlags }: Translation, carry: number): void {
  if (liveFlags === 0) return;
  if ((liveFlags & ~FLAG.carry) === 0) {
    for (const local of [flags.other, flags.result]) {
      sink.i64Const(0);
      sink.localSet(local);
    }
    sink.localGet(carry);
    sink.localSet(flags.source);
    flags.set('shift', 8);
    return;
  }
  const word = emitter.temporary('flag word', I32);
  flags.pushWord();
  sink.i32Const(~FLAG.carry);
  sink.op(OP.i32And);
  sink.localSet(word);
  sink.localGet(word);
  sink.localGet(carry);
  sink.op(OP.i32WrapI64, OP.i32Or);
  flags.setWord();
}

/** The place of the first bit that is set, or of the last; a source of none leaves the target as it was. */
function scan(isForward: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, flags, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    const sizeBytes = sizeOf(target);
    const value = emitter.temporary('bit value');
    translation.read(source, sizeBytes);
    sink.localTee(value);
    sink.localSet(flags.result);
    translation.leaveFlags('logic', sizeBytes);
    sink.localGet(value);
    sink.i64Const(0);
    sink.op(OP.i64Ne);
    translation.conditionally(() => {
      if (!isForward) sink.i64Const(63);
      sink.localGet(value);
      sink.op(isForward ? OP.i64Ctz : OP.i64Clz);
      if (!isForward) sink.op(OP.i64Sub);
      translation.write(target, sizeBytes);
    });
  };
}

/** The count of zeros below the first bit that is set, which is all of them for none. */
function countZeros(translation: Translation, instruction: Instruction): void {
  const { sink, flags, emitter } = translation;
  const [target, source] = operandsOf(instruction);
  const sizeBytes = sizeOf(target);
  translation.read(source, sizeBytes);
  sink.localTee(emitter.temporary('bit value'));
  sink.i64Const(sizeBytes === 8 ? 0n : 1n << BigInt(8 * sizeBytes));
  sink.op(OP.i64Or, OP.i64Ctz);
  sink.localTee(flags.result);
  if (translation.liveFlags !== 0) {
    sink.localGet(emitter.temporary('bit value'));
    sink.op(OP.i64Eqz, OP.i64ExtendI32U);
    sink.localSet(flags.source);
    sink.i64Const(0);
    sink.localSet(flags.other);
    flags.set('shift', sizeBytes);
  }
  translation.write(target, sizeBytes);
}

export const BITS: Readonly<Record<string, Semantics>> = {
  bt: bitTest(null),
  bts: bitTest('set'),
  btr: bitTest('reset'),
  btc: bitTest('complement'),
  bsf: scan(true),
  bsr: scan(false),
  tzcnt: countZeros,
};
