/** A decoded x86-64 instruction, as much of it as its meaning needs. Whoever decodes is outside of this folder. */
export interface Instruction {
  /** Of its first byte, unsigned 64 bits. */
  readonly address: bigint;
  readonly lengthBytes: number;
  /**
   * In lower case, as Intel's manual names it. String instructions have no operands and no size in their name: `movs`,
   * `stos`, `scas`, `lods`, `cmps`; their size is `elementBytes`. A conditional one is its stem: `j`, `cmov`, `set`.
   */
  readonly mnemonic: string;
  readonly operands: readonly Operand[];
  /** Of a conditional instruction. */
  readonly condition: Condition | null;
  /** Of a string instruction, else 0. */
  readonly elementBytes: number;
  readonly repeat: 'rep' | 'repne' | null;
  readonly isLocked: boolean;
}

/** What an instruction takes or gives. */
export type Operand =
  | RegisterOperand
  | XmmOperand
  | ControlOperand
  | MemoryOperand
  | ImmediateOperand
  | TargetOperand;

/** A general-purpose register or its low part; of the first four also the second byte (`ah` to `bh`). */
export interface RegisterOperand {
  readonly kind: 'register';
  /** 0 to 15: rax, rcx, rdx, rbx, rsp, rbp, rsi, rdi, r8 to r15. */
  readonly register: number;
  readonly sizeBytes: number;
  readonly isHighByte: boolean;
}

interface XmmOperand {
  readonly kind: 'xmm';
  /** 0 to 15. */
  readonly register: number;
}

/** A control, debug or segment register. */
interface ControlOperand {
  readonly kind: 'control';
  /** Such as `cr8`. */
  readonly name: string;
}

/** What lies at base + index × scale + displacement, or what that comes to for `lea`. */
export interface MemoryOperand {
  readonly kind: 'memory';
  /** Bytes that are accessed; 0 where none are, or no fixed number. */
  readonly sizeBytes: number;
  readonly base: number | null;
  readonly index: number | null;
  /** 1, 2, 4 or 8. */
  readonly scale: number;
  /** Signed 64 bits. An operand that is relative to the next instruction has its address here and no base. */
  readonly displacement: bigint;
  readonly segment: 'fs' | 'gs' | null;
  /** Whether the address is cut to 32 bits. */
  readonly isAddress32: boolean;
}

interface ImmediateOperand {
  readonly kind: 'immediate';
  /** Signed 64 bits. */
  readonly value: bigint;
}

/** Where a direct jump or call leads. */
interface TargetOperand {
  readonly kind: 'target';
  /** Unsigned 64 bits. */
  readonly address: bigint;
}

/** The conditions of jumps, moves and sets. */
export const CONDITIONS = [
  'o',
  'no',
  'b',
  'ae',
  'e',
  'ne',
  'be',
  'a',
  's',
  'ns',
  'p',
  'np',
  'l',
  'ge',
  'le',
  'g',
] as const;

/** A condition; one with an odd number is the opposite of the one before. */
export type Condition = (typeof CONDITIONS)[number];

/** Decodes the instruction at the start of `bytes`, 15 of which are enough; null where none is. */
export type Decode = (bytes: Uint8Array, address: bigint) => Instruction | null;
