import type { Instruction, Operand } from '../../decode/instruction.ts';
import { Untranslatable } from '../emitter.ts';
import { operandOf, operandsOf, type Semantics, type Translation } from '../translation.ts';
import { I64, OP, SIMD, V128 } from '../wasm/opcodes.ts';

/** Pops a vector into a register or 16 bytes of memory. */
function writeVector({ sink, emitter }: Translation, target: Operand): void {
  if (target.kind === 'xmm') {
    emitter.setVector(target.register);
    return;
  }
  if (target.kind !== 'memory') throw new Untranslatable(target.kind);
  const value = emitter.temporary('vector', V128);
  sink.localSet(value);
  emitter.addressOf(target);
  emitter.store(16, value);
}

/** 16 bytes; an address that is no multiple of 16 is refused where the instruction requires one. */
function moveVector(isAligned: boolean): Semantics {
  return (translation, instruction) => {
    const [target, source] = operandsOf(instruction);
    const memory = [target, source].find((operand) => operand.kind === 'memory');
    if (isAligned && memory !== undefined) requireAligned(translation, memory);
    translation.readVector(source);
    writeVector(translation, target);
  };
}

function requireAligned({ sink, emitter }: Translation, operand: Operand): void {
  if (operand.kind !== 'memory') return;
  emitter.addressOf(operand);
  sink.i64Const(15);
  sink.op(OP.i64And, OP.i64Eqz, OP.i32Eqz);
  emitter.protectionFaultIf();
}

/** The low bytes of a vector: into memory, or out of it with zeros above. */
function moveLow(sizeBytes: 4 | 8, keepsHigh: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    if (target.kind === 'xmm') {
      if (keepsHigh && source.kind === 'xmm') emitter.getVector(target.register);
      else translation.zeroVector();
      pushLow(translation, source, sizeBytes);
      if (sizeBytes === 4) {
        sink.op(OP.i32WrapI64);
        sink.simd(SIMD.i32x4ReplaceLane, 0);
      } else sink.simd(SIMD.i64x2ReplaceLane, 0);
      emitter.setVector(target.register);
      return;
    }
    pushLow(translation, source, sizeBytes);
    translation.write(target, sizeBytes);
  };
}

/** Pushes the low bytes of a vector, a register or memory as 64 bits. */
function pushLow(translation: Translation, source: Operand, sizeBytes: 4 | 8): void {
  if (source.kind !== 'xmm') {
    translation.read(source, sizeBytes);
    return;
  }
  translation.emitter.getVector(source.register);
  translation.sink.simd(SIMD.i64x2ExtractLane, 0);
  translation.emitter.clean(sizeBytes);
}

/** One half of a vector, into memory or out of it: the other stays. */
function moveHalf(lane: 0 | 1): Semantics {
  return (translation, instruction) => {
    const { sink, emitter } = translation;
    const [target, source] = operandsOf(instruction);
    if (target.kind === 'xmm') {
      emitter.getVector(target.register);
      // From a register it is the other half: movlhps and movhlps.
      if (source.kind === 'xmm') {
        emitter.getVector(source.register);
        sink.simd(SIMD.i64x2ExtractLane, lane === 1 ? 0 : 1);
      } else translation.read(source, 8);
      sink.simd(SIMD.i64x2ReplaceLane, lane);
      emitter.setVector(target.register);
      return;
    }
    if (source.kind !== 'xmm') throw new Untranslatable('half');
    emitter.getVector(source.register);
    sink.simd(SIMD.i64x2ExtractLane, lane);
    translation.write(target, 8);
  };
}

/** Two vectors, the result in the first. Those of memory have to be aligned. */
function binary(...ops: readonly number[]): Semantics {
  return (translation, instruction) => {
    const [target, source] = xmmAnd(instruction);
    if (source.kind === 'memory') requireAligned(translation, source);
    translation.emitter.getVector(target);
    translation.readVector(source);
    for (const op of ops) translation.sink.simd(op);
    translation.emitter.setVector(target);
  };
}

/** The same, with the operands in the other order. */
function reversed(op: number): Semantics {
  return (translation, instruction) => {
    const [target, source] = xmmAnd(instruction);
    if (source.kind === 'memory') requireAligned(translation, source);
    translation.readVector(source);
    translation.emitter.getVector(target);
    translation.sink.simd(op);
    translation.emitter.setVector(target);
  };
}

function xmmAnd(instruction: Instruction): [target: number, source: Operand] {
  const [target, source] = operandsOf(instruction);
  if (target.kind !== 'xmm') throw new Untranslatable(`a target that is ${target.kind}`);
  return [target.register, source];
}

/** Bytes of both vectors, by their numbers: those of the second from 16 on. */
function shuffled(bytes: readonly number[]): Semantics {
  return (translation, instruction) => {
    const [target, source] = xmmAnd(instruction);
    if (source.kind === 'memory') requireAligned(translation, source);
    translation.emitter.getVector(target);
    translation.readVector(source);
    translation.sink.simd(SIMD.i8x16Shuffle, ...bytes);
    translation.emitter.setVector(target);
  };
}

/** Elements of both vectors in turns, from their low or their high halves. */
function interleaved(elementBytes: number, half: 'low' | 'high'): Semantics {
  const bytes: number[] = [];
  const first = half === 'low' ? 0 : 8;
  for (let at = first; at < first + 8; at += elementBytes)
    for (const vector of [0, 16])
      for (let byte = 0; byte < elementBytes; byte += 1) bytes.push(vector + at + byte);
  return shuffled(bytes);
}

function immediateOf(instruction: Instruction, index: number): number {
  const operand = operandOf(instruction, index);
  if (operand.kind !== 'immediate') throw new Untranslatable('immediate');
  return Number(BigInt.asUintN(8, operand.value));
}

/** Elements of the second operand, each chosen by two bits of the immediate; `first` is the byte they begin at. */
function shuffleElements(elementBytes: 2 | 4, first: number): Semantics {
  return (translation, instruction) => {
    const [target, source] = xmmAnd(instruction);
    const order = immediateOf(instruction, 2);
    const bytes = Array.from({ length: 16 }, (_, at) => {
      const element = Math.floor((at - first) / elementBytes);
      if (at < first || element >= 4) return at;
      return first + elementBytes * ((order >> (2 * element)) & 3) + (at % elementBytes);
    });
    if (source.kind === 'memory') requireAligned(translation, source);
    translation.readVector(source);
    translation.sink.localTee(translation.emitter.temporary('vector', V128));
    translation.sink.localGet(translation.emitter.temporary('vector', V128));
    translation.sink.simd(SIMD.i8x16Shuffle, ...bytes);
    translation.emitter.setVector(target);
  };
}

/** Elements of both operands: two of the first and two of the second. */
function shuffleSingles(translation: Translation, instruction: Instruction): void {
  const [target, source] = xmmAnd(instruction);
  const order = immediateOf(instruction, 2);
  const bytes = Array.from({ length: 16 }, (_, at) => {
    const element = Math.floor(at / 4);
    return (element < 2 ? 0 : 16) + 4 * ((order >> (2 * element)) & 3) + (at % 4);
  });
  if (source.kind === 'memory') requireAligned(translation, source);
  translation.emitter.getVector(target);
  translation.readVector(source);
  translation.sink.simd(SIMD.i8x16Shuffle, ...bytes);
  translation.emitter.setVector(target);
}

/** Elements shifted by an immediate: by more bits than they have gives zeros, or the sign. */
function shiftElements(op: number, bits: number, isSigned = false): Semantics {
  return (translation, instruction) => {
    const { sink, emitter } = translation;
    const [target] = xmmAnd(instruction);
    const count = immediateOf(instruction, 1);
    if (count >= bits && !isSigned) translation.zeroVector();
    else {
      emitter.getVector(target);
      sink.i32Const(Math.min(count, bits - 1));
      sink.simd(op);
    }
    emitter.setVector(target);
  };
}

/** The whole vector shifted by bytes. */
function shiftBytes(isLeft: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, emitter } = translation;
    const [target] = xmmAnd(instruction);
    const count = Math.min(immediateOf(instruction, 1), 16);
    const bytes = Array.from({ length: 16 }, (_, at) => {
      const from = isLeft ? at - count : at + count;
      return from >= 0 && from < 16 ? from : 16;
    });
    emitter.getVector(target);
    translation.zeroVector();
    sink.simd(SIMD.i8x16Shuffle, ...bytes);
    emitter.setVector(target);
  };
}

/** One 16-bit element, with zeros above. */
function extractWord(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const [target, source] = operandsOf(instruction);
  if (source.kind !== 'xmm') throw new Untranslatable('pextrw');
  emitter.getVector(source.register);
  sink.simd(SIMD.i16x8ExtractLaneU, immediateOf(instruction, 2) & 7);
  sink.op(OP.i64ExtendI32U);
  translation.write(target, target.kind === 'memory' ? 2 : 4);
}

function insertWord(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const [target, source] = xmmAnd(instruction);
  const value = emitter.temporary('value', I64);
  translation.read(source, source.kind === 'memory' ? 2 : 4);
  sink.localSet(value);
  emitter.getVector(target);
  sink.localGet(value);
  sink.op(OP.i32WrapI64);
  sink.simd(SIMD.i16x8ReplaceLane, immediateOf(instruction, 2) & 7);
  emitter.setVector(target);
}

/** The sign of each byte, a bit each. */
function signsOfBytes(translation: Translation, instruction: Instruction): void {
  const [target, source] = operandsOf(instruction);
  translation.readVector(source);
  translation.sink.simd(SIMD.i8x16Bitmask);
  translation.sink.op(OP.i64ExtendI32U);
  translation.write(target, 4);
}

export const VECTORS: Readonly<Record<string, Semantics>> = {
  movups: moveVector(false),
  movupd: moveVector(false),
  movdqu: moveVector(false),
  lddqu: moveVector(false),
  movaps: moveVector(true),
  movapd: moveVector(true),
  movdqa: moveVector(true),
  movntdq: moveVector(true),
  movntps: moveVector(true),
  movntpd: moveVector(true),
  movd: moveLow(4, false),
  movq: moveLow(8, false),
  movss: moveLow(4, true),
  'movsd-vector': moveLow(8, true),
  movlps: moveHalf(0),
  movlpd: moveHalf(0),
  movhps: moveHalf(1),
  movhpd: moveHalf(1),
  movlhps: moveHalf(1),
  movhlps: moveHalf(0),
  xorps: binary(SIMD.v128Xor),
  xorpd: binary(SIMD.v128Xor),
  pxor: binary(SIMD.v128Xor),
  andps: binary(SIMD.v128And),
  andpd: binary(SIMD.v128And),
  pand: binary(SIMD.v128And),
  orps: binary(SIMD.v128Or),
  orpd: binary(SIMD.v128Or),
  por: binary(SIMD.v128Or),
  andnps: reversed(SIMD.v128Andnot),
  andnpd: reversed(SIMD.v128Andnot),
  pandn: reversed(SIMD.v128Andnot),
  paddb: binary(SIMD.i8x16Add),
  paddw: binary(SIMD.i16x8Add),
  paddd: binary(SIMD.i32x4Add),
  paddq: binary(SIMD.i64x2Add),
  paddsb: binary(SIMD.i8x16AddSatS),
  paddsw: binary(SIMD.i16x8AddSatS),
  paddusb: binary(SIMD.i8x16AddSatU),
  paddusw: binary(SIMD.i16x8AddSatU),
  psubb: binary(SIMD.i8x16Sub),
  psubw: binary(SIMD.i16x8Sub),
  psubd: binary(SIMD.i32x4Sub),
  psubq: binary(SIMD.i64x2Sub),
  psubusb: binary(SIMD.i8x16SubSatU),
  psubusw: binary(SIMD.i16x8SubSatU),
  pmullw: binary(SIMD.i16x8Mul),
  pmaddwd: binary(SIMD.i32x4DotI16x8S),
  pminub: binary(SIMD.i8x16MinU),
  pmaxub: binary(SIMD.i8x16MaxU),
  pminsw: binary(SIMD.i16x8MinS),
  pmaxsw: binary(SIMD.i16x8MaxS),
  pavgb: binary(SIMD.i8x16AvgrU),
  pavgw: binary(SIMD.i16x8AvgrU),
  pcmpeqb: binary(SIMD.i8x16Eq),
  pcmpeqw: binary(SIMD.i16x8Eq),
  pcmpeqd: binary(SIMD.i32x4Eq),
  pcmpgtb: binary(SIMD.i8x16GtS),
  pcmpgtw: binary(SIMD.i16x8GtS),
  pcmpgtd: binary(SIMD.i32x4GtS),
  packsswb: binary(SIMD.i8x16NarrowI16x8S),
  packuswb: binary(SIMD.i8x16NarrowI16x8U),
  packssdw: binary(SIMD.i16x8NarrowI32x4S),
  punpcklbw: interleaved(1, 'low'),
  punpcklwd: interleaved(2, 'low'),
  punpckldq: interleaved(4, 'low'),
  punpcklqdq: interleaved(8, 'low'),
  punpckhbw: interleaved(1, 'high'),
  punpckhwd: interleaved(2, 'high'),
  punpckhdq: interleaved(4, 'high'),
  punpckhqdq: interleaved(8, 'high'),
  unpcklps: interleaved(4, 'low'),
  unpckhps: interleaved(4, 'high'),
  unpcklpd: interleaved(8, 'low'),
  unpckhpd: interleaved(8, 'high'),
  pshufd: shuffleElements(4, 0),
  pshuflw: shuffleElements(2, 0),
  pshufhw: shuffleElements(2, 8),
  shufps: shuffleSingles,
  psllw: shiftElements(SIMD.i16x8Shl, 16),
  pslld: shiftElements(SIMD.i32x4Shl, 32),
  psllq: shiftElements(SIMD.i64x2Shl, 64),
  psrlw: shiftElements(SIMD.i16x8ShrU, 16),
  psrld: shiftElements(SIMD.i32x4ShrU, 32),
  psrlq: shiftElements(SIMD.i64x2ShrU, 64),
  psraw: shiftElements(SIMD.i16x8ShrS, 16, true),
  psrad: shiftElements(SIMD.i32x4ShrS, 32, true),
  pslldq: shiftBytes(true),
  psrldq: shiftBytes(false),
  pextrw: extractWord,
  pinsrw: insertWord,
  pmovmskb: signsOfBytes,
};
