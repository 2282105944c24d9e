import type { Instruction, Operand } from '../../decode/instruction.ts';
import { IMPORTED } from '../emitter.ts';
import { EXIT } from '../exit.ts';
import { RAX, RDX, REGISTER_FILE } from '../register-file.ts';
import {
  operandOf,
  operandsOf,
  registerOperand,
  type Semantics,
  sizeOf,
  type Translation,
} from '../translation.ts';
import { OP } from '../wasm/opcodes.ts';

/** Carry and overflow of a product are whether its high half says more than its low one, which is on the stack. */
function leaveProductFlags(translation: Translation, sizeBytes: number): void {
  const { sink, flags } = translation;
  sink.op(OP.i64ExtendI32U);
  sink.localTee(flags.source);
  sink.localSet(flags.other);
  translation.leaveFlags('shift', sizeBytes);
}

/** Pushes the high half of the product of two locals of 64 bits. */
function pushHighProduct({ sink }: Translation, left: number, right: number, isSigned: boolean): void {
  sink.localGet(left);
  sink.localGet(right);
  sink.call(IMPORTED.highProduct);
  if (!isSigned) return;
  for (const [sign, other] of [
    [left, right],
    [right, left],
  ] as const) {
    sink.localGet(sign);
    sink.i64Const(63);
    sink.op(OP.i64ShrS);
    sink.localGet(other);
    sink.op(OP.i64And, OP.i64Sub);
  }
}

/** Pushes an operand into a local, as 64 bits. */
function readWide(
  translation: Translation,
  operand: Operand,
  sizeBytes: number,
  isSigned: boolean,
  local: number,
): void {
  translation.read(operand, sizeBytes);
  if (isSigned) translation.emitter.extend(sizeBytes);
  translation.sink.localSet(local);
}

/** Whether the bits of a product above its size are more than its sign, or more than zeros. */
function pushIsWider(
  { sink, emitter }: Translation,
  product: number,
  sizeBytes: number,
  isSigned: boolean,
): void {
  sink.localGet(product);
  sink.localGet(product);
  if (isSigned) emitter.extend(sizeBytes);
  else emitter.clean(sizeBytes);
  sink.op(OP.i64Ne);
}

/** rax by an operand, into rdx and rax, or into ax. */
function multiply(isSigned: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, emitter, flags } = translation;
    const operand = operandOf(instruction);
    const sizeBytes = sizeOf(operand);
    const [left, right] = [emitter.temporary('left'), emitter.temporary('right')];
    const [product, high] = [emitter.temporary('product'), emitter.temporary('high')];
    readWide(translation, operand, sizeBytes, isSigned, right);
    readWide(translation, registerOperand(RAX, sizeBytes), sizeBytes, isSigned, left);
    sink.localGet(left);
    sink.localGet(right);
    sink.op(OP.i64Mul);
    sink.localSet(product);
    if (sizeBytes === 8) {
      pushHighProduct(translation, left, right, isSigned);
      sink.localTee(high);
      if (isSigned) {
        sink.localGet(product);
        sink.i64Const(63);
        sink.op(OP.i64ShrS);
      } else sink.i64Const(0);
      sink.op(OP.i64Ne);
    } else pushIsWider(translation, product, sizeBytes, isSigned);
    leaveProductFlags(translation, sizeBytes);
    sink.localGet(product);
    emitter.clean(sizeBytes);
    sink.localSet(flags.result);
    if (sizeBytes === 1) {
      sink.localGet(product);
      emitter.clean(2);
      emitter.writeRegister(registerOperand(RAX, 2));
      return;
    }
    sink.localGet(flags.result);
    emitter.writeRegister(registerOperand(RAX, sizeBytes));
    if (sizeBytes === 8) sink.localGet(high);
    else {
      sink.localGet(product);
      sink.i64Const(8 * sizeBytes);
      sink.op(OP.i64ShrU);
      emitter.clean(sizeBytes);
    }
    emitter.writeRegister(registerOperand(RDX, sizeBytes));
  };
}

/** Two operands, or the second by an immediate, into the first: cut to its size. */
function multiplyInto(translation: Translation, instruction: Instruction): void {
  const { sink, emitter, flags } = translation;
  const [target, second] = operandsOf(instruction);
  const third = instruction.operands[2] ?? target;
  const sizeBytes = sizeOf(target);
  const [left, right] = [emitter.temporary('left'), emitter.temporary('right')];
  const product = emitter.temporary('product');
  readWide(translation, second, sizeBytes, true, left);
  readWide(translation, third, sizeBytes, true, right);
  sink.localGet(left);
  sink.localGet(right);
  sink.op(OP.i64Mul);
  sink.localSet(product);
  if (translation.liveFlags !== 0) {
    if (sizeBytes === 8) {
      pushHighProduct(translation, left, right, true);
      sink.localGet(product);
      sink.i64Const(63);
      sink.op(OP.i64ShrS, OP.i64Ne);
    } else pushIsWider(translation, product, sizeBytes, true);
    leaveProductFlags(translation, sizeBytes);
    sink.localGet(product);
    emitter.clean(sizeBytes);
    sink.localSet(flags.result);
  }
  sink.localGet(product);
  emitter.clean(sizeBytes);
  translation.write(target, sizeBytes);
}

function multiplySigned(translation: Translation, instruction: Instruction): void {
  if (instruction.operands.length === 1) multiply(true)(translation, instruction);
  else multiplyInto(translation, instruction);
}

/** Leaves with a divide error if the condition on the stack holds. */
function refuseIf({ emitter }: Translation, { address }: Instruction): void {
  emitter.open(OP.if);
  emitter.leaveBecause(EXIT.divide, address);
  emitter.close();
}

/** rdx and rax, or ax, by an operand: the quotient into rax or al, the rest into rdx or ah. */
function divide(isSigned: boolean): Semantics {
  return (translation, instruction) => {
    const operand = operandOf(instruction);
    const sizeBytes = sizeOf(operand);
    if (sizeBytes === 8) divide128(translation, instruction, operand, isSigned);
    else divide64(translation, instruction, operand, sizeBytes, isSigned);
  };
}

/** A dividend of at most 64 bits. */
function divide64(
  translation: Translation,
  instruction: Instruction,
  operand: Operand,
  sizeBytes: number,
  isSigned: boolean,
): void {
  const { sink, emitter } = translation;
  const [dividend, divisor] = [emitter.temporary('left'), emitter.temporary('right')];
  const quotient = emitter.temporary('product');
  readWide(translation, operand, sizeBytes, isSigned, divisor);
  if (sizeBytes === 1) emitter.readRegister(registerOperand(RAX, 2));
  else {
    emitter.readRegister(registerOperand(RDX, sizeBytes));
    sink.i64Const(8 * sizeBytes);
    sink.op(OP.i64Shl);
    emitter.readRegister(registerOperand(RAX, sizeBytes));
    sink.op(OP.i64Or);
  }
  if (isSigned) emitter.extend(2 * sizeBytes);
  sink.localSet(dividend);
  sink.localGet(divisor);
  sink.op(OP.i64Eqz);
  refuseIf(translation, instruction);
  if (isSigned && sizeBytes === 4) {
    // The one quotient that 64 bits have no room for, which traps.
    sink.localGet(divisor);
    sink.i64Const(-1);
    sink.op(OP.i64Eq);
    sink.localGet(dividend);
    sink.i64Const(-(2n ** 63n));
    sink.op(OP.i64Eq, OP.i32And);
    refuseIf(translation, instruction);
  }
  sink.localGet(dividend);
  sink.localGet(divisor);
  sink.op(isSigned ? OP.i64DivS : OP.i64DivU);
  sink.localSet(quotient);
  pushIsWider(translation, quotient, sizeBytes, isSigned);
  refuseIf(translation, instruction);
  sink.localGet(dividend);
  sink.localGet(divisor);
  sink.op(isSigned ? OP.i64RemS : OP.i64RemU);
  emitter.clean(sizeBytes);
  emitter.writeRegister(sizeBytes === 1 ? registerOperand(RAX, 1, true) : registerOperand(RDX, sizeBytes));
  sink.localGet(quotient);
  emitter.clean(sizeBytes);
  emitter.writeRegister(registerOperand(RAX, sizeBytes));
}

/** A dividend of 128 bits, nearly always one that is the extension of 64. */
function divide128(
  translation: Translation,
  instruction: Instruction,
  operand: Operand,
  isSigned: boolean,
): void {
  const { sink, emitter } = translation;
  const scratch = emitter.layout.registers + REGISTER_FILE.scratch;
  const divisor = emitter.temporary('right');
  translation.read(operand, 8);
  sink.localSet(divisor);
  for (const [offset, push] of [
    [0, () => emitter.getRegister(RAX)],
    [8, () => emitter.getRegister(RDX)],
    [16, () => sink.localGet(divisor)],
  ] as const) {
    sink.i32Const(0);
    push();
    sink.accessAt(OP.i64Store, scratch + offset);
  }
  sink.i32Const(isSigned ? 1 : 0);
  sink.call(IMPORTED.divide);
  sink.op(OP.i32Eqz);
  refuseIf(translation, instruction);
  for (const [offset, register] of [
    [0, RAX],
    [8, RDX],
  ] as const) {
    sink.i32Const(0);
    sink.accessAt(OP.i64Load, scratch + offset);
    emitter.setRegister(register);
  }
}

export const PRODUCTS: Readonly<Record<string, Semantics>> = {
  mul: multiply(false),
  imul: multiplySigned,
  div: divide(false),
  idiv: divide(true),
};
