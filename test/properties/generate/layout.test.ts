import { describe, expect, it } from 'vitest';
import { applicableKinds } from '../../../src/properties/generate/applicable-kinds.ts';
import { decoderOf } from '../../../src/properties/generate/decode-op.ts';
import { Layout } from '../../../src/properties/generate/layout.ts';
import { swarmPlanOf } from '../../../src/properties/generate/swarm.ts';
import { MAX_WORD } from '../../../src/properties/generate/word.ts';
import type { Slot } from '../../../src/trace/ops/draw/slot.ts';
import { applicableSlots, slot } from '../../../src/trace/ops/draw/slot.ts';
import { kindNamed } from '../../../src/trace/ops/index.ts';
import { VIEWS } from '../../../src/trace/ops/view.ts';
import { CONTROLS_PROFILE, DEFAULT_PROFILE, WIN32_CONTROLS_PROFILE } from './sample.ts';

/** Bits of the words that a slot stands in. */
function bitsOf(layout: Layout, each: Slot): readonly string[] {
  const words = layout.write([], each, 2 ** each.bits - 1);
  return words.flatMap((word, index) =>
    Array.from({ length: 30 }, (_, bit) => bit)
      .filter((bit) => (word >>> bit) & 1)
      .map((bit) => `${index}.${bit}`),
  );
}

function expectApart(layout: Layout, slots: readonly Slot[]): void {
  const all = slots.flatMap((each) => bitsOf(layout, each));
  expect(all.length).toBe(slots.reduce((sum, { bits }) => sum + bits, 0));
  expect(new Set(all).size).toBe(all.length);
}

describe('a layout', () => {
  it('puts the first slots of a group topmost, and goes on in the next word', () => {
    const [first, wide, last] = [slot(6), slot(25), slot(4)];
    const layout = new Layout([[first, wide, last]]);
    expect(layout.words).toBe(2);
    expect(layout.write([], first, 1)).toEqual([1 << 24, 0]);
    expect(layout.write([], wide, 1)).toEqual([0, 1 << 5]);
    expect(layout.write([], last, 1)).toEqual([1 << 20, 0]);
  });

  it('gives slots that share no group the same bits, and those that share one bits of their own', () => {
    const [shared, left, right] = [slot(10), slot(20), slot(20)];
    const layout = new Layout([
      [shared, left],
      [right, shared],
    ]);
    expect(layout.words).toBe(1);
    expectApart(layout, [shared, left]);
    expectApart(layout, [shared, right]);
    expect(bitsOf(layout, left)).toEqual(bitsOf(layout, right));
  });

  it('reads what it wrote, whatever else the words hold, and 0 where words are left out', () => {
    const [first, second] = [slot(12), slot(30)];
    const layout = new Layout([[first, second]]);
    const words = layout.write([MAX_WORD, MAX_WORD], first, 0xabc);
    expect(layout.read(words, first)).toBe(0xabc);
    expect(layout.read(words, second)).toBe(MAX_WORD);
    expect(layout.read([], first)).toBe(0);
    expect(layout.write(words, first, 0xfff)).toEqual([MAX_WORD, MAX_WORD]);
  });

  it('refuses a slot that is in none of its groups, and one that no word holds', () => {
    const layout = new Layout([[slot(1)]]);
    expect(() => layout.read([0], slot(1))).toThrow(RangeError);
    expect(() => layout.write([0], slot(1), 0)).toThrow(RangeError);
    expect(() => new Layout([[slot(31)]])).toThrow('a slot of 31 bits: a word has 30');
  });

  it('of nothing needs no words', () => {
    expect(new Layout([]).words).toBe(0);
  });
});

const PROFILES = [
  ...VIEWS.map((view) => ({ ...DEFAULT_PROFILE, view })),
  CONTROLS_PROFILE,
  { ...CONTROLS_PROFILE, payloads: true, namedPayloads: ['4d5a'], numbers: [24] },
  WIN32_CONTROLS_PROFILE,
];

describe.each(PROFILES)(
  'what operations of $view, $controls, payloads $payloads are drawn from',
  (profile) => {
    const { layout } = decoderOf(profile);

    it.each(applicableKinds(profile))('has bits of its own for each choice of %s', (kind) => {
      expectApart(layout, applicableSlots(kindNamed(kind).slots, profile));
    });

    it('takes more words than two, and swarms room for more features than there are', () => {
      expect(layout.words).toBeGreaterThan(2);
      const { features, layout: swarm } = swarmPlanOf(profile);
      expect(features.length).toBeGreaterThan(10);
      expectApart(
        swarm,
        features.map((feature) => feature.slot),
      );
    });
  },
);
