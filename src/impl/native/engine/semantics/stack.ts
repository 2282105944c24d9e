import type { Instruction } from '../../decode/instruction.ts';
import { Untranslatable } from '../emitter.ts';
import { RSP } from '../register-file.ts';
import { at, operandOf, type Semantics, sizeOf, type Translation } from '../translation.ts';
import { OP } from '../wasm/opcodes.ts';

const RBP = 5;
const SLOT_BYTES = 8;

/** Pushes what is in a local of 64 bits. The stack pointer moves once it is stored. */
export function pushLocal({ sink, emitter }: Translation, local: number): void {
  emitter.addressOf(at(RSP, SLOT_BYTES, BigInt(-SLOT_BYTES)));
  emitter.store(SLOT_BYTES, local);
  moveStack({ sink, emitter }, -SLOT_BYTES);
}

/** Moves the stack pointer. */
export function moveStack({ sink, emitter }: Pick<Translation, 'sink' | 'emitter'>, bytes: number): void {
  emitter.getRegister(RSP);
  sink.i64Const(bytes);
  sink.op(OP.i64Add);
  emitter.setRegister(RSP);
}

function push(translation: Translation, instruction: Instruction): void {
  const operand = operandOf(instruction);
  if (operand.kind !== 'immediate' && sizeOf(operand) !== SLOT_BYTES)
    throw new Untranslatable('push of 16 bits');
  const value = translation.emitter.temporary('pushed');
  translation.read(operand, SLOT_BYTES);
  translation.sink.localSet(value);
  pushLocal(translation, value);
}

function pop(translation: Translation, instruction: Instruction): void {
  const { sink, emitter } = translation;
  const operand = operandOf(instruction);
  if (sizeOf(operand) !== SLOT_BYTES) throw new Untranslatable('pop of 16 bits');
  translation.read(at(RSP, SLOT_BYTES), SLOT_BYTES);
  if (operand.kind === 'memory') {
    // An address by the stack pointer is that behind the value.
    const value = emitter.temporary('pushed');
    sink.localSet(value);
    emitter.addressOf(operand, operand.base === RSP ? SLOT_BYTES : 0);
    emitter.store(SLOT_BYTES, value);
    moveStack(translation, SLOT_BYTES);
    return;
  }
  moveStack(translation, SLOT_BYTES);
  translation.write(operand, SLOT_BYTES);
}

/** The frame of a function is gone: rsp is where rbp was pushed. */
function leave(translation: Translation): void {
  const { sink, emitter } = translation;
  translation.read(at(RBP, SLOT_BYTES), SLOT_BYTES);
  emitter.getRegister(RBP);
  sink.i64Const(SLOT_BYTES);
  sink.op(OP.i64Add);
  emitter.setRegister(RSP);
  emitter.setRegister(RBP);
}

export const STACK: Readonly<Record<string, Semantics>> = { push, pop, leave };
