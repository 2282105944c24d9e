import fc from 'fast-check';
import type { View } from '../../trace/ops/index.ts';
import { decoderOf } from './decode-op.ts';
import type { Words } from './layout.ts';
import { swarmLayoutOf } from './swarm.ts';
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

/** The words of one operation of a view. */
export function opWords(view: View): fc.Arbitrary<Words> {
  return words(decoderOf(view).layout.words);
}

/** Words of cases of `minOps` to `maxOps` operations of a view. */
export function caseWords(minOps: number, maxOps: number, view: View): fc.Arbitrary<CaseWords> {
  const ops = fc.array(opWords(view), { minLength: minOps, maxLength: maxOps, size: 'max' });
  return fc
    .tuple(words(swarmLayoutOf(view).words), WORD, ops)
    .map(([swarm, machine, each]) => ({ swarm, machine, ops: each }));
}
