import { shortened } from '../format.ts';
import { type Html, html } from './escape.ts';
import { findingArticle, placeOf, type ReportedFinding } from './finding.ts';

/** Reason codes of the list are cut off at this. */
const REASON_WIDTH = 90;

/** The findings of one cause. */
export interface ReportedCause {
  /** `and 8 more ways it shows`; empty where there is none. */
  readonly more: string;
  readonly simplest: ReportedFinding;
  readonly others: readonly ReportedFinding[];
}

function way({ finding, number }: ReportedFinding): Html {
  return html`<li><a href="#${placeOf(number)}">${finding.property}</a> <code>${shortened(finding.reason, REASON_WIDTH)}</code></li>`;
}

/** The simplest finding of a cause, and folded below it the others. */
export function causeGroup({ more, simplest, others }: ReportedCause, openName: string): Html {
  const first = findingArticle(simplest, openName);
  if (others.length === 0) return first;
  return html`${first}<section class="ways" aria-label="Other ways in which finding ${simplest.number} shows">
    <ul>${others.map(way)}</ul>
    <details><summary>${more}</summary>${others.map((other) => findingArticle(other, openName))}</details>
  </section>`;
}
