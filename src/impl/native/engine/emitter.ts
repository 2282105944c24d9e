import { PAGE_MASK, PAGE_SHIFT, PAGE_SIZE } from '../../../nt/page.ts';
import { PTE_PRESENT, PTE_WATCHED, WRITE_ACCESS } from '../../memory/page-table.ts';
import type { MemoryOperand, RegisterOperand } from '../decode/instruction.ts';
import { ACCESS, EXIT } from './exit.ts';
import type { EngineLayout } from './layout.ts';
import { loadField, REGISTER_FILE } from './register-file.ts';
import { CodeSink } from './wasm/code-sink.ts';
import { I32, I64, OP, V128 } from './wasm/opcodes.ts';

/** An instruction, or a form of one, that no translation knows: it ends the run where it is executed. */
export class Untranslatable extends Error {
  override readonly name = 'Untranslatable';
}

/** Functions that translated code imports, in the order of their indices. */
export const IMPORTED = {
  /** (low, high, size and kind of access) -> the position of the bytes, or -1 where they are not to be had. */
  load: 0,
  /** (low, high, size) -> -1 where it is not allowed; the bytes are in the scratch. */
  store: 1,
  /** (kind, source, other, result) -> the flags as a word. */
  flags: 2,
  /** (left, right) -> the high half of their unsigned product. */
  highProduct: 3,
  /** (operation and size) -> 0 where there is no quotient; operands and results are in the scratch. */
  divide: 4,
} as const;

/** The field of `gs` that code may read: of the processor's own block (native.md, section 3). */
const GS_FIELDS: ReadonlySet<bigint> = new Set([0x18n, 0x20n, 0x180n, 0x184n, 0x188n, 0x1a4n]);

const LOADS: Readonly<Record<number, number>> = {
  1: OP.i64Load8U,
  2: OP.i64Load16U,
  4: OP.i64Load32U,
  8: OP.i64Load,
};
const STORES: Readonly<Record<number, number>> = {
  1: OP.i64Store8,
  2: OP.i64Store16,
  4: OP.i64Store32,
  8: OP.i64Store,
};
const SIGN_EXTENSIONS: Readonly<Record<number, number>> = {
  1: OP.i64Extend8S,
  2: OP.i64Extend16S,
  4: OP.i64Extend32S,
};

/** All bits of a size, signed for the sink. */
export function maskOf(sizeBytes: number): bigint {
  return (1n << BigInt(8 * sizeBytes)) - 1n;
}

/** How far code was written. */
export interface Mark {
  readonly bytes: number;
  readonly depth: number;
  readonly narrow: number;
}

/** A place to branch to: the end of a block, or the start of a loop. */
export type Label = number;

/**
 * Writes the code of one function: registers as locals, memory through the page tables, and how it is left. Values on the
 * stack are of 64 bits and clean: what is above their size is zero.
 */
export class Emitter {
  readonly sink = new CodeSink();
  readonly layout: EngineLayout;
  /** Types of the locals behind the parameter, which is the block to start with. */
  readonly locals: number[] = [];
  /** Told before code that leaves in the middle of an instruction, to have all known that is not stored as yet. */
  onLeaving: () => void = () => {};
  /** The instruction that is translated. */
  address = 0n;
  readonly #general: (number | null)[] = Array.from({ length: 16 }, () => null);
  readonly #vectors: (number | null)[] = Array.from({ length: 16 }, () => null);
  readonly #changed = new Set<number>();
  readonly #changedVectors = new Set<number>();
  readonly #temporaries = new Map<string, number>();
  /** Registers whose high halves are known to be zero, a bit each. */
  #narrow = 0;
  #depth = 0;
  #exit: Label = 0;
  #fault: Label = 0;

  constructor(layout: EngineLayout) {
    this.layout = layout;
  }

  /** Opens what code is left by: to be called once, ahead of all code; `end` ends it. */
  begin(): void {
    this.#exit = this.open(OP.block);
    this.#fault = this.open(OP.block);
  }

  /** The whole code of the function, with its registers loaded and stored around it, and `before` and `after` these. */
  end(before: (sink: CodeSink) => void, after: (sink: CodeSink) => void): Uint8Array {
    const { sink, layout } = this;
    sink.op(OP.unreachable);
    this.close();
    // A fault: where it was is known by the distance from the start of the code.
    const base = layout.registers;
    sink.i32Const(0);
    sink.localGet(this.temporary('fault', I32));
    sink.op(OP.i64ExtendI32U);
    sink.i64Const(layout.codeBase);
    sink.op(OP.i64Add);
    sink.accessAt(OP.i64Store, base + REGISTER_FILE.rip);
    sink.i32Const(EXIT.fault);
    sink.localSet(this.exitKind);
    this.close();
    for (const register of this.#changed) {
      sink.i32Const(0);
      sink.localGet(this.#generalLocal(register));
      sink.accessAt(OP.i64Store, base + REGISTER_FILE.general + 8 * register);
    }
    for (const register of this.#changedVectors) {
      sink.i32Const(0);
      sink.localGet(this.#vectorLocal(register));
      sink.v128Store(base + REGISTER_FILE.xmm + 16 * register);
    }
    after(sink);
    sink.localGet(this.exitKind);
    const code = new CodeSink();
    before(code);
    for (const [register, local] of this.#general.entries()) {
      if (local === null) continue;
      loadField(code, base, REGISTER_FILE.general + 8 * register);
      code.localSet(local);
    }
    for (const [register, local] of this.#vectors.entries()) {
      if (local === null) continue;
      code.i32Const(0);
      code.v128Load(base + REGISTER_FILE.xmm + 16 * register);
      code.localSet(local);
    }
    code.append(sink.bytes);
    return code.bytes;
  }

  /** A block begins, of which nothing is known. */
  forget(): void {
    this.#narrow = 0;
  }

  /** Where code has got to, for `rewind`. */
  mark(): Mark {
    return { bytes: this.sink.bytes.length, depth: this.#depth, narrow: this.#narrow };
  }

  /** Takes back all code behind a mark. */
  rewind({ bytes, depth, narrow }: Mark): void {
    this.sink.truncate(bytes);
    this.#depth = depth;
    this.#narrow = narrow;
  }

  /** What is told by `EXIT`. */
  get exitKind(): number {
    return this.temporary('exit kind', I32);
  }

  /** A local of its own for a purpose, the same each time. */
  temporary(purpose: string, type: number = I64): number {
    const known = this.#temporaries.get(purpose);
    if (known !== undefined) return known;
    const local = this.#newLocal(type);
    this.#temporaries.set(purpose, local);
    return local;
  }

  /** Writes code under the condition on the stack, after which only what holds for both ways is known. */
  conditionally(work: () => void): void {
    const before = this.#narrow;
    this.open(OP.if);
    work();
    this.close();
    this.#narrow &= before;
  }

  open(op: number): Label {
    this.sink.open(op);
    this.#depth += 1;
    return this.#depth;
  }

  close(): void {
    this.sink.end();
    this.#depth -= 1;
  }

  br(label: Label, op: number = OP.br): void {
    this.sink.op(op);
    this.sink.unsigned(this.#depth - label);
  }

  /** How many blocks a label is away. */
  distance(label: Label): number {
    return this.#depth - label;
  }

  // Registers

  /** Pushes a whole register. */
  getRegister(register: number): void {
    this.sink.localGet(this.#generalLocal(register));
  }

  /** Pops a whole register. */
  setRegister(register: number, isNarrow = false): void {
    this.#changed.add(register);
    this.#narrow = isNarrow ? this.#narrow | (1 << register) : this.#narrow & ~(1 << register);
    this.sink.localSet(this.#generalLocal(register));
  }

  /** Pushes what a register operand has. */
  readRegister({ register, sizeBytes, isHighByte }: RegisterOperand): void {
    const { sink } = this;
    this.getRegister(register);
    if (isHighByte) {
      sink.i64Const(8);
      sink.op(OP.i64ShrU);
    }
    if (sizeBytes < 4 || (sizeBytes === 4 && (this.#narrow & (1 << register)) === 0)) this.clean(sizeBytes);
  }

  /** Pops what a register operand gets: 32 bits clear the rest, fewer leave it as it was. */
  writeRegister({ register, sizeBytes, isHighByte }: RegisterOperand): void {
    const { sink } = this;
    if (sizeBytes >= 4) {
      this.setRegister(register, sizeBytes === 4);
      return;
    }
    const shift = isHighByte ? 8n : 0n;
    if (isHighByte) {
      sink.i64Const(8);
      sink.op(OP.i64Shl);
    }
    this.getRegister(register);
    sink.i64Const(~(maskOf(sizeBytes) << shift));
    sink.op(OP.i64And, OP.i64Or);
    this.setRegister(register, (this.#narrow & (1 << register)) !== 0);
  }

  getVector(register: number): void {
    this.sink.localGet(this.#vectorLocal(register));
  }

  setVector(register: number): void {
    this.#changedVectors.add(register);
    this.sink.localSet(this.#vectorLocal(register));
  }

  /** Cuts the value on the stack to a size. */
  clean(sizeBytes: number): void {
    const { sink } = this;
    if (sizeBytes === 8) return;
    if (sizeBytes === 4) sink.op(OP.i32WrapI64, OP.i64ExtendI32U);
    else {
      sink.i64Const(maskOf(sizeBytes));
      sink.op(OP.i64And);
    }
  }

  /** Extends the value on the stack by its sign, to 64 bits. */
  extend(sizeBytes: number): void {
    const op = SIGN_EXTENSIONS[sizeBytes];
    if (op !== undefined) this.sink.op(op);
  }

  // Memory

  /** Pushes the address of a memory operand. `moreBytes` are added to it. */
  addressOf(operand: MemoryOperand, moreBytes = 0): void {
    const { sink } = this;
    const { base, index, scale, segment, isAddress32 } = operand;
    const displacement = BigInt.asIntN(64, operand.displacement + BigInt(moreBytes));
    if (isAddress32) throw new Untranslatable('an address of 32 bits');
    if (segment !== null && !this.#isKnownField(operand)) throw new Untranslatable(`${segment} segment`);
    if (base !== null) this.getRegister(base);
    if (index !== null) {
      this.getRegister(index);
      if (scale > 1) {
        sink.i64Const(Math.log2(scale));
        sink.op(OP.i64Shl);
      }
      if (base !== null) sink.op(OP.i64Add);
    }
    const isEmpty = base === null && index === null;
    if (isEmpty || displacement !== 0n) sink.i64Const(displacement);
    if (!isEmpty && displacement !== 0n) sink.op(OP.i64Add);
    if (segment !== null) {
      loadField(sink, this.layout.registers, REGISTER_FILE.gsBase);
      sink.op(OP.i64Add);
    }
  }

  #isKnownField({ base, index, segment, displacement }: MemoryOperand): boolean {
    return segment === 'gs' && base === null && index === null && GS_FIELDS.has(displacement);
  }

  /** Pops an address and pushes the value there. `intent` is of `ACCESS`: what is modified must be writable too. */
  load(sizeBytes: number, intent: number = ACCESS.read): void {
    const { sink } = this;
    const position = this.temporary('position', I32);
    this.#check(sizeBytes, intent === ACCESS.read ? PTE_PRESENT : WRITE_ACCESS);
    this.open(OP.if);
    this.#callSlow(IMPORTED.load, sizeBytes | (intent << 8));
    sink.localTee(position);
    sink.i32Const(0);
    sink.op(OP.i32LtS);
    this.#faultIf();
    sink.op(OP.else);
    this.#pushPosition();
    sink.localSet(position);
    this.close();
    sink.localGet(position);
    if (sizeBytes === 16) sink.v128Load();
    else sink.access(LOADS[sizeBytes] ?? OP.unreachable);
  }

  /** Pops an address, and stores what is in a local there. */
  store(sizeBytes: number, value: number): void {
    const { sink } = this;
    const scratch = this.layout.registers + REGISTER_FILE.scratch;
    this.#check(sizeBytes, WRITE_ACCESS);
    this.open(OP.if);
    sink.i32Const(0);
    sink.localGet(value);
    this.#write(sizeBytes, scratch);
    this.#callSlow(IMPORTED.store, sizeBytes | (ACCESS.write << 8));
    sink.i32Const(0);
    sink.op(OP.i32LtS);
    this.#faultIf();
    sink.op(OP.else);
    this.#pushPosition();
    sink.localGet(value);
    this.#write(sizeBytes, 0);
    this.close();
  }

  #write(sizeBytes: number, offset: number): void {
    if (sizeBytes === 16) this.sink.v128Store(offset);
    else this.sink.access(STORES[sizeBytes] ?? OP.unreachable, offset);
  }

  /** The address on the stack is kept, and whether an access there needs more than its page table entry is pushed. */
  #check(sizeBytes: number, need: number): void {
    const { sink, layout } = this;
    const address = this.temporary('address');
    const low = this.temporary('low', I32);
    const entry = this.temporary('entry', I32);
    sink.localTee(address);
    sink.op(OP.i32WrapI64);
    sink.localTee(low);
    sink.i32Const(28);
    sink.op(OP.i32ShrU);
    sink.i32Const(2);
    sink.op(OP.i32Shl);
    sink.access(OP.i32Load, layout.highHalves);
    this.#pushHigh();
    sink.op(OP.i32Xor);
    sink.localGet(low);
    sink.i32Const(PAGE_SHIFT);
    sink.op(OP.i32ShrU);
    sink.i32Const(2);
    sink.op(OP.i32Shl);
    sink.access(OP.i32Load, layout.pageTable);
    sink.localTee(entry);
    sink.i32Const(need | PTE_WATCHED);
    sink.op(OP.i32And);
    sink.i32Const(need);
    sink.op(OP.i32Xor, OP.i32Or);
    if (sizeBytes === 1) return;
    sink.localGet(low);
    sink.i32Const(PAGE_MASK);
    sink.op(OP.i32And);
    sink.i32Const(PAGE_SIZE - sizeBytes);
    sink.op(OP.i32GtU, OP.i32Or);
  }

  #pushHigh(): void {
    const { sink } = this;
    sink.localGet(this.temporary('address'));
    sink.i64Const(32);
    sink.op(OP.i64ShrU, OP.i32WrapI64);
  }

  /** Pushes the position behind the address that was checked. */
  #pushPosition(): void {
    const { sink } = this;
    sink.localGet(this.temporary('entry', I32));
    sink.i32Const(~PAGE_MASK);
    sink.op(OP.i32And);
    sink.localGet(this.temporary('low', I32));
    sink.i32Const(PAGE_MASK);
    sink.op(OP.i32And, OP.i32Or);
  }

  #callSlow(imported: number, how: number): void {
    const { sink } = this;
    sink.localGet(this.temporary('low', I32));
    this.#pushHigh();
    sink.i32Const(how);
    sink.call(imported);
  }

  /** Leaves with a fault if the condition on the stack holds. */
  #faultIf(): void {
    this.open(OP.if);
    this.onLeaving();
    this.sink.i32Const(Number(this.address - this.layout.codeBase));
    this.sink.localSet(this.temporary('fault', I32));
    this.br(this.#fault);
    this.close();
  }

  /** Leaves with a general-protection fault, which has no address, if the condition on the stack holds. */
  protectionFaultIf(): void {
    const { sink, layout } = this;
    this.open(OP.if);
    sink.i32Const(0);
    sink.i64Const(-1);
    sink.accessAt(OP.i64Store, layout.registers + REGISTER_FILE.faultAddress);
    sink.i32Const(0);
    sink.i32Const(16);
    sink.accessAt(OP.i32Store, layout.registers + REGISTER_FILE.exitDetail);
    sink.i32Const(1);
    this.#faultIf();
    this.close();
  }

  // Leaving

  /** Leaves for an address. */
  leaveFor(address: bigint): void {
    this.#setRip(() => this.sink.i64Const(address));
    this.leave(EXIT.goesOn);
  }

  /** Leaves for the address in a local. */
  leaveForLocal(local: number): void {
    this.#setRip(() => this.sink.localGet(local));
    this.leave(EXIT.goesOn);
  }

  /** Leaves for a reason that somebody else has to deal with; code goes on at `rip`. */
  leaveBecause(kind: number, rip: bigint, detail = 0): void {
    const { sink } = this;
    this.#setRip(() => sink.i64Const(rip));
    sink.i32Const(0);
    sink.i32Const(detail);
    sink.accessAt(OP.i32Store, this.layout.registers + REGISTER_FILE.exitDetail);
    this.leave(kind);
  }

  leave(kind: number): void {
    this.onLeaving();
    this.sink.i32Const(kind);
    this.sink.localSet(this.exitKind);
    this.br(this.#exit);
  }

  #setRip(push: () => void): void {
    this.sink.i32Const(0);
    push();
    this.sink.accessAt(OP.i64Store, this.layout.registers + REGISTER_FILE.rip);
  }

  #generalLocal(register: number): number {
    const local = this.#general[register] ?? this.#newLocal(I64);
    this.#general[register] = local;
    return local;
  }

  #vectorLocal(register: number): number {
    const local = this.#vectors[register] ?? this.#newLocal(V128);
    this.#vectors[register] = local;
    return local;
  }

  #newLocal(type: number): number {
    this.locals.push(type);
    return this.locals.length;
  }
}
