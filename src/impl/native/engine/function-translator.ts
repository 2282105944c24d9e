import type { Instruction } from '../decode/instruction.ts';
import { type Block, isOfMachine, nextAddress, targetOf } from './discover.ts';
import { type Label, Untranslatable } from './emitter.ts';
import { EXIT, MACHINE } from './exit.ts';
import type { EngineLayout } from './layout.ts';
import { flagsBeforeOne, flagsBehind, flagsLiveAt } from './live-flags.ts';
import { RCX, REGISTER_FILE, RSP } from './register-file.ts';
import { SEMANTICS } from './semantics/index.ts';
import { moveStack, pushLocal } from './semantics/stack.ts';
import { at, operandOf, Translation } from './translation.ts';
import type { CodeSink } from './wasm/code-sink.ts';
import { OP } from './wasm/opcodes.ts';

/** A function in WebAssembly: (block to start with) -> why it was left. */
export interface TranslatedFunction {
  readonly locals: readonly number[];
  readonly code: Uint8Array;
  /** Where it may be entered: the address of a block, and the block's number. */
  readonly entries: readonly (readonly [address: bigint, block: number])[];
  /** Addresses of its blocks, in the order of their counters. */
  readonly blocks: readonly bigint[];
}

/** The parameter: which block comes next. */
const NEXT_BLOCK = 0;
const SLOT_BYTES = 8;

const BREAKPOINT = 3;
const INVALID_OPCODE = 6;

/**
 * Translates a function. Blocks lie one behind the other, each at the end of a WebAssembly block that those before it
 * branch out of, within one loop: a jump forward is a branch, one backward is a turn of that loop, which takes fuel.
 *
 * @param firstCounter the number of the counter of its first block; null where nobody counts
 */
export function translateFunction(
  layout: EngineLayout,
  blocks: readonly Block[],
  firstCounter: number | null,
): TranslatedFunction {
  return new FunctionTranslator(layout, blocks).translate(firstCounter);
}

class FunctionTranslator {
  readonly #translation: Translation;
  readonly #layout: EngineLayout;
  readonly #blocks: readonly Block[];
  readonly #numbers: ReadonlyMap<bigint, number>;
  readonly #live: ReadonlyMap<bigint, number>;
  /** Of each block, how many others lead to it. */
  readonly #ways = new Map<bigint, number>();
  readonly #labels: Label[] = [];
  #loop: Label = 0;
  #current = 0;

  constructor(layout: EngineLayout, blocks: readonly Block[]) {
    this.#layout = layout;
    this.#blocks = blocks;
    this.#translation = new Translation(layout);
    this.#numbers = new Map(blocks.map(({ address }, number) => [address, number]));
    this.#live = flagsLiveAt(blocks);
    for (const { successors } of blocks)
      for (const to of new Set(successors)) this.#ways.set(to, (this.#ways.get(to) ?? 0) + 1);
  }

  translate(firstCounter: number | null): TranslatedFunction {
    const { emitter, sink, flags } = this.#translation;
    emitter.begin();
    this.#loop = emitter.open(OP.loop);
    for (let number = this.#blocks.length - 1; number >= 0; number -= 1)
      this.#labels[number] = emitter.open(OP.block);
    sink.localGet(NEXT_BLOCK);
    sink.op(OP.brTable);
    sink.unsigned(this.#blocks.length - 1);
    for (const label of this.#labels) sink.unsigned(emitter.distance(label));
    for (const [number, block] of this.#blocks.entries()) {
      emitter.close();
      this.#current = number;
      if (firstCounter !== null) this.#count(firstCounter + number);
      this.#block(block);
    }
    sink.op(OP.unreachable);
    emitter.close();
    const usesFlags = flags.isUsed;
    const code = emitter.end(
      (before) => {
        this.#takeFuel(before);
        if (usesFlags) flags.load(before);
      },
      (after) => {
        if (usesFlags) flags.save(after);
      },
    );
    return {
      locals: emitter.locals,
      code,
      entries: this.#blocks.flatMap(({ address, isEntered }, number) =>
        isEntered ? [[address, number] as const] : [],
      ),
      blocks: this.#blocks.map(({ address }) => address),
    };
  }

  #count(counter: number): void {
    const { sink } = this.#translation;
    const position = this.#layout.counters + 4 * counter;
    sink.i32Const(0);
    sink.i32Const(0);
    sink.accessAt(OP.i32Load, position);
    sink.i32Const(1);
    sink.op(OP.i32Add);
    sink.accessAt(OP.i32Store, position);
  }

  /** Entering a function takes fuel; without any it is left at once, as it was entered. */
  #takeFuel(sink: CodeSink): void {
    this.#spend(sink);
    sink.open(OP.if);
    sink.i32Const(EXIT.fuel);
    sink.op(OP.return);
    sink.end();
  }

  /** Spends one, and pushes whether there was none. */
  #spend(sink: CodeSink): void {
    const fuel = this.#layout.registers + REGISTER_FILE.fuel;
    const left = this.#translation.emitter.temporary('fuel', 0x7f);
    sink.i32Const(0);
    sink.i32Const(0);
    sink.accessAt(OP.i32Load, fuel);
    sink.i32Const(1);
    sink.op(OP.i32Sub);
    sink.localTee(left);
    sink.accessAt(OP.i32Store, fuel);
    sink.localGet(left);
    sink.i32Const(0);
    sink.op(OP.i32LtS);
  }

  #block(block: Block): void {
    const { emitter, flags } = this.#translation;
    const { address, instructions, isEntered } = block;
    emitter.forget();
    // Only what comes from the block before alone is known.
    const before = this.#blocks[this.#current - 1];
    const isAlone =
      !isEntered && this.#ways.get(address) === 1 && before?.successors.includes(address) === true;
    if (!isAlone) flags.known = null;
    const behind = liveBehindEach(instructions, flagsBehind(block, this.#live));
    for (const [index, instruction] of instructions.entries()) {
      emitter.address = instruction.address;
      this.#translation.liveFlags = behind[index] ?? 0;
      if (!this.#instruction(instruction)) return;
    }
    const last = instructions.at(-1);
    // There is no instruction at all.
    if (last === undefined) emitter.leaveBecause(EXIT.unsupported, address);
    else this.#goTo(nextAddress(last));
  }

  /** Returns whether code goes on behind it, in the same block. */
  #instruction(instruction: Instruction): boolean {
    const { emitter, flags } = this.#translation;
    const mark = emitter.mark();
    const { known } = flags;
    try {
      return this.#translated(instruction);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      emitter.rewind(mark);
      flags.known = known;
      emitter.leaveBecause(EXIT.unsupported, instruction.address);
      return false;
    }
  }

  #translated(instruction: Instruction): boolean {
    const { emitter } = this.#translation;
    const { mnemonic, address } = instruction;
    const next = nextAddress(instruction);
    switch (mnemonic) {
      case 'jmp':
      case 'call':
        this.#transfer(instruction, next);
        return false;
      case 'j':
      case 'jrcxz':
        this.#conditional(instruction, next);
        return false;
      case 'ret':
        this.#return(instruction);
        return false;
      case 'int':
        emitter.leaveBecause(EXIT.interrupt, next, vectorOf(instruction));
        return false;
      case 'int3':
        emitter.leaveBecause(EXIT.interrupt, next, BREAKPOINT);
        return false;
      case 'ud2':
        emitter.leaveBecause(EXIT.interrupt, address, INVALID_OPCODE);
        return false;
      case 'cpuid':
      case 'rdtsc':
      case 'xgetbv':
        emitter.leaveBecause(EXIT.machine, next, MACHINE[mnemonic]);
        return false;
      default:
    }
    if (isOfMachine(instruction)) {
      emitter.leaveBecause(EXIT.machine, next, controlMove(instruction));
      return false;
    }
    const semantics = SEMANTICS.get(mnemonic);
    if (semantics === undefined) throw new Untranslatable(mnemonic);
    semantics(this.#translation, instruction);
    return true;
  }

  /** A jump or call: direct, or to what an operand has. */
  #transfer(instruction: Instruction, next: bigint): void {
    const { emitter, sink } = this.#translation;
    const isCall = instruction.mnemonic === 'call';
    const target = targetOf(instruction);
    const local = emitter.temporary('target');
    if (target === null) {
      this.#translation.read(operandOf(instruction), SLOT_BYTES);
      sink.localSet(local);
    }
    if (isCall) {
      const back = emitter.temporary('pushed');
      sink.i64Const(next);
      sink.localSet(back);
      pushLocal(this.#translation, back);
    }
    if (target === null) emitter.leaveForLocal(local);
    else if (isCall) emitter.leaveFor(target);
    else this.#goTo(target);
  }

  #conditional(instruction: Instruction, next: bigint): void {
    const { emitter, sink, flags } = this.#translation;
    const { condition } = instruction;
    const target = targetOf(instruction);
    if (target === null) throw new Untranslatable('jump');
    this.#store(target);
    this.#store(next);
    if (condition === null) {
      emitter.getRegister(RCX);
      sink.op(OP.i64Eqz);
    } else flags.pushCondition(condition);
    const number = this.#numbers.get(target);
    const label = number === undefined ? undefined : this.#labels[number];
    if (number !== undefined && label !== undefined && number > this.#current) emitter.br(label, OP.brIf);
    else {
      emitter.open(OP.if);
      this.#goTo(target);
      emitter.close();
    }
    this.#goTo(next);
  }

  #return(instruction: Instruction): void {
    const { emitter, sink } = this.#translation;
    const [operand] = instruction.operands;
    const more = operand?.kind === 'immediate' ? Number(BigInt.asUintN(16, operand.value)) : 0;
    const local = emitter.temporary('target');
    this.#translation.read(at(RSP, SLOT_BYTES), SLOT_BYTES);
    sink.localSet(local);
    moveStack(this.#translation, SLOT_BYTES + more);
    emitter.leaveForLocal(local);
  }

  /** Goes on at an address: in this function, or elsewhere. */
  #goTo(address: bigint): void {
    const { emitter, sink } = this.#translation;
    const number = this.#numbers.get(address);
    const label = number === undefined ? undefined : this.#labels[number];
    if (number === undefined || label === undefined) {
      emitter.leaveFor(address);
      return;
    }
    this.#store(address);
    if (number > this.#current) {
      emitter.br(label);
      return;
    }
    this.#spend(sink);
    emitter.open(OP.if);
    emitter.leaveBecause(EXIT.fuel, address);
    emitter.close();
    sink.i32Const(number);
    sink.localSet(NEXT_BLOCK);
    emitter.br(this.#loop);
  }

  /** Stores which operation left the flags, for a block that does not know it. */
  #store(address: bigint): void {
    if ((this.#live.get(address) ?? 0) !== 0) this.#translation.flags.store();
  }
}

/** Flags that somebody may read behind each instruction. */
function liveBehindEach(instructions: readonly Instruction[], behind: number): readonly number[] {
  const live: number[] = [];
  let now = behind;
  for (const [index, instruction] of [...instructions.entries()].reverse()) {
    live[index] = now;
    now = flagsBeforeOne(instruction, now);
  }
  return live;
}

function vectorOf(instruction: Instruction): number {
  const operand = operandOf(instruction);
  if (operand.kind !== 'immediate') throw new Untranslatable('int');
  return Number(BigInt.asUintN(8, operand.value));
}

/** A move from or to cr8: which, and the number of the other register. */
function controlMove({ operands }: Instruction): number {
  const [target, source] = operands;
  if (target?.kind === 'register' && source?.kind === 'control' && source.name === 'cr8')
    return MACHINE.readCr8 | (target.register << 8);
  if (source?.kind === 'register' && target?.kind === 'control' && target.name === 'cr8')
    return MACHINE.writeCr8 | (source.register << 8);
  throw new Untranslatable('control register');
}
