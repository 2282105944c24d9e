import { describe, expect, it } from 'vitest';
import { decoderOf } from '../../../src/properties/generate/decode-op.ts';
import { swarmPlanOf } from '../../../src/properties/generate/swarm.ts';
import type { GenerationProfile } from '../../../src/trace/ops/draw/profile.ts';
import { pointersIn } from '../../../src/trace/ops/fields/data.ts';
import { PAYLOADS } from '../../../src/trace/ops/fields/payload.ts';
import { type DataSpec, opSchema } from '../../../src/trace/ops/index.ts';
import { POINTED_MEMORIES } from '../../../src/trace/pointed-memory.ts';
import { CONTROLS_PROFILE, countBy, DEFAULT_PROFILE, opsOf, sampleCases } from './sample.ts';

const CASES = 1500;
const WITH: GenerationProfile = { ...CONTROLS_PROFILE, payloads: true };
const sampled = sampleCases(WITH, CASES);

const dataOf = (cases: typeof sampled): DataSpec[] =>
  opsOf(cases).flatMap((op) => ('data' in op ? [op.data] : []));

/** What data are made of: `zeros`, `text` (and runs of bytes), `counter`, or what lies over it, such as `pointer integer`. */
function formOf(data: DataSpec): string {
  if ('hex' in data) return 'text';
  if (data.pattern === 'zero') return 'zeros';
  if (data.places === undefined) return 'counter';
  const [first] = data.places;
  if (first !== undefined && 'bytes' in first && data.places.length === 1 && first.at > 0)
    return 'integer within';
  return data.places.map((place) => ('pointer' in place ? 'pointer' : 'integer')).join(' ');
}

const FORMS = [
  'counter',
  'zeros',
  'text',
  'integer',
  'integer within',
  'pointer',
  'pointer integer',
  'integer pointer',
  'integer integer',
];

describe(`what ${CASES} cases with payloads hold`, () => {
  const data = dataOf(sampled);

  it('is valid by the schema of traces', () => {
    expect(opsOf(sampled).filter((op) => !opSchema.safeParse(op).success)).toEqual([]);
  });

  it('includes every form, plain patterns most often, and no other', () => {
    const counts = countBy(data, formOf, FORMS);
    expect(Object.keys(counts)).toEqual(FORMS);
    for (const form of FORMS) expect(counts[form], form).toBeGreaterThan(data.length / 500);
    expect(Math.max(...Object.values(counts))).toBe(counts['counter']);
  });

  it.each(['write', 'control', 'fs-control'])('includes every kind of pointer in a %s', (kind) => {
    const pointers = opsOf(sampled).flatMap((op) =>
      op.op === kind && 'data' in op ? pointersIn(op.data).map(({ pointer }) => pointer) : [],
    );
    expect(new Set(pointers)).toEqual(new Set(POINTED_MEMORIES));
  });

  it('leaves payloads out of half of the cases', () => {
    const without = sampled.filter((each) =>
      dataOf([each]).every((spec) => formOf(spec) === 'counter' || formOf(spec) === 'zeros'),
    );
    expect(without.length / CASES).toBeGreaterThan(1 / 2);
    expect(without.length / CASES).toBeLessThan(4 / 5);
  });
});

describe('bytes that the profile names', () => {
  const named: GenerationProfile = { ...CONTROLS_PROFILE, namedPayloads: ['4d5a', '7f454c46'] };
  const ops = opsOf(sampleCases(named, 300));
  const withData = (kind: string): string[] =>
    ops.flatMap((op) => (op.op === kind && 'data' in op ? JSON.stringify(op.data) : []));

  it.each(['write', 'control', 'fs-control'])('are the data of a %s, or their beginning', (kind) => {
    const all = withData(kind);
    for (const hex of named.namedPayloads) {
      expect(all).toContain(`{"hex":"${hex}"}`);
      expect(all).toContain(`{"pattern":"counter","seed":0,"places":[{"at":0,"bytes":"${hex}"}]}`);
    }
    expect(all.filter((text) => /4d5a|7f454c46/.test(text)).length).toBeLessThan(all.length / 2);
  });

  it('are valid by the schema of traces', () => {
    expect(ops.filter((op) => !opSchema.safeParse(op).success)).toEqual([]);
  });
});

describe('without payloads', () => {
  it('no case has any', () => {
    const forms = new Set(dataOf(sampleCases(CONTROLS_PROFILE, 300)).map(formOf));
    expect(forms).toEqual(new Set(['counter', 'zeros', 'text']));
  });

  it('no words have room for them, and no swarm', () => {
    const features = ({ features: all }: ReturnType<typeof swarmPlanOf>): boolean => all.includes(PAYLOADS);
    expect(features(swarmPlanOf(DEFAULT_PROFILE))).toBe(false);
    expect(features(swarmPlanOf({ ...DEFAULT_PROFILE, payloads: true }))).toBe(true);
    const words = (profile: GenerationProfile): number => decoderOf(profile).layout.words;
    expect(words(WITH)).toBeGreaterThanOrEqual(words(CONTROLS_PROFILE));
  });
});
