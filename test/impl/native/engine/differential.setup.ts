import type * as Iced from 'iced-x86';
import type { Instruction, MemoryOperand } from '../../../../src/impl/native/decode/instruction.ts';
import { ALL_FLAGS, FLAG } from '../../../../src/impl/native/engine/flags.ts';
import { PAGE_SIZE } from '../../../../src/nt/page.ts';
import type { Form, OperandForm } from './forms.setup.ts';
import { CODE, DATA, DATA_PAGES, type Lab, STACK_TOP, type State } from './lab.setup.ts';
import { EXITS, type Processor } from './processor.setup.ts';

const RSP = 4;
const RBP = 5;
const RSI = 6;
const RDI = 7;
const RCX = 1;

/** Numbers from a seed, the same each time. */
export class Numbers {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** Below 2^32. */
  next(): number {
    // Mulberry32.
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  below(limit: number): number {
    return this.next() % limit;
  }

  /** 64 bits: of any value, or one where something changes. */
  word(): bigint {
    const any = (BigInt(this.next()) << 32n) | BigInt(this.next());
    switch (this.below(4)) {
      case 0:
        return any;
      case 1:
        return any >> BigInt(this.below(64));
      case 2: {
        const edge = 1n << BigInt(this.below(65));
        return BigInt.asUintN(64, edge + BigInt(this.below(5)) - 2n);
      }
      default:
        return BigInt.asUintN(64, -(any >> BigInt(this.below(64))));
    }
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.next());
  }

  of<Item>(items: readonly [Item, ...Item[]]): Item {
    return items[this.below(items.length)] ?? items[0];
  }
}

/** An instruction as bytes. */
export interface Encoded {
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** An encoding of a form with registers, numbers and places in memory; null where they do not go together. */
export function encode(iced: typeof Iced, form: Form, numbers: Numbers): Encoded | null {
  const instruction = iced.Instruction.create(form.code);
  try {
    const withMemory = numbers.below(2) === 0;
    let memoryIndex = -1;
    for (const [index, operand] of form.operands.entries()) {
      const isMemory = operand.kind === 'memory' || ('orMemory' in operand && operand.orMemory && withMemory);
      if (isMemory) {
        memoryIndex = index;
        setKind(instruction, index, iced.OpKind.Memory);
        setMemory(iced, instruction, numbers);
      } else setOperand(iced, instruction, index, operand, numbers);
    }
    if (form.canLock && memoryIndex === 0 && numbers.below(3) === 0) instruction.hasLockPrefix = true;
    if (form.canRepeat) {
      const which = numbers.below(3);
      if (which === 1) instruction.hasRepPrefix = true;
      if (which === 2) instruction.hasRepnePrefix = true;
    }
    const encoder = new iced.Encoder(64);
    try {
      encoder.encode(instruction, BigInt(CODE));
      return { bytes: encoder.takeBuffer(), text: form.name };
    } catch {
      return null;
    } finally {
      encoder.free();
    }
  } finally {
    instruction.free();
  }
}

function setKind(instruction: Iced.Instruction, index: number, kind: number): void {
  if (index === 0) instruction.op0Kind = kind;
  else if (index === 1) instruction.op1Kind = kind;
  else instruction.op2Kind = kind;
}

function setOperand(
  iced: typeof Iced,
  instruction: Iced.Instruction,
  index: number,
  operand: OperandForm,
  numbers: Numbers,
): void {
  switch (operand.kind) {
    case 'register':
    case 'xmm': {
      setKind(instruction, index, iced.OpKind.Register);
      const register = registerOf(iced, operand, numbers);
      if (index === 0) instruction.op0Register = register;
      else if (index === 1) instruction.op1Register = register;
      else instruction.op2Register = register;
      return;
    }
    case 'immediate': {
      setKind(instruction, index, operand.opKind);
      const value = operand.bits === 0 ? 1n : BigInt.asIntN(operand.bits, numbers.word());
      setImmediate(iced, instruction, operand.opKind, value);
      return;
    }
    case 'string':
      setKind(instruction, index, operand.opKind);
      return;
    default:
  }
}

function setImmediate(iced: typeof Iced, instruction: Iced.Instruction, kind: number, value: bigint): void {
  const { OpKind } = iced;
  if (kind === OpKind.Immediate8) instruction.immediate8 = Number(value);
  else if (kind === OpKind.Immediate8to16) instruction.immediate8to16 = Number(value);
  else if (kind === OpKind.Immediate8to32) instruction.immediate8to32 = Number(value);
  else if (kind === OpKind.Immediate8to64) instruction.immediate8to64 = value;
  else if (kind === OpKind.Immediate16) instruction.immediate16 = Number(value);
  else if (kind === OpKind.Immediate32) instruction.immediate32 = Number(value);
  else if (kind === OpKind.Immediate32to64) instruction.immediate32to64 = value;
  else instruction.immediate64 = value;
}

const NAMES: Readonly<Record<number, readonly string[]>> = {
  1: [
    'AL',
    'CL',
    'DL',
    'BL',
    'SPL',
    'BPL',
    'SIL',
    'DIL',
    'R8L',
    'R9L',
    'R10L',
    'R11L',
    'R12L',
    'R13L',
    'R14L',
    'R15L',
    'AH',
    'CH',
    'DH',
    'BH',
  ],
  2: [
    'AX',
    'CX',
    'DX',
    'BX',
    'SP',
    'BP',
    'SI',
    'DI',
    'R8W',
    'R9W',
    'R10W',
    'R11W',
    'R12W',
    'R13W',
    'R14W',
    'R15W',
  ],
  4: [
    'EAX',
    'ECX',
    'EDX',
    'EBX',
    'ESP',
    'EBP',
    'ESI',
    'EDI',
    'R8D',
    'R9D',
    'R10D',
    'R11D',
    'R12D',
    'R13D',
    'R14D',
    'R15D',
  ],
  8: [
    'RAX',
    'RCX',
    'RDX',
    'RBX',
    'RSP',
    'RBP',
    'RSI',
    'RDI',
    'R8',
    'R9',
    'R10',
    'R11',
    'R12',
    'R13',
    'R14',
    'R15',
  ],
};

function named(iced: typeof Iced, name: string): number {
  return (iced.Register as unknown as Readonly<Record<string, number>>)[name] ?? 0;
}

function registerOf(
  iced: typeof Iced,
  operand: Extract<OperandForm, { kind: 'register' | 'xmm' }>,
  numbers: Numbers,
): number {
  if (operand.kind === 'xmm') return named(iced, `XMM${numbers.below(16)}`);
  const names = NAMES[operand.sizeBytes] ?? [];
  return named(iced, names[operand.fixed ?? numbers.below(names.length)] ?? '');
}

function setMemory(iced: typeof Iced, instruction: Iced.Instruction, numbers: Numbers): void {
  const registers = NAMES[8] ?? [];
  instruction.memoryBase = named(iced, registers[numbers.below(16)] ?? '');
  if (numbers.below(3) === 0) {
    // Not rsp, which can't be an index.
    const index = registers[(RSP + 1 + numbers.below(15)) % 16] ?? '';
    instruction.memoryIndex = named(iced, index);
    instruction.memoryIndexScale = numbers.of([1, 2, 4, 8]);
  }
  // 8 stands for the 32 bits that are extended.
  const size = numbers.of([0, 1, 8]);
  instruction.memoryDisplSize = size;
  if (size === 1) instruction.memoryDisplacement = BigInt.asUintN(64, BigInt(numbers.below(256)) - 128n);
  if (size === 8) instruction.memoryDisplacement = BigInt.asUintN(64, BigInt(numbers.next() | 0));
}

/** Mnemonics whose flags are not all defined, and those that are. */
const UNDEFINED: Readonly<Record<string, number>> = {
  and: FLAG.adjust,
  or: FLAG.adjust,
  xor: FLAG.adjust,
  test: FLAG.adjust,
  mul: ALL_FLAGS & ~(FLAG.carry | FLAG.overflow),
  imul: ALL_FLAGS & ~(FLAG.carry | FLAG.overflow),
  div: ALL_FLAGS,
  idiv: ALL_FLAGS,
  bt: ALL_FLAGS & ~(FLAG.carry | FLAG.zero),
  bts: ALL_FLAGS & ~(FLAG.carry | FLAG.zero),
  btr: ALL_FLAGS & ~(FLAG.carry | FLAG.zero),
  btc: ALL_FLAGS & ~(FLAG.carry | FLAG.zero),
  bsf: ALL_FLAGS & ~FLAG.zero,
  bsr: ALL_FLAGS & ~FLAG.zero,
  tzcnt: ALL_FLAGS & ~(FLAG.zero | FLAG.carry),
};
const SHIFTED: ReadonlySet<string> = new Set(['shl', 'shr', 'sar', 'shld', 'shrd', 'rol', 'ror']);

/** Flags of an instruction that are to be equal, for a state. */
function definedFlags({ mnemonic, operands }: Instruction, { general }: State): number {
  if (SHIFTED.has(mnemonic)) {
    const [target] = operands;
    const sizeBytes = target?.kind === 'register' || target?.kind === 'memory' ? target.sizeBytes : 8;
    const last = operands.at(-1);
    const given = last?.kind === 'immediate' ? last.value : (general[RCX] ?? 0n);
    const count = Number(given & (sizeBytes === 8 ? 63n : 31n));
    const isRotation = mnemonic === 'rol' || mnemonic === 'ror';
    let undefinedFlags = isRotation || count === 0 ? 0 : FLAG.adjust;
    if (count > 1) undefinedFlags |= FLAG.overflow;
    if (!isRotation && count >= 8 * sizeBytes) undefinedFlags |= FLAG.carry;
    return ALL_FLAGS & ~undefinedFlags;
  }
  return ALL_FLAGS & ~(UNDEFINED[mnemonic] ?? 0);
}

const DATA_START = BigInt(DATA);
/** Where operands lie: around the end of the second page. */
const MIDDLE = DATA_START + BigInt(2 * PAGE_SIZE);
/** What of the data is compared, on each side of it. */
const AROUND = 512;

/** A state in which the operands of an instruction are where there is memory. */
export function stateFor({ mnemonic, operands, elementBytes }: Instruction, numbers: Numbers): State {
  const general = Array.from({ length: 16 }, () => numbers.word());
  general[RSP] = BigInt(STACK_TOP - 8 * numbers.below(16));
  if (elementBytes > 0) {
    general[RCX] = BigInt(numbers.below(6));
    general[RSI] = MIDDLE + BigInt(numbers.below(128)) - 64n;
    general[RDI] = MIDDLE + BigInt(numbers.below(128)) - 64n;
  }
  if (mnemonic === 'leave') general[RBP] = general[RSP];
  const [first, second] = operands;
  if (mnemonic.startsWith('bt') && first?.kind === 'memory' && second?.kind === 'register')
    general[second.register] = BigInt.asUintN(64, BigInt(numbers.below(2048)) - 1024n);
  if ((mnemonic === 'div' || mnemonic === 'idiv') && numbers.below(4) > 0) {
    // Most have a quotient.
    general[2] =
      mnemonic === 'div' ? BigInt(numbers.below(4)) : (general[0] ?? 0n) >> 63n === 0n ? 0n : 2n ** 64n - 1n;
  }
  const memory = operands.find((operand) => operand.kind === 'memory');
  if (memory !== undefined && mnemonic !== 'lea') placeOperand(memory, general, numbers);
  return {
    general,
    flags: numbers.next() & ALL_FLAGS,
    vectors: Array.from({ length: 16 }, () => numbers.bytes(16)),
  };
}

/** Sets the base so that the operand lies in the data. */
function placeOperand(
  { base, index, scale, displacement }: MemoryOperand,
  general: bigint[],
  numbers: Numbers,
): void {
  const isAligned = numbers.below(2) === 0;
  const offset = isAligned ? 16 * (numbers.below(16) - 8) : numbers.below(64) - 32;
  const target = MIDDLE + BigInt(offset);
  if (base === null) return;
  if (index === base) {
    // There is none for each address: one that comes close.
    general[base] = BigInt.asUintN(64, (target - displacement) / BigInt(scale + 1));
    return;
  }
  const more = index === null ? 0n : (general[index] ?? 0n) * BigInt(scale);
  general[base] = BigInt.asUintN(64, target - displacement - more);
}

/** The jump behind an instruction, to where code leaves. */
export function leaving(at: number, exit = 0): number[] {
  const distance = (EXITS[exit] ?? EXITS[0]) - (at + 5);
  return [0xe9, distance & 0xff, (distance >> 8) & 0xff, (distance >> 16) & 0xff, (distance >> 24) & 0xff];
}

/** What comparing came to. */
export interface Compared {
  /** Null where it agrees. */
  readonly difference: string | null;
  /** Why it was not compared, such as a divide error; null where it was. */
  readonly left: string | null;
}

/** Executes loaded code by both, from the same state and memory. */
export function compare(
  lab: Lab,
  processor: Processor,
  instruction: Instruction,
  state: State,
  numbers: Numbers,
): Compared {
  const data = numbers.bytes(2 * AROUND);
  const dataAt = 2 * PAGE_SIZE - AROUND;
  const guestData = lab.memory.u8.subarray(dataAt, dataAt + 2 * AROUND);
  const stackAt = PAGE_SIZE - 256;
  const guestStack = lab.memory.u8.subarray(
    DATA_PAGES * PAGE_SIZE + stackAt,
    DATA_PAGES * PAGE_SIZE + stackAt + 512,
  );
  guestData.set(data);
  guestStack.fill(0x5a);
  lab.state = state;
  lab.registers.direction = 1;
  const ending = lab.run();
  if (ending.kind !== 'left') {
    const isAlignment = ending.kind === 'fault' && ending.address === 2n ** 64n - 1n;
    const isExpected =
      ending.kind === 'divide-error' || ending.kind === 'unsupported-instruction' || isAlignment;
    const isUnplaced = ending.kind === 'fault' && isSelfIndexed(instruction);
    if (isExpected || isUnplaced) return { difference: null, left: isAlignment ? 'alignment' : ending.kind };
    return { difference: `ended as ${ending.kind}`, left: null };
  }
  processor.data.subarray(dataAt, dataAt + 2 * AROUND).set(data);
  processor.stack.subarray(stackAt, stackAt + 512).fill(0x5a);
  const { exit, state: expected } = processor.run(state);
  const found = lab.state;
  const leftBy = EXITS.indexOf(Number(lab.registers.rip) as (typeof EXITS)[number]);
  const differences: string[] = [];
  if (exit !== leftBy) differences.push(`left by ${leftBy}, not ${exit}`);
  for (const [register, value] of expected.general.entries())
    if (found.general[register] !== value)
      differences.push(
        `register ${register}: ${found.general[register]?.toString(16)}, not ${value.toString(16)}`,
      );
  // What a program has left of adjust may be undefined.
  const mask = instruction.mnemonic === 'nop' ? ALL_FLAGS & ~FLAG.adjust : definedFlags(instruction, state);
  if (((found.flags ^ expected.flags) & mask) !== 0)
    differences.push(
      `flags: ${(found.flags & mask).toString(16)}, not ${(expected.flags & mask).toString(16)}`,
    );
  for (const [register, value] of expected.vectors.entries())
    if (!sameBytes(found.vectors[register], value)) differences.push(`xmm${register}`);
  if (!sameBytes(guestData, processor.data.subarray(dataAt, dataAt + 2 * AROUND))) differences.push('data');
  if (!sameBytes(guestStack, processor.stack.subarray(stackAt, stackAt + 512))) differences.push('stack');
  return { difference: differences.length === 0 ? null : differences.join('; '), left: null };
}

/** One whose operand can't be placed. */
function isSelfIndexed({ mnemonic, operands }: Instruction): boolean {
  const [first, second] = operands;
  // The stack can't be there, too.
  if ((mnemonic === 'push' || mnemonic === 'pop') && first?.kind === 'memory' && first.base === RSP)
    return true;
  if (first?.kind === 'memory' && second?.kind === 'register' && first.base === second.register) return true;
  return operands.some(
    (operand) => operand.kind === 'memory' && operand.index !== null && operand.index === operand.base,
  );
}

function sameBytes(left: Uint8Array | undefined, right: Uint8Array): boolean {
  return left !== undefined && Buffer.compare(left, right) === 0;
}
