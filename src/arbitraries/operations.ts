import type fc from 'fast-check';
import type { Op } from '../trace/ops/index.ts';
import { cases } from './cases.ts';
import type { CaseConstraints } from './constraints.ts';

/**
 * The operations of {@link cases} alone, 1 to `maxOps` of them. Every subset of them is valid as well: an operation
 * names its handle as the k-th open one, not by what opened it.
 *
 * @throws RangeError when `maxOps` is out of range
 */
export function operations(constraints: CaseConstraints): fc.Arbitrary<readonly Op[]> {
  return cases(constraints).map(({ ops }) => ops);
}
