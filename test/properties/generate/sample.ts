import type fc from 'fast-check';
import { shortCases } from '../../../src/properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../../../src/properties/generate/decode-case.ts';
import { generateCase } from '../../../src/properties/generate/generate-case.ts';
import { type GenerationProfile, PLAIN_PROFILE } from '../../../src/trace/ops/draw/profile.ts';
import type { Op, ReadOp, WriteOp } from '../../../src/trace/ops/index.ts';

/** For a device named Example, without records and without faults. */
export const DEFAULT_PROFILE: GenerationProfile = {
  ...PLAIN_PROFILE,
  names: [
    null,
    '\\Device\\Example',
    '\\DosDevices\\Example',
    '\\??\\EXAMPLE',
    '\\??\\Example\\sub',
    '\\??\\Missing',
  ],
};

/** Everything that can be switched on. */
export const FULL_PROFILE: GenerationProfile = { ...DEFAULT_PROFILE, faults: true };

/** For a device that knows a control code. */
export const CONTROLS_PROFILE: GenerationProfile = {
  ...FULL_PROFILE,
  controls: [
    { code: 0, input: 0, output: 0 },
    { code: 0x22200c, input: 8, output: 16 },
  ],
};

/** For a device that knows control codes, in the Win32 view. */
export const WIN32_CONTROLS_PROFILE: GenerationProfile = {
  ...CONTROLS_PROFILE,
  view: 'win32',
  names: [null, '\\\\.\\Example'],
};

/** The first `count` cases of seed 1, none of them long. */
export function sampleCases(profile: GenerationProfile, count: number): GeneratedCase[] {
  const arbitrary = shortCases(profile);
  return Array.from({ length: count }, (_, index) => generateCase(arbitrary, 1, index).value);
}

export function opsOf(cases: readonly GeneratedCase[]): Op[] {
  return cases.flatMap((generated) => generated.ops);
}

export function transfersOf(cases: readonly GeneratedCase[]): (ReadOp | WriteOp)[] {
  return opsOf(cases).filter((op): op is ReadOp | WriteOp => op.op === 'read' || op.op === 'write');
}

/** How often each key occurs; every expected key is listed, with 0 where it does not. */
export function countBy<T>(
  values: readonly T[],
  key: (value: T) => string,
  expected: readonly string[],
): Record<string, number> {
  const counts: Record<string, number> = Object.fromEntries(expected.map((name) => [name, 0]));
  for (const value of values) counts[key(value)] = (counts[key(value)] ?? 0) + 1;
  return counts;
}

/** Simpler cases than a generated one, as fast-check shrinks it: the simplest first, each of which shrinks again. */
export function shrunk<Case>(
  arbitrary: fc.Arbitrary<Case>,
  { value, context }: fc.Value<Case>,
): fc.Stream<fc.Value<Case>> {
  return arbitrary.shrink(value, context);
}
