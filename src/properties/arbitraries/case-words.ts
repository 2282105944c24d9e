import fc from 'fast-check';
import { OP_LAYOUT } from './decode-op.ts';
import type { Words } from './layout.ts';
import { SWARM_LAYOUT } from './swarm.ts';
import { MAX_WORD } from './word.ts';

/** What a case is decoded from. */
export interface CaseWords {
  readonly swarm: Words;
  readonly machine: number;
  /** Those of each operation. */
  readonly ops: readonly Words[];
}

/** One word. */
export const WORD = fc.integer({ min: 0, max: MAX_WORD });

/** So many words. */
function words(count: number): fc.Arbitrary<number[]> {
  return fc.tuple(...Array.from({ length: count }, () => WORD));
}

/** The words of one operation. */
export const OP_WORDS: fc.Arbitrary<Words> = words(OP_LAYOUT.words);

/** Words of cases of `minOps` to `maxOps` operations. */
export function caseWords(minOps: number, maxOps: number): fc.Arbitrary<CaseWords> {
  const ops = fc.array(OP_WORDS, { minLength: minOps, maxLength: maxOps, size: 'max' });
  return fc
    .tuple(words(SWARM_LAYOUT.words), WORD, ops)
    .map(([swarm, machine, each]) => ({ swarm, machine, ops: each }));
}
