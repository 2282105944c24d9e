import { findingKeyText } from '../../execution/tally.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import type { NumberedFinding } from '../executed.ts';
import type { Session } from '../session.ts';
import type { MergedShards } from '../shards/merge.ts';
import { furtherFindings } from './further-findings.ts';

/**
 * How a session finds what accepted findings of a merged campaign hide: all of its findings then. Null where there is
 * nothing to look at.
 */
export function furtherOfMerged(
  { counts, findings }: Pick<MergedShards, 'counts' | 'findings'>,
  isAccepted: ((finding: Finding) => boolean) | undefined,
): ((session: Pick<Session, 'minimize'>) => Promise<NumberedFinding[]>) | null {
  if (isAccepted === undefined) return null;
  const casesOf = (first: NumberedFinding) =>
    isAccepted(first.finding) ? counts.further.of(findingKeyText(first.finding)) : [];
  if (findings.every((first) => casesOf(first).length <= 1)) return null;
  return async (session) => {
    const all: NumberedFinding[] = [];
    for (const first of findings) {
      const further = await furtherFindings(first, casesOf(first), ({ trace, breach }, isWanted) =>
        session.minimize(trace, breach, { isWanted }),
      );
      all.push(first, ...further);
    }
    return all;
  };
}
