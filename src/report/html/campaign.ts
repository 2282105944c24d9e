import type { CampaignResult, KnownFinding } from '../../trace/result/result.ts';
import { unreachedArms } from '../../trace/result/unreached.ts';
import { controlRows, scoutingText, unrecognisedCodes } from '../control-codes.ts';
import { counted, grouped, percent, shortened } from '../format.ts';
import { type Html, html } from './escape.ts';
import type { ReportedFinding } from './finding.ts';
import { heatMap } from './heat-map.ts';
import { propertiesTable } from './properties.ts';
import { scrolling } from './scroll.ts';

/** A section about the campaign as a whole. */
export interface CampaignSection {
  readonly id: string;
  readonly title: string;
  readonly content: Html;
}

function listOf(entries: readonly string[]): Html {
  return html`<ul class="lines">${entries.map((entry) => html`<li>${entry}</li>`)}</ul>`;
}

function modesTable({ modes, cases, distinctTraces }: CampaignResult): Html {
  const rows = modes.map((each) => {
    return html`<tr><th scope="row">${each.mode}</th><td class="amount">${grouped(each.cases)}</td><td class="amount">${grouped(each.calls)}</td></tr>`;
  });
  const share = percent(distinctTraces, cases);
  return html`${scrolling(
    'Cases and calls by mode',
    html`<table class="modes"><caption class="unseen">Cases and calls by mode</caption>
    <thead><tr><th scope="col">Mode</th><th scope="col" class="amount">Cases</th><th scope="col" class="amount">Calls</th></tr></thead>
    <tbody>${rows}</tbody></table>`,
  )}<p class="quiet">${counted(distinctTraces, 'distinct trace')}${share === '' ? '' : ` (${share})`}.</p>`;
}

function armsContent(result: CampaignResult): Html {
  const arms = Object.entries(result.modelArms);
  if (arms.length === 0) return html`<p>There was no model of the device.</p>`;
  const never = unreachedArms(result);
  const rows = arms.map(
    ([arm, times]) => html`<tr><th scope="row">${arm}</th><td class="amount">${grouped(times)}</td></tr>`,
  );
  return html`<p>${grouped(arms.length - never.length)} of ${counted(arms.length, 'arm')} reached.${never.length === 0 ? '' : ' Never:'}</p>
    ${never.length === 0 ? null : listOf(never)}
    <details><summary>All arms <span class="quiet">and how many calls each decided</span></summary>
    ${scrolling('Arms of the model', html`<table class="arms"><caption class="unseen">Arms of the model</caption><thead><tr><th scope="col">Arm</th><th scope="col" class="amount">Calls</th></tr></thead><tbody>${rows}</tbody></table>`)}</details>`;
}

/** What happened during requests, by kind; null where nothing is generated. */
function happeningsContent({ happenings = [] }: CampaignResult): Html | null {
  if (happenings.length === 0) return null;
  const rows = happenings.map(({ what, entries, struck, occasion }) => {
    const note = !occasion ? 'no occasion' : struck === 0 ? 'never' : '';
    return html`<tr><th scope="row">${what}</th><td class="amount">${grouped(entries)}</td><td class="amount">${grouped(struck)}</td><td>${note}</td></tr>`;
  });
  return html`<details><summary>Faults <span class="quiet">and what the caller does meanwhile: how often each was to strike, and did</span></summary>
    ${scrolling('Faults', html`<table class="arms"><caption class="unseen">Faults</caption><thead><tr><th scope="col">What happens</th><th scope="col" class="amount">Planned</th><th scope="col" class="amount">Struck</th><th scope="col">Note</th></tr></thead><tbody>${rows}</tbody></table>`)}</details>`;
}

/** After it nothing new was reached. */
function lastContent({ lastReached = null }: CampaignResult): Html | null {
  if (lastReached === null) return null;
  return html`<p class="quiet">Reached last: ${lastReached.what}, in case ${grouped(lastReached.caseIndex)}.</p>`;
}

/** What was learnt of control codes, and what became of each; none for a driver without any. */
function controlSections(result: CampaignResult): CampaignSection[] {
  const scouted = scoutingText(result);
  const rows = controlRows(result).map(
    ({ code, method, sent, statuses }) =>
      html`<tr><th scope="row"><code>${code}</code></th><td>${method}</td><td class="amount">${grouped(sent)}</td><td>${statuses.join(', ')}</td></tr>`,
  );
  if (scouted === null && rows.length === 0) return [];
  const never = unrecognisedCodes(result);
  const table = scrolling(
    'Control codes',
    html`<table class="arms codes"><caption class="unseen">Control codes, and what their requests were answered with</caption>
    <thead><tr><th scope="col">Code</th><th scope="col">Method</th><th scope="col" class="amount">Sent</th><th scope="col">Answered with</th></tr></thead>
    <tbody>${rows}</tbody></table>`,
  );
  return [
    {
      id: 'control-codes',
      title: 'Control codes',
      content: html`${scouted === null ? null : html`<p>${`${scouted.charAt(0).toUpperCase()}${scouted.slice(1)}.`}</p>`}
        ${rows.length === 0 ? null : table}
        ${never.length === 0 ? null : html`<p>Never recognised: ${never.join(', ')}.</p>`}`,
    },
  ];
}

function knownText({ property, reason, origin, mode, note }: KnownFinding): string {
  const where = origin === undefined ? mode : `${mode}, ${origin}`;
  return `${property} ${shortened(reason, 160)} (${where})${note === '' ? '' : `: ${note}`}`;
}

function replayedSections({ corpus, baseline }: CampaignResult): CampaignSection[] {
  const sections: CampaignSection[] = [];
  if (corpus !== null) {
    const text = `${counted(corpus.traces, 'trace')} executed before the generated cases; ${grouped(corpus.showing)} of them ${corpus.showing === 1 ? 'shows' : 'show'} a finding.`;
    sections.push({ id: 'corpus', title: 'Corpus', content: html`<p>${text}</p>` });
  }
  if (baseline !== null) {
    const { known, fixed } = baseline;
    const gone =
      fixed.length === 0
        ? null
        : html`<p>Named by the baseline and not found any more:</p>${listOf(fixed.map(knownText))}`;
    sections.push({
      id: 'baseline',
      title: 'Baseline',
      content: html`<p>${counted(known, 'finding')} known, which ${known === 1 ? 'fails' : 'fail'} nothing.</p>${gone}`,
    });
  }
  return sections;
}

/** What is to be said about the campaign as a whole, in the order in which it is told. */
export function campaignSections(
  result: CampaignResult,
  findings: readonly ReportedFinding[],
): CampaignSection[] {
  const { notChecked } = result;
  return [
    { id: 'properties', title: 'Properties', content: propertiesTable(result.properties, findings) },
    {
      id: 'not-checked',
      title: 'Not checked',
      content: notChecked.length === 0 ? html`<p>Nothing was left out.</p>` : listOf(notChecked),
    },
    {
      id: 'exercised',
      title: 'What was exercised',
      content: html`${heatMap(result)}${modesTable(result)}${happeningsContent(result)}${lastContent(result)}`,
    },
    ...controlSections(result),
    { id: 'arms', title: 'Arms of the model', content: armsContent(result) },
    ...replayedSections(result),
  ];
}
