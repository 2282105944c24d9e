import type fc from 'fast-check';
import { caseArbitrary, shortCases } from '../properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../properties/generate/decode-case.ts';
import { BEYOND_MEMORY } from '../trace/ops/draw/beyond-memory.ts';
import { BANDS } from '../trace/ops/draw/drawn-band.ts';
import { NUMBERS } from '../trace/ops/draw/drawn-number.ts';
import { RUNS } from '../trace/ops/draw/drawn-runs.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';
import { NAMED_PAYLOADS } from '../trace/ops/fields/named-payload.ts';
import { OPTIONS } from '../trace/ops/fields/open-options.ts';
import { PAYLOADS } from '../trace/ops/fields/payload.ts';
import { SHARED_OTHERWISE } from '../trace/ops/fields/share.ts';
import type { CaseSourceName } from '../trace/result/detection-result.ts';
import { fcCommands, fcCommandsOpened } from './sources/fc-commands.ts';
import { withoutStateAwareness } from './sources/without-state-awareness.ts';
import { withoutSwarm } from './sources/without-swarm.ts';
import { withoutValues } from './sources/without-values.ts';

const ARBITRARIES: Readonly<
  Record<CaseSourceName, (profile: GenerationProfile) => fc.Arbitrary<GeneratedCase>>
> = {
  ours: caseArbitrary,
  'without-swarm': withoutSwarm,
  'without-state-awareness': withoutStateAwareness,
  'fc-commands': fcCommands,
  'fc-commands-opened': fcCommandsOpened,
  'without-long-cases': (profile) => shortCases(profile),
  'without-bands': withoutValues([BANDS]),
  'without-runs': withoutValues([RUNS]),
  'without-numbers': withoutValues([NUMBERS]),
  'without-lengths-beyond-memory': withoutValues([BEYOND_MEMORY]),
  'without-payloads': withoutValues([PAYLOADS, NAMED_PAYLOADS]),
  'without-open-options': withoutValues([OPTIONS, SHARED_OTHERWISE]),
};

/** The cases of a source for one profile. */
export function casesOf(source: CaseSourceName, profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return ARBITRARIES[source](profile);
}
