import * as iced from 'iced-x86';
import { beforeAll, describe, expect, it } from 'vitest';
import { compare, encode, leaving, Numbers, stateFor } from './differential.setup.ts';
import { type Form, formsOf } from './forms.setup.ts';
import { CODE, Lab } from './lab.setup.ts';
import { HAS_PROCESSOR, Processor } from './processor.setup.ts';
import { program } from './programs.setup.ts';

/** A part of what test/conformance/native-instructions.long.test.ts compares, where coverage is measured. */

const ENCODINGS = 2;
const STATES = 3;
const PROGRAMS = 100;

const NOTHING = {
  address: BigInt(CODE),
  lengthBytes: 1,
  mnemonic: 'nop',
  operands: [],
  condition: null,
  elementBytes: 0,
  repeat: null,
  isLocked: false,
} as const;

describe.skipIf(!HAS_PROCESSOR)('translated code does what this host’s processor does', () => {
  let lab: Lab;
  let processor: Processor;
  let forms: readonly Form[];

  beforeAll(async () => {
    lab = await Lab.make();
    processor = await Processor.make();
    forms = formsOf(iced);
  });

  it('for each form of an instruction', () => {
    const numbers = new Numbers(11);
    const differences: string[] = [];
    let compared = 0;
    for (const form of forms) {
      for (let turn = 0; turn < ENCODINGS; turn += 1) {
        const encoded = encode(iced, form, numbers);
        if (encoded === null) continue;
        const code = Uint8Array.from([...encoded.bytes, ...leaving(CODE + encoded.bytes.length)]);
        const instruction = lab.decode(code, BigInt(CODE));
        if (instruction === null) throw new Error(`${form.name} is not decoded`);
        lab.load(code);
        processor.load(code);
        for (let index = 0; index < STATES; index += 1) {
          const state = stateFor(instruction, numbers);
          const { difference, left } = compare(lab, processor, instruction, state, numbers);
          if (difference !== null) differences.push(`${form.name}: ${difference}`);
          else if (left === null) compared += 1;
        }
      }
    }
    expect(differences).toEqual([]);
    expect(compared).toBeGreaterThan(forms.length * STATES);
  });

  it('for programs with jumps', () => {
    const numbers = new Numbers(12);
    const known = forms.filter(({ name }) =>
      /^(?:add|adc|sbb|sub|cmp|test|xor|inc|dec|neg|cmov|set|mov)/i.test(name),
    );
    for (let turn = 0; turn < PROGRAMS; turn += 1) {
      const code = program(iced, lab, known, numbers);
      lab.load(code);
      processor.load(code);
      const { difference } = compare(lab, processor, NOTHING, stateFor(NOTHING, numbers), numbers);
      expect([Buffer.from(code).toString('hex'), difference]).toEqual([expect.anything(), null]);
    }
  });
});
