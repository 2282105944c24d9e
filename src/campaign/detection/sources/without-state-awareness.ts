import fc from 'fast-check';
import { MAX_OPS } from '../../../properties/arbitraries/case-arbitrary.ts';
import { type GeneratedCase, machineOf } from '../../../properties/arbitraries/decode-case.ts';
import { decodeOp } from '../../../properties/arbitraries/decode-op.ts';
import { swarmOf } from '../../../properties/arbitraries/swarm.ts';
import { MAX_WORD } from '../../../properties/arbitraries/word.ts';
import type { GenerationProfile } from '../../../trace/ops/draw/profile.ts';
import { open } from '../../../trace/ops/open.ts';
import { assumingDrawing } from './assuming.ts';

/**
 * A campaign's cases, except that no operation follows from those before it: kinds, offsets and lengths are chosen
 * as if one handle were open and 13 bytes stored, and nothing is relative to what was written last. The first
 * operation is an open, as nothing would ever reach the driver otherwise; whether another one is needed later is
 * left to chance.
 */
export function withoutStateAwareness(profile: GenerationProfile): fc.Arbitrary<GeneratedCase> {
  const word = fc.integer({ min: 0, max: MAX_WORD });
  const words = fc.array(fc.tuple(word, word), { minLength: 1, maxLength: MAX_OPS, size: 'max' });
  return fc.tuple(word, word, words).map(([swarmWord, machineWord, pairs]) => {
    const swarm = { ...swarmOf(swarmWord), relative: false };
    const ops = pairs.map(([first, second], index) => {
      const drawing = assumingDrawing(swarm, profile, first, second);
      return index === 0 ? open.draw(drawing) : decodeOp(drawing);
    });
    return { machine: machineOf(machineWord), ops };
  });
}
