import type { Condition, Instruction } from '../decode/instruction.ts';

/** Bits of rflags that instructions leave and read. */
export const FLAG = {
  carry: 0x001,
  parity: 0x004,
  adjust: 0x010,
  zero: 0x040,
  sign: 0x080,
  overflow: 0x800,
} as const;

/** All of them. */
export const ALL_FLAGS = 0x8d5;

const { carry, parity, zero, sign, overflow } = FLAG;

/**
 * What flags are told from, once somebody wants them: which operation left them, in `kind` its number and above that the
 * size of its operands as a power of two; its operands, cut to their size, in `source` and `other`, and its result.
 */
export const FLAG_KIND = {
  /** The result is the flags themselves. */
  word: 0,
  add: 1,
  /** With a carry that was added too. */
  adc: 2,
  sub: 3,
  /** With a borrow. */
  sbb: 4,
  logic: 5,
  /** `source` is the carry from before. */
  inc: 6,
  dec: 7,
  /** `source` is the carry, `other` the overflow. */
  shift: 8,
} as const;

/** An operation that leaves flags. */
export type FlagOperation = keyof typeof FLAG_KIND;

/** What is known of the flags while code is translated; null where it depends on how that code is reached. */
export interface KnownFlags {
  readonly operation: FlagOperation;
  readonly sizeBytes: number;
}

/** A kind as code stores it. */
export function flagKind({ operation, sizeBytes }: KnownFlags): number {
  return FLAG_KIND[operation] | (Math.log2(sizeBytes) << 4);
}

/** Which flags a condition reads. */
const READ_BY: Readonly<Record<Condition, number>> = {
  o: overflow,
  no: overflow,
  b: carry,
  ae: carry,
  e: zero,
  ne: zero,
  be: carry | zero,
  a: carry | zero,
  s: sign,
  ns: sign,
  p: parity,
  np: parity,
  l: sign | overflow,
  ge: sign | overflow,
  le: sign | overflow | zero,
  g: sign | overflow | zero,
};

/** Which flags an instruction reads, and which it leaves or spoils. */
export interface FlagUse {
  readonly reads: number;
  readonly writes: number;
}

/** It leaves all flags alone, or may: then it passes on those that it found. */
const NONE: FlagUse = { reads: 0, writes: 0 };
const LEAVES: FlagUse = { reads: 0, writes: ALL_FLAGS };
const WITH_CARRY: FlagUse = { reads: carry, writes: ALL_FLAGS };
const ALL_BUT_CARRY: FlagUse = { reads: 0, writes: ALL_FLAGS & ~carry };
const ALL_BUT_ZERO: FlagUse = { reads: 0, writes: ALL_FLAGS & ~zero };

function same(use: FlagUse, ...mnemonics: readonly string[]): (readonly [string, FlagUse])[] {
  return mnemonics.map((mnemonic) => [mnemonic, use]);
}

const USES: ReadonlyMap<string, FlagUse> = new Map([
  ...same(LEAVES, 'add', 'sub', 'cmp', 'neg', 'and', 'or', 'xor', 'test', 'xadd', 'cmpxchg'),
  ...same(LEAVES, 'imul', 'mul', 'div', 'idiv', 'tzcnt', 'bsf', 'bsr'),
  ...same(WITH_CARRY, 'adc', 'sbb'),
  ...same(ALL_BUT_CARRY, 'inc', 'dec'),
  ...same(ALL_BUT_ZERO, 'bt', 'bts', 'btr', 'btc'),
]);

const SHIFTS: ReadonlySet<string> = new Set(['shl', 'shr', 'sar', 'shld', 'shrd']);

/** How far an instruction shifts, where it says so itself; null where cl does. */
export function shiftCount({ operands }: Instruction, sizeBytes: number): number | null {
  const last = operands.at(-1);
  return last?.kind === 'immediate' ? Number(BigInt.asUintN(sizeBytes === 8 ? 6 : 5, last.value)) : null;
}

/** Which flags an instruction reads, and which it leaves. */
export function flagUse(instruction: Instruction): FlagUse {
  const { mnemonic, condition, operands } = instruction;
  if (condition !== null) return { reads: READ_BY[condition], writes: 0 };
  if (SHIFTS.has(mnemonic)) {
    const [target] = operands;
    const sizeBytes = target?.kind === 'register' || target?.kind === 'memory' ? target.sizeBytes : 8;
    const count = shiftCount(instruction, sizeBytes);
    return count === null || count === 0 ? NONE : LEAVES;
  }
  return USES.get(mnemonic) ?? NONE;
}
