import { describe, expect, it } from 'vitest';
import { applicableKinds } from '../../../src/properties/generate/applicable-kinds.ts';
import { decodeCase } from '../../../src/properties/generate/decode-case.ts';
import { decoderOf, KIND, UNOPENED } from '../../../src/properties/generate/decode-op.ts';
import type { Words } from '../../../src/properties/generate/layout.ts';
import { swarmPlanOf } from '../../../src/properties/generate/swarm.ts';
import { MAX_WORD } from '../../../src/properties/generate/word.ts';
import type { Slot } from '../../../src/trace/ops/draw/slot.ts';
import { canonicalOp, kindNamed, type OpKind } from '../../../src/trace/ops/index.ts';
import { PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { CONTROLS_PROFILE, DEFAULT_PROFILE, FULL_PROFILE } from './sample.ts';

const OP_LAYOUT = decoderOf(DEFAULT_PROFILE).layout;
const SWARM_LAYOUT = swarmPlanOf(DEFAULT_PROFILE).layout;
const OP_KINDS = applicableKinds(DEFAULT_PROFILE);

/** The words of an operation with one choice and otherwise 0. */
const wordsOf = (slot: Slot, value: number): Words => OP_LAYOUT.write([], slot, value);

/** Of each kind the first of its choices. */
const FIRST_CHOICES = new Map<OpKind, number>();
for (let choice = 2 ** KIND.bits - 1; choice >= 0; choice -= 1)
  FIRST_CHOICES.set(kindOfChoice(choice), choice);

function kindOfChoice(choice: number): OpKind {
  const ops = [[], wordsOf(KIND, choice)];
  return (
    decodeCase({ swarm: [], machine: 0, loading: 0, longCase: 0, ops }, DEFAULT_PROFILE).ops[1]?.op ?? 'open'
  );
}

/** The words that leave out what they can. */
const NOTHING: Words = Array.from({ length: SWARM_LAYOUT.words }, () => MAX_WORD);

describe('decodeCase', () => {
  it('decodes words of 0, or none, to the simplest case', () => {
    const usual = { machine: PLAIN_MACHINE, load: [], unload: [] };
    const simplest = { ...usual, ops: [canonicalOp('open'), canonicalOp('read')] };
    expect(
      decodeCase({ swarm: [0, 0], machine: 0, loading: 0, longCase: 0, ops: [[0, 0], []] }, FULL_PROFILE),
    ).toEqual(simplest);
  });

  it.each(OP_KINDS)('decodes the first choice of %s, otherwise 0, to that kind at its simplest', (kind) => {
    const ops = [[], wordsOf(KIND, FIRST_CHOICES.get(kind) ?? Number.NaN)];
    expect(decodeCase({ swarm: [], machine: 0, loading: 0, longCase: 0, ops }, FULL_PROFILE).ops[1]).toEqual(
      canonicalOp(kind),
    );
  });

  it.each(applicableKinds(CONTROLS_PROFILE))(
    'draws %s where the driver is known to take control requests',
    (kind) => {
      const { layout } = decoderOf(CONTROLS_PROFILE);
      const drawn = Array.from({ length: 2 ** KIND.bits }, (_, choice) => {
        const ops = [[], layout.write([], KIND, choice)];
        return decodeCase({ swarm: [], machine: 0, loading: 0, longCase: 0, ops }, CONTROLS_PROFILE).ops[1];
      });
      expect(drawn.find((op) => op?.op === kind)).toEqual(canonicalOp(kind));
    },
  );

  it('draws kinds as often as they weigh', () => {
    const choices = Array.from({ length: 2 ** KIND.bits }, (_, choice) => kindOfChoice(choice));
    const weights = OP_KINDS.map((kind) => kindNamed(kind).weight);
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    for (const [index, kind] of OP_KINDS.entries()) {
      const share = choices.filter((each) => each === kind).length / choices.length;
      expect(share).toBeCloseTo((weights[index] ?? 0) / total, 2);
    }
  });

  it('is pure: earlier cases leave no trace', () => {
    const ops = [[], [MAX_WORD, 0x12345678], [0x0fff_ffff], wordsOf(KIND, 1000)];
    const once = JSON.stringify(
      decodeCase({ swarm: [], machine: 3, loading: 0, longCase: 0, ops }, DEFAULT_PROFILE),
    );
    decodeCase({ swarm: NOTHING, machine: 1, loading: 0, longCase: 0, ops: ops.toReversed() }, FULL_PROFILE);
    expect(
      JSON.stringify(decodeCase({ swarm: [], machine: 3, loading: 0, longCase: 0, ops }, DEFAULT_PROFILE)),
    ).toBe(once);
  });

  it('uses values that are no handles where nothing is open and the words say so', () => {
    const ops = [OP_LAYOUT.write(wordsOf(UNOPENED, 15), KIND, FIRST_CHOICES.get('close') ?? Number.NaN)];
    expect(
      decodeCase({ swarm: [], machine: 0, loading: 0, longCase: 0, ops }, DEFAULT_PROFILE).ops[0]?.op,
    ).toBe('close');
  });

  it('keeps reads or writes when the swarm leaves out both, and one alone when it leaves out the other', () => {
    const each = Array.from({ length: 2 ** KIND.bits }, (_, choice) => wordsOf(KIND, choice));
    const kindsWith = (swarm: Words) =>
      new Set(
        decodeCase(
          { swarm, machine: 0, loading: 0, longCase: 0, ops: [[], ...each] },
          DEFAULT_PROFILE,
        ).ops.map(({ op }) => op),
      );
    expect(kindsWith(NOTHING)).toEqual(new Set(['open', 'read', 'write']));
    const but = (kind: OpKind) => SWARM_LAYOUT.write(NOTHING, kindNamed(kind).feature.slot, 0);
    expect(kindsWith(but('write'))).toEqual(new Set(['open', 'write']));
    expect(kindsWith(but('read'))).toEqual(new Set(['open', 'read']));
    expect(kindsWith(but('flush'))).toEqual(new Set(['open', 'read', 'write', 'flush']));
  });

  it('uses the word above the fragmentation as the seed of scattered frames alone', () => {
    const machines = [4, 5, 6, 7].map(
      (machine) =>
        decodeCase({ swarm: [], machine, loading: 0, longCase: 0, ops: [] }, DEFAULT_PROFILE).machine,
    );
    expect(machines).toEqual([
      { fragmentation: 'contiguous', frameSeed: 0 },
      { fragmentation: 'reversed', frameSeed: 0 },
      { fragmentation: 'scattered', frameSeed: 1 },
      { fragmentation: 'scattered', frameSeed: 1 },
    ]);
  });
});
