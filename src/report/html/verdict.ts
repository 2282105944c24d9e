import type { CampaignResult } from '../../trace/result/result.ts';
import { EXIT } from '../exit-code.ts';
import { counted, duration, grouped, shortened } from '../format.ts';
import { neverExecuted, type Verdict, verdictOf } from '../verdict.ts';
import { type Html, html } from './escape.ts';

/** How a verdict looks: by its exit code alone, so that the page and the process agree. */
function moodOf({ exitCode }: Verdict): 'conforms' | 'findings' | 'incomplete' {
  if (exitCode === EXIT.CONFORMS) return 'conforms';
  return exitCode === EXIT.FINDINGS ? 'findings' : 'incomplete';
}

const SIGNS = {
  conforms: html`<path d="M7 17.5 l6.5 6.5 L26 10" />`,
  findings: html`<path d="M9 9 L24 24 M24 9 L9 24" />`,
  incomplete: html`<path d="M16.5 7 V19 M16.5 24 v1.5" />`,
};

/** The verdict in few words, such as `23 findings`, with a capital. */
export function verdictTitle(result: CampaignResult): string {
  const { text } = verdictOf(result);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the verdict stands on: how many properties were judged, and how. */
function judgedText({ properties }: CampaignResult): string {
  const judged = properties.filter(({ verdict }) => verdict !== 'skipped' && verdict !== 'vacuous');
  const broken = judged.filter(({ verdict }) => verdict === 'finding');
  const kept = judged.filter(({ verdict }) => verdict === 'ok');
  const rest = properties.length - judged.length;
  const parts = [
    broken.length > 0 ? `${counted(broken.length, 'property', 'properties')} breached` : '',
    `${counted(kept.length, 'property', 'properties')} held`,
    rest > 0 ? `${grouped(rest)} not checked` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}.`;
}

function gapsText(result: CampaignResult): string {
  const never = neverExecuted(result);
  return never.length === 0 ? '' : ` Never executed: ${never.join(', ')}.`;
}

function fact(term: string, text: string): Html {
  return html`<div><dt>${term}</dt><dd>${text}</dd></div>`;
}

/** Subject, verdict and figures of a campaign: what is seen first. */
export function verdictHeader(result: CampaignResult): Html {
  const mood = moodOf(verdictOf(result));
  const { subject, model, modes, seed, cases, casesRequested, calls, executions, timing } = result;
  const asked = cases === casesRequested ? '' : ` of ${grouped(casesRequested)}`;
  return html`<header class="verdict ${mood}">
    <p class="eyebrow">irpcheck <span class="quiet">conformance of the Windows driver read/write path</span></p>
    <div class="verdict-line">
      <svg class="sign" viewBox="0 0 33 33" width="52" height="52" aria-hidden="true"><circle cx="16.5" cy="16.5" r="15.5" />${SIGNS[mood]}</svg>
      <div><h1>${verdictTitle(result)}</h1>
      <p class="subject"><code>${shortened(subject, 200)}</code> ${judgedText(result)}${gapsText(result)}</p></div>
    </div>
    <dl class="facts">
      ${fact('Modes', modes.map(({ mode }) => mode).join(', '))}
      ${fact('Seed', String(seed))}
      ${fact('Cases', `${grouped(cases)}${asked}`)}
      ${fact('Calls', grouped(calls))}
      ${fact('Executions', grouped(executions))}
      ${timing === null ? null : fact('Time', `${duration(timing.elapsedMs)}, ${counted(timing.workers, 'worker')}`)}
      ${timing === null ? null : fact('Started', timing.startedAt)}
      ${model === null ? null : fact('Model', shortened(model, 200))}
      ${fact('irpcheck', result.version)}
    </dl>
  </header>`;
}
