import fc from 'fast-check';
import type { FindingKey } from '../../src/trace/finding/finding.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { among } from './among.ts';
import { failsBy, type RandomPredicate, randomPredicate, witnessOf } from './random-predicates.ts';

/** A driver that nobody looked at: what a trace shows of it is the first of several findings that it has. */
export interface RandomDriver {
  readonly predicates: readonly RandomPredicate[];
  /** The finding that a trace shows, null for none. */
  finding(trace: Trace): FindingKey | null;
}

const PROPERTIES = ['model/status', 'model/data', 'contract/in-bounds'];

export const randomDriver: fc.Arbitrary<RandomDriver> = fc
  .array(randomPredicate, { minLength: 2, maxLength: 4, size: 'max' })
  .map((predicates) => {
    const fails = predicates.map(failsBy);
    return {
      predicates,
      finding(trace) {
        const index = fails.findIndex((each) => each(trace));
        // Some have the property in common and differ in reason alone.
        return index < 0 ? null : { property: PROPERTIES[index % 3] ?? '', reason: `reason-${index >> 1}` };
      },
    };
  });

/** Traces with what the last of the driver's findings needs, so that the ones before it can come in between. */
export function startsOf({ predicates }: RandomDriver): fc.Arbitrary<Trace> {
  const witnesses = predicates.map(witnessOf);
  const last = witnesses.at(-1) ?? fc.constant<readonly Op[]>([]);
  return among(last, 12);
}
