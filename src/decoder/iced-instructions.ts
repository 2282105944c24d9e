import type * as Iced from 'iced-x86';
import {
  CONDITIONS,
  type Condition,
  type Decode,
  type Instruction,
  type MemoryOperand,
  type Operand,
} from '../impl/native/decode/instruction.ts';

const BITS = 64;
const MAX_INSTRUCTION_BYTES = 15;

/** String instructions, by what iced-x86 calls them. */
const STRINGS: Readonly<Record<string, readonly [mnemonic: string, elementBytes: number]>> =
  Object.fromEntries(
    ['movs', 'stos', 'scas', 'lods', 'cmps'].flatMap((mnemonic) =>
      (['b', 'w', 'd', 'q'] as const).map((letter, power) => [
        `${mnemonic}${letter}`,
        [mnemonic, 2 ** power],
      ]),
    ),
  );

/** What stands before a condition. */
const CONDITIONAL = /^(j|cmov|set)(.+)$/;
const KNOWN: ReadonlySet<string> = new Set(CONDITIONS);

/** Instructions that move the stack pointer by what they push or pop, which is 16 bits where a prefix says so; `leave` may be of these too. */
const STACK_MOVES: ReadonlySet<string> = new Set(['push', 'pop']);
const WORD_BYTES = 2;

/** Registers of iced-x86 by their number there. */
interface Registers {
  readonly general: ReadonlyMap<number, readonly [register: number, sizeBytes: number, isHighByte: boolean]>;
  readonly vectors: ReadonlyMap<number, number>;
  readonly names: ReadonlyMap<number, string>;
}

/** Decodes with iced-x86, which takes a moment to load: it is WebAssembly. */
export async function icedDecode(): Promise<Decode> {
  const iced = await import('iced-x86');
  return new IcedInstructions(iced).decode;
}

class IcedInstructions {
  readonly #iced: typeof Iced;
  readonly #registers: Registers;
  readonly #mnemonics: ReadonlyMap<number, string>;
  readonly #instruction: Iced.Instruction;

  constructor(iced: typeof Iced) {
    this.#iced = iced;
    this.#registers = registersOf(iced);
    this.#mnemonics = new Map(
      Object.entries(iced.Mnemonic).flatMap(([name, value]) =>
        typeof value === 'number' ? [[value, name.toLowerCase()] as const] : [],
      ),
    );
    this.#instruction = new iced.Instruction();
  }

  readonly decode: Decode = (bytes, address) => {
    const { Decoder, DecoderOptions } = this.#iced;
    if (bytes.length === 0) return null;
    const decoder = new Decoder(BITS, bytes.subarray(0, MAX_INSTRUCTION_BYTES), DecoderOptions.None);
    try {
      decoder.ip = address;
      decoder.decodeOut(this.#instruction);
    } finally {
      decoder.free();
    }
    return this.#instruction.isInvalid ? null : this.#decoded(address);
  };

  #decoded(address: bigint): Instruction {
    const instruction = this.#instruction;
    const name = this.#mnemonics.get(instruction.mnemonic) ?? '';
    const repeat = instruction.hasRepnePrefix ? 'repne' : instruction.hasRepPrefix ? 'rep' : null;
    const shared = {
      address,
      lengthBytes: instruction.length,
      isLocked: instruction.hasLockPrefix,
      condition: null,
      elementBytes: 0,
      repeat: null,
    } as const;
    const string = STRINGS[name];
    if (string !== undefined && this.#isString()) {
      const [mnemonic, elementBytes] = string;
      const isPlain = instruction.segmentPrefix === this.#iced.Register.None && this.#isAddress64();
      return { ...shared, mnemonic: isPlain ? mnemonic : name, operands: [], elementBytes, repeat };
    }
    const conditional = CONDITIONAL.exec(name);
    const [, stem = '', condition = ''] = conditional ?? [];
    if (KNOWN.has(condition)) {
      return { ...shared, mnemonic: stem, operands: this.#operands(), condition: condition as Condition };
    }
    const operands = this.#operands();
    const isVectorMove = name === 'movsd' && string !== undefined;
    const isOfWords =
      (STACK_MOVES.has(name) && Math.abs(instruction.stackPointerIncrement) === WORD_BYTES) ||
      instruction.code === this.#iced.Code.Leavew;
    const mnemonic = isVectorMove ? 'movsd-vector' : isOfWords ? `${name}w` : name;
    return { ...shared, mnemonic, operands };
  }

  /** Whether an operand is where rsi or rdi points. */
  #isString(): boolean {
    const { OpKind } = this.#iced;
    const instruction = this.#instruction;
    for (let index = 0; index < instruction.opCount; index += 1) {
      const kind = instruction.opKind(index);
      if (kind >= OpKind.MemorySegSI && kind <= OpKind.MemoryESRDI) return true;
    }
    return false;
  }

  #isAddress64(): boolean {
    const { OpKind } = this.#iced;
    const instruction = this.#instruction;
    for (let index = 0; index < instruction.opCount; index += 1) {
      const kind = instruction.opKind(index);
      const isShort = kind === OpKind.MemorySegSI || kind === OpKind.MemorySegESI;
      if (isShort || kind === OpKind.MemoryESDI || kind === OpKind.MemoryESEDI) return false;
    }
    return true;
  }

  #operands(): readonly Operand[] {
    const operands: Operand[] = [];
    for (let index = 0; index < this.#instruction.opCount; index += 1) operands.push(this.#operand(index));
    return operands;
  }

  #operand(index: number): Operand {
    const { OpKind } = this.#iced;
    const instruction = this.#instruction;
    const kind = instruction.opKind(index);
    switch (kind) {
      case OpKind.Register:
        return this.#register(instruction.opRegister(index));
      case OpKind.Memory:
        return this.#memory();
      case OpKind.NearBranch64:
        return { kind: 'target', address: BigInt.asUintN(64, instruction.nearBranchTarget) };
      default:
        if (kind >= OpKind.Immediate8 && kind <= OpKind.Immediate32to64)
          return { kind: 'immediate', value: BigInt.asIntN(64, instruction.immediate(index)) };
        return { kind: 'control', name: `operand of kind ${kind}` };
    }
  }

  #register(register: number): Operand {
    const general = this.#registers.general.get(register);
    if (general !== undefined) {
      const [number, sizeBytes, isHighByte] = general;
      return { kind: 'register', register: number, sizeBytes, isHighByte };
    }
    const vector = this.#registers.vectors.get(register);
    if (vector !== undefined) return { kind: 'xmm', register: vector };
    return { kind: 'control', name: this.#registers.names.get(register) ?? `register ${register}` };
  }

  #memory(): MemoryOperand {
    const { Register, MemorySizeExt } = this.#iced;
    const instruction = this.#instruction;
    const sizeBytes = MemorySizeExt.size(instruction.memorySize);
    const segment =
      instruction.memorySegment === Register.GS
        ? 'gs'
        : instruction.memorySegment === Register.FS
          ? 'fs'
          : null;
    const shared = { kind: 'memory', sizeBytes, segment } as const;
    if (instruction.isIpRelMemoryOperand) {
      const displacement = BigInt.asIntN(64, instruction.ipRelMemoryAddress);
      return { ...shared, base: null, index: null, scale: 1, displacement, isAddress32: false };
    }
    const base = this.#registers.general.get(instruction.memoryBase);
    const index = this.#registers.general.get(instruction.memoryIndex);
    return {
      ...shared,
      base: base?.[0] ?? null,
      index: index?.[0] ?? null,
      scale: instruction.memoryIndexScale,
      displacement: BigInt.asIntN(64, instruction.memoryDisplacement),
      isAddress32: [base, index].some((register) => register !== undefined && register[1] !== 8),
    };
  }
}

const LOW_NAMES = ['a', 'c', 'd', 'b'] as const;
const POINTER_NAMES = ['SP', 'BP', 'SI', 'DI'] as const;

function registersOf({ Register }: typeof Iced): Registers {
  const byName = Register as unknown as Readonly<Record<string, number>>;
  const general = new Map<number, readonly [number, number, boolean]>();
  const add = (name: string, register: number, sizeBytes: number, isHighByte = false): void => {
    const found = byName[name];
    if (found === undefined) throw new RangeError(`iced-x86 has no register ${name}`);
    general.set(found, [register, sizeBytes, isHighByte]);
  };
  const vectors = new Map<number, number>();
  for (let register = 0; register < 16; register += 1) {
    const letter = LOW_NAMES[register]?.toUpperCase();
    const pointer = POINTER_NAMES[register - 4];
    const [whole, half, quarter, byte] =
      letter !== undefined
        ? [`R${letter}X`, `E${letter}X`, `${letter}X`, `${letter}L`]
        : pointer !== undefined
          ? [`R${pointer}`, `E${pointer}`, pointer, `${pointer}L`]
          : [`R${register}`, `R${register}D`, `R${register}W`, `R${register}L`];
    add(whole, register, 8);
    add(half, register, 4);
    add(quarter, register, 2);
    add(byte, register, 1);
    if (letter !== undefined) add(`${letter}H`, register, 1, true);
    const vector = byName[`XMM${register}`];
    if (vector !== undefined) vectors.set(vector, register);
  }
  const names = new Map<number, string>(
    Object.entries(byName).flatMap(([name, value]) =>
      typeof value === 'number' ? [[value, name.toLowerCase()] as const] : [],
    ),
  );
  return { general, vectors, names };
}
