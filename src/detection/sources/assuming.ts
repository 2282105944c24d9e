import type { Words } from '../../properties/generate/layout.ts';
import { WordDrawing } from '../../properties/generate/word-drawing.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import type { Swarm } from '../../trace/ops/draw/swarm.ts';

/** Bytes of the article's text. */
const TEXT_BYTES = 13;

/** Draws an operation where nothing is known: as if one handle were open and the article's text stored. */
export function assumingDrawing(swarm: Swarm, profile: GenerationProfile, words: Words): WordDrawing {
  const drawing = new WordDrawing(swarm, profile);
  drawing.openCount = 1;
  drawing.lastLength = TEXT_BYTES;
  return drawing.from(words);
}
