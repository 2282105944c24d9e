import type { BufferingMode } from '../../trace/trace.ts';
import { shortened } from '../format.ts';
import { type Html, html } from './escape.ts';
import { kindOf, placeOf, type ReportedFinding } from './finding.ts';

/** Reason codes of the list are cut off at this: they wrap, but not for ever. */
const REASON_WIDTH = 90;

function jump({ finding, number }: ReportedFinding): Html {
  const kind = kindOf(finding);
  return html`<li data-of="${placeOf(number)}"><a class="kind-${kind}" href="#${placeOf(number)}">
    <span class="number" aria-hidden="true">${number}</span>
    <span class="what"><b>${finding.property}</b> <span class="mode">${finding.trace.setting.mode}${kind === 'finding' ? '' : `, ${kind}`}</span>
    <span class="why-short">${shortened(finding.reason, REASON_WIDTH)}</span></span></a></li>`;
}

/** What narrows the list of findings down. The script shows it. */
function filters(modes: readonly BufferingMode[]): Html {
  const options = modes.map((mode) => html`<option>${mode}</option>`);
  return html`<div class="filters" hidden>
    <label>Filter <input type="search" id="filter" autocomplete="off" spellcheck="false"></label>
    <label>Mode <select id="mode"><option value="">all</option>${options}</select></label>
    <p class="quiet" id="filtered" role="status"></p>
    <label class="keys"><input type="checkbox" id="keys" checked> Keys: <kbd>j</kbd> <kbd>k</kbd> next and previous finding, <kbd>/</kbd> filter</label>
  </div>`;
}

/** The list that leads to each finding, and to the sections about the campaign. */
export function navigation(
  findings: readonly ReportedFinding[],
  sections: readonly { readonly id: string; readonly title: string }[],
): Html {
  const modes = [...new Set(findings.map(({ finding }) => finding.trace.setting.mode))];
  const list =
    findings.length === 0
      ? null
      : html`<h2 id="jump">Findings</h2>${filters(modes)}<ol class="jump" aria-labelledby="jump">${findings.map(jump)}</ol>`;
  return html`<nav aria-label="Contents">
    ${list}
    <h2 id="about">Campaign</h2>
    <ul aria-labelledby="about">${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>
  </nav>`;
}
