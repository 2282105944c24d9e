import { describe, expect, it } from 'vitest';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { applicableSlots } from '../../../../src/trace/ops/draw/slot.ts';
import { canonicalOp, kindNamed, OP_KINDS, type Op, opSchema } from '../../../../src/trace/ops/index.ts';
import { FULL_PROFILE } from '../../../properties/generate/sample.ts';

const PROFILE = {
  ...FULL_PROFILE,
  payloads: true,
  namedPayloads: ['4d5a'],
  numbers: [24],
  otherNames: ['\\Device\\Second'],
};
const CIRCUMSTANCES = { profile: PROFILE, openCount: 2, lastLength: 13, lengthBytes: 5000 };

/** An operation that takes every value of a field: where the output of a control request may be depends on the lengths. */
function roomy(op: Op): Op {
  if (!('code' in op)) return op;
  const length = CIRCUMSTANCES.lengthBytes;
  return { ...op, input: { ...op.input, length }, output: { ...op.output, length } };
}

describe.each(OP_KINDS)('every value that the generator has for %s', (kind) => {
  it.each(kindNamed(kind).fields.map((field) => [field.key, field] as const))(
    '%s',
    (_, { type, with: put }) => {
      const asked = new Set<unknown>();
      const used = new Set<unknown>();
      const values = [
        ...enumerate((drawing) => {
          const { draw, uses } = drawing;
          drawing.draw = (each) => {
            asked.add(each);
            return draw.call(drawing, each);
          };
          drawing.uses = (feature) => {
            used.add(feature);
            return uses.call(drawing, feature);
          };
          return type.draw(drawing);
        }, CIRCUMSTANCES),
      ];
      const texts = new Set(values.map((value) => JSON.stringify(value)));
      for (const text of texts) {
        const op = put(roomy(canonicalOp(kind)), JSON.parse(text));
        expect(opSchema.parse(op)).toEqual(op);
      }
      expect(texts.size).toBeGreaterThan(1);
      expect(values[0]).toEqual(type.canonical);
      expect(type.isSmall(values[0])).toBe(true);
      // What it lists is what it draws from: what it did not list would have no place in the words.
      expect(asked).toEqual(new Set(applicableSlots(type.slots, PROFILE)));
      const features = type.features.filter(({ slot }) => applicableSlots([slot], PROFILE).length > 0);
      expect(used).toEqual(new Set(features));
    },
  );
});
