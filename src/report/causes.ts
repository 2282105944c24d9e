import type { Finding } from '../trace/finding/finding.ts';
import type { CampaignResult } from '../trace/result/result.ts';
import { counted } from './format.ts';

/** A finding, and its place in the result. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly index: number;
}

/** The findings that one cause explains. */
export interface Cause {
  /** The simplest one, which is told in full. */
  readonly simplest: PlacedFinding;
  /** The other ways in which it shows, simplest first. */
  readonly others: readonly PlacedFinding[];
}

/** What was found, by cause. Of a result that does not tell, each finding has its own. */
export function causesOf({
  findings,
  causes,
}: Pick<CampaignResult, 'findings' | 'causes'>): readonly Cause[] {
  const told = causes ?? findings.map((_finding, index) => [index]);
  return told.flatMap((places) => {
    const [simplest, ...others] = places.flatMap((index) => {
      const finding = findings[index];
      return finding === undefined ? [] : [{ finding, index }];
    });
    return simplest === undefined ? [] : [{ simplest, others }];
  });
}

/** What the findings of a cause lead to together: the worst of them. */
export function weightOf({ simplest, others }: Cause): 'error' | 'warning' | 'known' {
  const unknown = [simplest, ...others].map(({ finding }) => finding).filter(({ known }) => !known);
  if (unknown.length === 0) return 'known';
  return unknown.some(({ severity }) => severity === 'error') ? 'error' : 'warning';
}

/** `and 8 more ways it shows`; empty where there is none. */
export function moreWaysText({ others }: Cause): string {
  return others.length === 0 ? '' : `and ${counted(others.length, 'more way')} it shows`;
}

/** What a finding that is not told in full is a way of; null where it is. */
export function shownInFull(causes: readonly Cause[], index: number): Finding | null {
  const cause = causes.find(({ others }) => others.some((other) => other.index === index));
  return cause?.simplest.finding ?? null;
}
