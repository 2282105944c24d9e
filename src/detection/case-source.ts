import type fc from 'fast-check';
import { caseArbitrary } from '../properties/generate/case-arbitrary.ts';
import type { GeneratedCase } from '../properties/generate/decode-case.ts';
import type { GenerationProfile } from '../trace/ops/draw/profile.ts';
import type { CaseSourceName } from '../trace/result/detection-result.ts';
import { fcCommands, fcCommandsOpened } from './sources/fc-commands.ts';
import { withoutStateAwareness } from './sources/without-state-awareness.ts';
import { withoutSwarm } from './sources/without-swarm.ts';

const ARBITRARIES: Readonly<
  Record<CaseSourceName, (profile: GenerationProfile) => fc.Arbitrary<GeneratedCase>>
> = {
  ours: caseArbitrary,
  'without-swarm': withoutSwarm,
  'without-state-awareness': withoutStateAwareness,
  'fc-commands': fcCommands,
  'fc-commands-opened': fcCommandsOpened,
};

/** The cases of a source for one profile. */
export function casesOf(source: CaseSourceName, profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return ARBITRARIES[source](profile);
}
