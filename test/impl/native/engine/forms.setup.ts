import type * as Iced from 'iced-x86';
import { SEMANTICS } from '../../../../src/impl/native/engine/semantics/index.ts';

/** A form of an instruction: its operands are of kinds and sizes that belong together. */
export interface Form {
  readonly code: number;
  readonly name: string;
  readonly operands: readonly OperandForm[];
  readonly canLock: boolean;
  readonly canRepeat: boolean;
}

/** What an operand may be. */
export type OperandForm =
  | {
      readonly kind: 'register';
      readonly sizeBytes: number;
      readonly orMemory: boolean;
      /** The number of a register that it has to be. */
      readonly fixed?: number;
    }
  | { readonly kind: 'xmm'; readonly orMemory: boolean }
  | { readonly kind: 'memory' }
  | { readonly kind: 'immediate'; readonly opKind: number; readonly bits: number }
  | { readonly kind: 'string'; readonly opKind: number };

/** Conditional instructions and others that have more than one name. */
const ALSO = /^(cmov|set)[a-z]+_/i;

/**
 * All forms of the instructions that the translator knows, but those that code does not go on behind: what iced-x86 lists,
 * of 64-bit mode.
 */
export function formsOf(iced: typeof Iced): readonly Form[] {
  const forms: Form[] = [];
  for (const [name, code] of Object.entries(iced.Code)) {
    if (typeof code !== 'number') continue;
    const info = iced.CodeExt.opCode(code);
    const mnemonic = iced.Mnemonic[info.mnemonic]?.toLowerCase() ?? '';
    const isKnown = SEMANTICS.has(mnemonic) || ALSO.test(name) || SEMANTICS.has(mnemonic.slice(0, 4));
    const isLegacy = info.encoding === iced.EncodingKind.Legacy;
    if (isKnown && isLegacy && info.isInstruction && info.mode64 && !name.startsWith('Nop_')) {
      const operands = Array.from({ length: info.opCount }, (_, index) =>
        operandForm(iced, info.opKind(index)),
      );
      const isComplete = operands.every((operand) => operand !== null);
      if (isComplete) {
        forms.push({
          code,
          name,
          operands: operands as readonly OperandForm[],
          canLock: info.canUseLockPrefix,
          canRepeat: info.canUseRepPrefix || info.canUseRepnePrefix,
        });
      }
    }
    info.free();
  }
  return forms;
}

function operandForm(iced: typeof Iced, kind: number): OperandForm | null {
  const name = iced.OpCodeOperandKind[kind] ?? '';
  const register = /^r(8|16|32|64)_(reg|opcode|rm|or_mem)$/.exec(name);
  if (register !== null) {
    const [, bits = '0', how = ''] = register;
    return { kind: 'register', sizeBytes: Number(bits) / 8, orMemory: how === 'or_mem' };
  }
  switch (name) {
    case 'xmm_reg':
    case 'xmm_rm':
      return { kind: 'xmm', orMemory: false };
    case 'xmm_or_mem':
      return { kind: 'xmm', orMemory: true };
    case 'mem':
      return { kind: 'memory' };
    case 'al':
      return { kind: 'register', sizeBytes: 1, orMemory: false, fixed: 0 };
    case 'cl':
      return { kind: 'register', sizeBytes: 1, orMemory: false, fixed: 1 };
    case 'ax':
      return { kind: 'register', sizeBytes: 2, orMemory: false, fixed: 0 };
    case 'eax':
      return { kind: 'register', sizeBytes: 4, orMemory: false, fixed: 0 };
    case 'rax':
      return { kind: 'register', sizeBytes: 8, orMemory: false, fixed: 0 };
    case 'seg_rSI':
      return { kind: 'string', opKind: iced.OpKind.MemorySegRSI };
    case 'es_rDI':
      return { kind: 'string', opKind: iced.OpKind.MemoryESRDI };
    default:
      return immediateForm(iced, name);
  }
}

const IMMEDIATES: Readonly<Record<string, readonly [opKind: string, bits: number]>> = {
  imm8: ['Immediate8', 8],
  imm8_const_1: ['Immediate8', 0],
  imm8sex16: ['Immediate8to16', 8],
  imm8sex32: ['Immediate8to32', 8],
  imm8sex64: ['Immediate8to64', 8],
  imm16: ['Immediate16', 16],
  imm32: ['Immediate32', 32],
  imm32sex64: ['Immediate32to64', 32],
  imm64: ['Immediate64', 64],
};

function immediateForm(iced: typeof Iced, name: string): OperandForm | null {
  const [opKind = '', bits = 0] = IMMEDIATES[name] ?? [];
  const kind = (iced.OpKind as unknown as Readonly<Record<string, number>>)[opKind];
  return kind === undefined ? null : { kind: 'immediate', opKind: kind, bits };
}
