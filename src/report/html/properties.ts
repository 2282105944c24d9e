import type { PropertyResult } from '../../trace/result/result.ts';
import { counted, grouped } from '../format.ts';
import { VERDICT_WORDS } from '../property-table.ts';
import { type Html, html } from './escape.ts';
import { placeOf, type ReportedFinding } from './finding.ts';
import { scrolling } from './scroll.ts';

const SIGNS: Readonly<Record<PropertyResult['verdict'], string>> = {
  ok: '✓',
  finding: '✕',
  known: '◦',
  warning: '!',
  vacuous: '∅',
  skipped: '–',
};

function remark({ breaches, note }: PropertyResult): string {
  const parts = breaches === 0 ? [] : [`in ${counted(breaches, 'case')}`];
  return (note === '' ? parts : [...parts, note]).join('; ');
}

function row(property: PropertyResult, findings: readonly ReportedFinding[]): Html {
  const { id, verdict, compared, unit } = property;
  const links = findings
    .filter(({ finding }) => finding.property === id)
    .map(({ number }) => html` <a href="#${placeOf(number)}" aria-label="finding ${number}">${number}</a>`);
  return html`<tr class="is-${verdict}">
    <th scope="row">${id}</th>
    <td class="word"><span class="sign" aria-hidden="true">${SIGNS[verdict]}</span> ${VERDICT_WORDS[verdict]}</td>
    <td class="amount">${verdict === 'skipped' ? null : grouped(compared)}</td><td>${verdict === 'skipped' ? null : unit}</td>
    <td class="remark">${remark(property)}</td><td class="links">${links}</td></tr>`;
}

/** What became of each property: its verdict, what was compared, and where its findings are. */
export function propertiesTable(
  properties: readonly PropertyResult[],
  findings: readonly ReportedFinding[],
): Html {
  return scrolling(
    'Properties',
    html`<table class="properties">
    <caption class="unseen">Verdict of each property, and what was compared for it</caption>
    <thead><tr><th scope="col">Property</th><th scope="col">Verdict</th><th scope="col" class="amount">Compared</th><th scope="col">Unit</th><th scope="col">Remark</th><th scope="col">Findings</th></tr></thead>
    <tbody>${properties.map((property) => row(property, findings))}</tbody>
  </table>`,
  );
}
