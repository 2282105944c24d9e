import type { Instruction } from '../../decode/instruction.ts';
import { Untranslatable } from '../emitter.ts';
import { RAX, RDX } from '../register-file.ts';
import {
  operandOf,
  operandsOf,
  registerOperand,
  type Semantics,
  sizeOf,
  type Translation,
} from '../translation.ts';
import { I32, OP, SIMD, V128 } from '../wasm/opcodes.ts';

function move(translation: Translation, instruction: Instruction): void {
  const [target, source] = operandsOf(instruction);
  const sizeBytes = sizeOf(
    target.kind === 'register' ? target : source.kind === 'register' ? source : target,
  );
  translation.read(source, sizeBytes);
  translation.write(target, sizeBytes);
}

function loadAddress({ emitter }: Translation, instruction: Instruction): void {
  const [target, source] = operandsOf(instruction);
  if (source.kind !== 'memory' || target.kind !== 'register') throw new Untranslatable('lea');
  // A segment has no part in it.
  emitter.addressOf({ ...source, segment: null });
  emitter.clean(target.sizeBytes);
  emitter.writeRegister(target);
}

/** A shorter value, with zeros or its sign in front. */
function widened(isSigned: boolean): Semantics {
  return (translation, instruction) => {
    const [target, source] = operandsOf(instruction);
    const from = sizeOf(source);
    translation.read(source, from);
    if (isSigned) {
      translation.emitter.extend(from);
      translation.emitter.clean(sizeOf(target));
    }
    translation.write(target, sizeOf(target));
  };
}

/** rax, or a part of it, with its own sign in front. */
function widenRax(sizeBytes: number): Semantics {
  return ({ emitter }) => {
    emitter.readRegister(registerOperand(RAX, sizeBytes / 2));
    emitter.extend(sizeBytes / 2);
    emitter.clean(sizeBytes);
    emitter.writeRegister(registerOperand(RAX, sizeBytes));
  };
}

/** rdx, or a part of it, gets the sign of rax. */
function signOfRax(sizeBytes: number): Semantics {
  return ({ sink, emitter }) => {
    emitter.readRegister(registerOperand(RAX, sizeBytes));
    emitter.extend(sizeBytes);
    sink.i64Const(63);
    sink.op(OP.i64ShrS);
    emitter.clean(sizeBytes);
    emitter.writeRegister(registerOperand(RDX, sizeBytes));
  };
}

/** The source is read whether the condition holds or not, and 32 bits are always cleared above. */
function moveIf(translation: Translation, instruction: Instruction): void {
  const { sink, flags } = translation;
  const { condition } = instruction;
  const [target, source] = operandsOf(instruction);
  const sizeBytes = sizeOf(target);
  if (condition === null) throw new Untranslatable('cmov');
  translation.read(source, sizeBytes);
  translation.read(target, sizeBytes);
  flags.pushCondition(condition);
  sink.op(OP.select);
  translation.write(target, sizeBytes);
}

function setIf(translation: Translation, instruction: Instruction): void {
  const { condition } = instruction;
  if (condition === null) throw new Untranslatable('set');
  translation.flags.pushCondition(condition);
  translation.sink.op(OP.i64ExtendI32U);
  translation.write(operandOf(instruction), 1);
}

function exchange(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const [first, second] = operandsOf(instruction);
  // The one in memory, if there is one, is modified.
  const [target, other] = second.kind === 'memory' ? [second, first] : [first, second];
  const sizeBytes = sizeOf(target);
  const old = emitter.temporary('old');
  translation.readToModify(target, sizeBytes);
  sink.localSet(old);
  translation.read(other, sizeBytes);
  translation.writeBack(target, sizeBytes);
  sink.localGet(old);
  translation.write(other, sizeBytes);
}

function exchangeAdd(translation: Translation, instruction: Instruction): void {
  const { sink, flags, emitter } = translation;
  const [target, other] = operandsOf(instruction);
  const sizeBytes = sizeOf(target);
  translation.readToModify(target, sizeBytes);
  sink.localSet(flags.source);
  translation.read(other, sizeBytes);
  sink.localSet(flags.other);
  sink.localGet(flags.source);
  sink.localGet(flags.other);
  sink.op(OP.i64Add);
  emitter.clean(sizeBytes);
  sink.localSet(flags.result);
  translation.leaveFlags('add', sizeBytes);
  if (target.kind === 'memory') {
    sink.localGet(flags.result);
    translation.writeBack(target, sizeBytes);
  }
  sink.localGet(flags.source);
  translation.write(other, sizeBytes);
  if (target.kind === 'memory') return;
  sink.localGet(flags.result);
  translation.write(target, sizeBytes);
}

/** Where rax is what is there, the second operand takes its place; else rax gets it. Memory is written either way. */
function compareExchange(translation: Translation, instruction: Instruction): void {
  const { sink, flags, emitter } = translation;
  const [target, other] = operandsOf(instruction);
  const sizeBytes = sizeOf(target);
  const accumulator = registerOperand(RAX, sizeBytes);
  const isOther = emitter.temporary('is other', I32);
  translation.readToModify(target, sizeBytes);
  sink.localSet(flags.other);
  translation.read(accumulator, sizeBytes);
  sink.localTee(flags.source);
  sink.localGet(flags.other);
  sink.op(OP.i64Sub);
  emitter.clean(sizeBytes);
  sink.localTee(flags.result);
  sink.i64Const(0);
  sink.op(OP.i64Ne);
  sink.localSet(isOther);
  translation.leaveFlags('sub', sizeBytes);
  if (target.kind === 'memory') {
    sink.localGet(flags.other);
    translation.read(other, sizeBytes);
    sink.localGet(isOther);
    sink.op(OP.select);
    translation.writeBack(target, sizeBytes);
  } else {
    // A register stays as it was, with all of its bits.
    sink.localGet(isOther);
    sink.op(OP.i32Eqz);
    translation.conditionally(() => {
      translation.read(other, sizeBytes);
      translation.write(target, sizeBytes);
    });
  }
  sink.localGet(isOther);
  translation.conditionally(() => {
    sink.localGet(flags.other);
    emitter.writeRegister(accumulator);
  });
}

function swapBytes(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const target = operandOf(instruction);
  if (target.kind !== 'register' || target.sizeBytes < 4) throw new Untranslatable('bswap');
  emitter.readRegister(target);
  sink.simd(SIMD.i64x2Splat);
  sink.localTee(emitter.temporary('vector', V128));
  sink.localGet(emitter.temporary('vector', V128));
  sink.simd(SIMD.i8x16Shuffle, 7, 6, 5, 4, 3, 2, 1, 0, 7, 6, 5, 4, 3, 2, 1, 0);
  sink.simd(SIMD.i64x2ExtractLane, 0);
  if (target.sizeBytes === 4) {
    sink.i64Const(32);
    sink.op(OP.i64ShrU);
  }
  emitter.writeRegister(target);
}

/** A hint that something will be read, which changes nothing. */
const nothing: Semantics = () => {};

export const MOVES: Readonly<Record<string, Semantics>> = {
  mov: move,
  movnti: move,
  lea: loadAddress,
  movzx: widened(false),
  movsx: widened(true),
  movsxd: widened(true),
  cbw: widenRax(2),
  cwde: widenRax(4),
  cdqe: widenRax(8),
  cwd: signOfRax(2),
  cdq: signOfRax(4),
  cqo: signOfRax(8),
  cmov: moveIf,
  set: setIf,
  xchg: exchange,
  xadd: exchangeAdd,
  cmpxchg: compareExchange,
  bswap: swapBytes,
  nop: nothing,
  endbr64: nothing,
  pause: nothing,
  lfence: nothing,
  mfence: nothing,
  sfence: nothing,
  prefetchnta: nothing,
  prefetcht0: nothing,
  prefetcht1: nothing,
  prefetcht2: nothing,
  prefetchw: nothing,
};
