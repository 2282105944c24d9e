import * as iced from 'iced-x86';
import { beforeAll, describe, expect, it } from 'vitest';
import { SEMANTICS } from '../../src/impl/native/engine/semantics/index.ts';
import type { Semantics } from '../../src/impl/native/engine/translation.ts';
import { compare, encode, leaving, Numbers, stateFor } from '../impl/native/engine/differential.setup.ts';
import { type Form, formsOf } from '../impl/native/engine/forms.setup.ts';
import { CODE, Lab } from '../impl/native/engine/lab.setup.ts';
import { HAS_PROCESSOR, Processor } from '../impl/native/engine/processor.setup.ts';
import { program } from '../impl/native/engine/programs.setup.ts';
import { amount } from './amount.ts';

/** Translated instructions beside this host's own processor: registers, flags that are defined, vectors and memory. */

const ENCODINGS = amount(3, 30);
const STATES = amount(12, 60);
const PROGRAMS = amount(1_500, 15_000);
const STATES_OF_PROGRAMS = 8;

/** Forms that end the run as unsupported where they are executed: no compiler's code has them. */
const NOT_TRANSLATED = [
  ...['Bswap_r16', 'Cmpsd_xmm_xmmm64_imm8', 'Cmpss_xmm_xmmm32_imm8', 'Leavew'],
  ...['Movddup_xmm_xmmm64', 'Movdiri_m32_r32', 'Movdiri_m64_r64', 'Movshdup_xmm_xmmm128'],
  ...['Movsldup_xmm_xmmm128', 'Pop_r16', 'Pop_rm16', 'Psllq_xmm_xmmm128', 'Pslld_xmm_xmmm128'],
  ...['Psllw_xmm_xmmm128', 'Psrad_xmm_xmmm128', 'Psraw_xmm_xmmm128', 'Psrld_xmm_xmmm128'],
  ...['Psrlq_xmm_xmmm128', 'Psrlw_xmm_xmmm128', 'Push_imm16', 'Push_r16', 'Push_rm16', 'Pushfq', 'Pushfw'],
  ...['Pushw_imm8', 'Shld_rm16_r16_CL', 'Shld_rm16_r16_imm8', 'Shrd_rm16_r16_CL', 'Shrd_rm16_r16_imm8'],
  'Testui',
];

/** What comparing forms came to. */
interface Outcome {
  readonly compared: Map<string, number>;
  readonly unsupported: Set<string>;
  readonly differences: Map<string, string>;
}

let lab: Lab;
let processor: Processor;
let forms: readonly Form[];

beforeAll(async () => {
  if (!HAS_PROCESSOR) return;
  lab = await Lab.make();
  processor = await Processor.make();
  forms = formsOf(iced);
});

/** Compares forms in some encodings and states; `isEnough` ends it early. */
function compareForms(
  some: readonly Form[],
  numbers: Numbers,
  encodings: number,
  isEnough: (outcome: Outcome) => boolean = () => false,
): Outcome {
  const outcome: Outcome = { compared: new Map(), unsupported: new Set(), differences: new Map() };
  for (const form of some) {
    for (let turn = 0; turn < encodings && !isEnough(outcome); turn += 1) compareForm(form, numbers, outcome);
  }
  return outcome;
}

function compareForm(form: Form, numbers: Numbers, { compared, unsupported, differences }: Outcome): void {
  const encoded = encode(iced, form, numbers);
  // A high byte and a register that needs a prefix do not go together.
  if (encoded === null) return;
  const { bytes } = encoded;
  const code = Uint8Array.from([...bytes, ...leaving(CODE + bytes.length)]);
  const instruction = lab.decode(code, BigInt(CODE));
  if (instruction === null) throw new Error(`${form.name} is not decoded`);
  lab.load(code);
  processor.load(code);
  for (let index = 0; index < STATES; index += 1) {
    const state = stateFor(instruction, numbers);
    const { difference, left } = compare(lab, processor, instruction, state, numbers);
    if (left === 'unsupported-instruction') {
      unsupported.add(form.name);
      return;
    }
    if (difference !== null)
      differences.set(form.name, `${Buffer.from(bytes).toString('hex')} ${difference}`);
    else if (left === null) compared.set(form.name, (compared.get(form.name) ?? 0) + 1);
  }
}

describe.skipIf(!HAS_PROCESSOR)('the processor of this host agrees', () => {
  it('with every form of every instruction', () => {
    const { compared, unsupported, differences } = compareForms(forms, new Numbers(1), ENCODINGS);
    expect(Object.fromEntries(differences)).toEqual({});
    expect([...unsupported].sort()).toEqual([...NOT_TRANSLATED].sort());
    const missing = forms.filter(({ name }) => !compared.has(name) && !unsupported.has(name));
    expect(missing.map(({ name }) => name)).toEqual([]);
    const states = [...compared.values()].reduce((sum, count) => sum + count, 0);
    expect(states).toBeGreaterThan(0.7 * forms.length * ENCODINGS * STATES);
    process.stdout.write(`${states} states of ${compared.size} forms agree\n`);
  });

  it('with programs of several instructions and conditional jumps', () => {
    const numbers = new Numbers(2);
    const some = forms.filter(({ name }) => !NOT_TRANSLATED.includes(name));
    const differences: string[] = [];
    let agreed = 0;
    for (let turn = 0; turn < PROGRAMS; turn += 1) {
      const code = program(iced, lab, some, numbers);
      const instruction = lab.decode(code, BigInt(CODE));
      if (instruction === null) throw new Error('a program is not decoded');
      lab.load(code);
      processor.load(code);
      for (let index = 0; index < STATES_OF_PROGRAMS; index += 1) {
        const state = stateFor(NO_INSTRUCTION, numbers);
        const { difference } = compare(lab, processor, NO_INSTRUCTION, state, numbers);
        if (difference === null) agreed += 1;
        else differences.push(`${Buffer.from(code).toString('hex')}: ${difference}`);
      }
    }
    expect(differences.slice(0, 3)).toEqual([]);
    expect(agreed).toBe(PROGRAMS * STATES_OF_PROGRAMS);
  });
});

const NO_INSTRUCTION = {
  address: BigInt(CODE),
  lengthBytes: 1,
  mnemonic: 'nop',
  operands: [],
  condition: null,
  elementBytes: 0,
  repeat: null,
  isLocked: false,
} as const;

/** An instruction that is translated as another one, in one of these ways. */
const PLANTED: readonly (readonly [mnemonic: string, as: string])[] = [
  ['add', 'sub'],
  ['adc', 'add'],
  ['sbb', 'sub'],
  ['and', 'or'],
  ['cmp', 'test'],
  ['inc', 'dec'],
  ['neg', 'not'],
  ['shl', 'shr'],
  ['sar', 'shr'],
  ['rol', 'ror'],
  ['bts', 'btr'],
  ['movsx', 'movzx'],
  ['cdq', 'cqo'],
  ['mul', 'imul'],
  ['xadd', 'xchg'],
  ['cmpxchg', 'xchg'],
  ['bsf', 'tzcnt'],
  ['movs', 'stos'],
  ['pand', 'por'],
  ['punpcklbw', 'punpcklwd'],
  ['psrld', 'psrad'],
  ['push', 'pop'],
];

describe.skipIf(!HAS_PROCESSOR)('an error in the translation is noticed', () => {
  it.each(PLANTED)('%s as %s', (mnemonic, as) => {
    const semantics = SEMANTICS as Map<string, Semantics>;
    const [right, wrong] = [semantics.get(mnemonic), semantics.get(as)];
    if (right === undefined || wrong === undefined) throw new Error('no such instruction');
    const named = new RegExp(`^${mnemonic}`, 'i');
    semantics.set(mnemonic, wrong);
    try {
      const some = forms.filter(({ name }) => named.test(name));
      const { differences } = compareForms(
        some,
        new Numbers(3),
        6,
        (outcome) => outcome.differences.size > 0,
      );
      expect(differences.size).toBeGreaterThan(0);
    } finally {
      semantics.set(mnemonic, right);
    }
  });
});
