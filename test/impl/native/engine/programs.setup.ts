import type * as Iced from 'iced-x86';
import type { Instruction } from '../../../../src/impl/native/decode/instruction.ts';
import { type Encoded, encode, leaving, type Numbers } from './differential.setup.ts';
import type { Form } from './forms.setup.ts';
import { CODE, type Lab } from './lab.setup.ts';

const RSP = 4;
const MAX_DISPLACEMENT = 127n;
const JUMP_BYTES = 6;
/** Instructions that need a state of their own, or leave flags undefined that the next one may read. */
const APART: ReadonlySet<string> = new Set([
  ...['div', 'idiv', 'leave', 'push', 'pop', 'lea'],
  ...['mul', 'imul', 'bt', 'bts', 'btr', 'btc', 'bsf', 'bsr', 'tzcnt', 'shld', 'shrd'],
]);
const SHIFTS: ReadonlySet<string> = new Set(['shl', 'shr', 'sar', 'rol', 'ror']);

/** Whether an instruction goes together with others: it leaves rsp alone, and its memory is at rsp. */
function isPlain({ mnemonic, operands, elementBytes }: Instruction): boolean {
  if (elementBytes > 0 || APART.has(mnemonic)) return false;
  const [, count] = operands;
  // By one bit all flags but adjust are defined.
  if (SHIFTS.has(mnemonic) && !(count?.kind === 'immediate' && count.value === 1n)) return false;
  return operands.every((operand) => {
    if (operand.kind === 'register') return operand.register !== RSP;
    if (operand.kind !== 'memory') return true;
    const { base, index, displacement } = operand;
    const isNear = displacement <= MAX_DISPLACEMENT && displacement >= -MAX_DISPLACEMENT;
    return base === RSP && index === null && isNear && operand.sizeBytes < 16;
  });
}

/** An instruction of a form for a program; null where none was found in some tries. */
function plain(iced: typeof Iced, lab: Lab, forms: readonly Form[], numbers: Numbers): Encoded | null {
  for (let turn = 0; turn < 200; turn += 1) {
    const form = forms[numbers.below(forms.length)];
    const encoded = form === undefined ? null : encode(iced, form, numbers);
    if (encoded === null) continue;
    const instruction = lab.decode(encoded.bytes, BigInt(CODE));
    if (instruction !== null && isPlain(instruction)) return encoded;
  }
  return null;
}

/**
 * A program of some instructions with conditional jumps between them, all forward, that leaves behind its end, or by the
 * other exit.
 */
export function program(iced: typeof Iced, lab: Lab, forms: readonly Form[], numbers: Numbers): Uint8Array {
  const parts: (Uint8Array | 'jump')[] = [];
  const count = 2 + numbers.below(14);
  for (let index = 0; index < count; index += 1) {
    if (numbers.below(4) === 0) parts.push('jump');
    const encoded = plain(iced, lab, forms, numbers);
    if (encoded !== null) parts.push(encoded.bytes);
  }
  const starts: number[] = [0];
  for (const part of parts) starts.push((starts.at(-1) ?? 0) + (part === 'jump' ? JUMP_BYTES : part.length));
  const end = starts.at(-1) ?? 0;
  const code: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part !== 'jump') {
      code.push(...part);
      continue;
    }
    // To a later part, or to the end, or to the second way out.
    const target = starts[index + 1 + numbers.below(parts.length - index + 1)] ?? end + leaving(0).length;
    const distance = target - ((starts[index] ?? 0) + JUMP_BYTES);
    code.push(
      0x0f,
      0x80 | numbers.below(16),
      distance & 0xff,
      (distance >> 8) & 0xff,
      (distance >> 16) & 0xff,
      (distance >> 24) & 0xff,
    );
  }
  code.push(...leaving(CODE + end, 0));
  code.push(...leaving(CODE + end + leaving(0).length, 1));
  return Uint8Array.from(code);
}
