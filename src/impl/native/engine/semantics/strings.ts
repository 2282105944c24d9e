import type { Instruction } from '../../decode/instruction.ts';
import { RAX, RCX, RDI, REGISTER_FILE, RSI } from '../register-file.ts';
import { at, registerOperand, type Semantics, type Translation } from '../translation.ts';
import { OP } from '../wasm/opcodes.ts';

/** Moves a pointer to the next element, by the direction. */
function advance({ sink, emitter }: Translation, register: number, elementBytes: number): void {
  emitter.getRegister(register);
  sink.i32Const(0);
  sink.accessAt(OP.i32Load, emitter.layout.registers + REGISTER_FILE.direction);
  sink.i32Const(elementBytes);
  sink.op(OP.i32Mul, OP.i64ExtendI32S, OP.i64Add);
  emitter.setRegister(register);
}

/** Does `element` once, or as often as rcx says, or until `ends` pushes that it is enough. */
function repeated(
  translation: Translation,
  { repeat }: Instruction,
  element: () => void,
  pushEnds?: () => void,
): void {
  const { sink, emitter } = translation;
  if (repeat === null) {
    element();
    return;
  }
  const done = emitter.open(OP.block);
  const again = emitter.open(OP.loop);
  emitter.getRegister(RCX);
  sink.op(OP.i64Eqz);
  emitter.br(done, OP.brIf);
  element();
  emitter.getRegister(RCX);
  sink.i64Const(1);
  sink.op(OP.i64Sub);
  emitter.setRegister(RCX);
  if (pushEnds !== undefined) {
    pushEnds();
    emitter.br(done, OP.brIf);
  }
  emitter.br(again);
  emitter.close();
  emitter.close();
}

function moveString(translation: Translation, instruction: Instruction): void {
  const { elementBytes } = instruction;
  repeated(translation, instruction, () => {
    translation.read(at(RSI, elementBytes), elementBytes);
    translation.write(at(RDI, elementBytes), elementBytes);
    advance(translation, RSI, elementBytes);
    advance(translation, RDI, elementBytes);
  });
}

function storeString(translation: Translation, instruction: Instruction): void {
  const { elementBytes } = instruction;
  repeated(translation, instruction, () => {
    translation.read(registerOperand(RAX, elementBytes), elementBytes);
    translation.write(at(RDI, elementBytes), elementBytes);
    advance(translation, RDI, elementBytes);
  });
}

function loadString(translation: Translation, instruction: Instruction): void {
  const { elementBytes } = instruction;
  repeated(translation, instruction, () => {
    translation.read(at(RSI, elementBytes), elementBytes);
    translation.emitter.writeRegister(registerOperand(RAX, elementBytes));
    advance(translation, RSI, elementBytes);
  });
}

/** Compares elements: with that in rax, or of two strings. Flags are those of the last comparison, if there was any. */
function compareString(isScan: boolean): Semantics {
  return (translation, instruction) => {
    const { sink, emitter, flags } = translation;
    const { elementBytes, repeat } = instruction;
    const [left, right] = [emitter.temporary('left'), emitter.temporary('right')];
    flags.isUsed = true;
    flags.store();
    flags.known = null;
    repeated(
      translation,
      instruction,
      () => {
        translation.read(isScan ? registerOperand(RAX, elementBytes) : at(RSI, elementBytes), elementBytes);
        sink.localSet(left);
        translation.read(at(RDI, elementBytes), elementBytes);
        sink.localSet(right);
        sink.localGet(left);
        sink.localTee(flags.source);
        sink.localGet(right);
        sink.localTee(flags.other);
        sink.op(OP.i64Sub);
        emitter.clean(elementBytes);
        sink.localSet(flags.result);
        flags.set('sub', elementBytes);
        flags.store();
        if (!isScan) advance(translation, RSI, elementBytes);
        advance(translation, RDI, elementBytes);
      },
      () => {
        sink.localGet(flags.result);
        sink.op(OP.i64Eqz);
        if (repeat === 'rep') sink.op(OP.i32Eqz);
      },
    );
    // Of a repeated one it depends on the count.
    if (repeat !== null) flags.known = null;
  };
}

function setDirection(direction: 1 | -1): Semantics {
  return ({ sink, emitter }) => {
    sink.i32Const(0);
    sink.i32Const(direction);
    sink.accessAt(OP.i32Store, emitter.layout.registers + REGISTER_FILE.direction);
  };
}

export const STRINGS: Readonly<Record<string, Semantics>> = {
  movs: moveString,
  stos: storeString,
  lods: loadString,
  scas: compareString(true),
  cmps: compareString(false),
  cld: setDirection(1),
  std: setDirection(-1),
};
