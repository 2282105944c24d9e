import type { Progress } from '../../../properties/arbitraries/progress.ts';

/** Bytes of the article's text. */
const TEXT_BYTES = 13;

/** What is assumed before every operation where nothing is known: one open handle, and the article's text stored. */
export function assumedProgress(): Progress {
  return { openCount: 1, lastLength: TEXT_BYTES };
}
