import type fc from 'fast-check';
import { caseWords, MAX_OPS } from '../../properties/generate/case-words.ts';
import { type GeneratedCase, machineOf } from '../../properties/generate/decode-case.ts';
import { decoderOf } from '../../properties/generate/decode-op.ts';
import { loadingOf } from '../../properties/generate/loading.ts';
import { WordSwarm } from '../../properties/generate/swarm.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';
import { RELATIVES } from '../../trace/ops/fields/relative.ts';
import { open } from '../../trace/ops/open.ts';
import { assumingDrawing } from './assuming.ts';

/**
 * A campaign's cases, except that no operation follows from those before it: kinds, offsets and lengths are chosen
 * as if one handle were open and 13 bytes stored, and nothing is relative to what was written last. The first
 * operation is an open, as nothing would ever reach the driver otherwise; whether another one is needed later is
 * left to chance.
 */
export function withoutStateAwareness(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  return caseWords(1, MAX_OPS, profile).map((words) => {
    const all = new WordSwarm(words.swarm, profile);
    const swarm: Swarm = { uses: (feature) => feature !== RELATIVES && all.uses(feature) };
    const ops = words.ops.map((own, index) => {
      const drawing = assumingDrawing(swarm, profile, own);
      return index === 0 ? open.draw(drawing) : decoderOf(profile).decode(drawing);
    });
    return { machine: machineOf(words.machine), ...loadingOf(words.loading, profile), ops };
  });
}
