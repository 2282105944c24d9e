import type { Evidence } from '../../trace/finding/evidence.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import { formatTrace } from '../../trace/json.ts';
import type { PropertyDocumentation } from '../../trace/result/property-documentation.ts';
import { causeLines } from '../cause.ts';
import { counted, grouped, shortened } from '../format.ts';
import { fileIn } from '../location.ts';
import { settingLines } from '../setting.ts';
import { bufferFigure } from './buffer.ts';
import { bytesTables } from './bytes.ts';
import { areOne } from './callers-buffer.ts';
import { type TraceCommands, traceCommands } from './commands.ts';
import { copyableLine, copyButton } from './copy.ts';
import { type Html, html, preformatted } from './escape.ts';
import { propertyMeaning, reasonMeaning } from './meaning.ts';
import { operationList } from './operations.ts';
import { originalTrace, reduction } from './original.ts';
import { timeline } from './timeline.ts';

/** Headings hold at most so much of a reason code; what is cut off stands in the trace's JSON. */
const REASON_WIDTH = 160;
/** Longer traces are not repeated in the page: they are in their files. */
const MAX_JSON_OPS = 400;

/** One finding of the report and what is known about it. */
export interface ReportedFinding {
  readonly finding: Finding;
  /** From 1, in the order of the report. */
  readonly number: number;
  /** Findings of the report. */
  readonly total: number;
  readonly tracePath: string | undefined;
  /** The folder that the page is written into, where it is known. */
  readonly folder: string | undefined;
  readonly documentation: PropertyDocumentation | undefined;
}

/** What a finding is called: a breach that a baseline names fails nothing. */
export function kindOf({ known, severity }: Finding): 'known' | 'warning' | 'finding' {
  if (known) return 'known';
  return severity === 'warning' ? 'warning' : 'finding';
}

/** The id of a finding's place in the page. */
export function placeOf(number: number): string {
  return `finding-${number}`;
}

function part(title: string, id: string, content: Html | null): Html | null {
  if (content === null) return null;
  return html`<section class="part" aria-labelledby="${id}"><h4 id="${id}">${title}</h4>${content}</section>`;
}

function heading(reported: ReportedFinding, id: string): Html {
  const { finding, number, total, documentation } = reported;
  const kind = kindOf(finding);
  const meaning = reasonMeaning(documentation, finding.reason);
  const place = finding.trace.seed === null ? '' : ` · case ${grouped(finding.trace.seed.caseIndex)}`;
  return html`<header>
    <p class="eyebrow"><span class="badge kind-${kind}">${kind}</span> ${number} of ${total} · ${finding.trace.setting.mode}${place} · ${reduction(finding)}</p>
    <h3 id="${id}-title"><a href="#${id}">${finding.property}</a> <code class="reason">${shortened(finding.reason, REASON_WIDTH)}</code></h3>
    ${meaning === null ? null : html`<p class="meaning-line">${meaning}</p>`}
    <dl class="outcome">
      ${finding.note === undefined ? null : html`<dt>Known</dt><dd>${finding.note}</dd>`}
      ${finding.consequence === '' ? null : html`<dt>On Windows</dt><dd>${finding.consequence}</dd>`}
      ${finding.origin === undefined ? null : html`<dt>In</dt><dd>${finding.origin}</dd>`}
    </dl>
  </header>`;
}

function minimalTrace(finding: Finding, openName: string): Html {
  const setting = settingLines(finding.trace.setting).map((line) => html`<p class="setting">${line}</p>`);
  return html`${setting}${operationList(finding, openName)}`;
}

function listOf(title: string, name: string, entries: readonly string[]): Html | null {
  if (entries.length === 0) return null;
  return html`<div class="${name}"><h5>${title}</h5><ul>${entries.map((entry) => html`<li>${entry}</li>`)}</ul></div>`;
}

/** What the recorded run says led to it, and which fields of the trace it depends on. */
function reasons(finding: Finding): Html | null {
  const { matters, doesNotMatter } = finding.relevance;
  const cause = causeLines(finding);
  if (cause.length + matters.length + doesNotMatter.length === 0) return null;
  return html`<div class="why">
    ${listOf('Cause', 'cause', cause)}${listOf('Matters', 'matters', matters)}${listOf('Does not matter', 'no-matter', doesNotMatter)}
  </div>`;
}

function traceJson(finding: Finding, number: number): Html {
  const { length } = finding.trace.ops;
  if (length > MAX_JSON_OPS)
    return html`<p class="quiet">The trace's ${counted(length, 'operation')} are in its file.</p>`;
  return html`<div class="command block"><pre tabindex="0" role="group" aria-label="Trace of finding ${number}"><code>${preformatted(formatTrace(finding.trace, finding).trimEnd())}</code></pre>${copyButton(`the trace of finding ${number}`)}</div>`;
}

/** Where the trace's file is: beside the page it stays beside it wherever both are moved. */
function traceFile({ tracePath, folder }: ReportedFinding): string {
  if (tracePath === undefined) return 'no file was written';
  const name = folder === undefined ? null : fileIn(folder, tracePath);
  return shortened(name === null ? tracePath : `${name}, in the folder of this page`, REASON_WIDTH);
}

/** Everything that takes the finding elsewhere, folded but for the command that replays it. */
function takeAway(reported: ReportedFinding, commands: TraceCommands | null): Html {
  const { finding, number } = reported;
  const of = `of finding ${number}`;
  const exports = (commands?.exports ?? []).map((line) => {
    return copyableLine(line, `the export to ${/--to (\w+)/.exec(line)?.[1] ?? 'another form'} ${of}`);
  });
  const minimize =
    commands === null || finding.minimization !== 'unfinished'
      ? null
      : copyableLine(commands.minimize, `the command that goes on minimizing ${of}`);
  return html`<details class="take-away">
    <summary>Export and trace <span class="quiet">${traceFile(reported)}</span></summary>
    ${minimize}${exports}${traceJson(finding, number)}
  </details>`;
}

/** The caller's buffer; of a control request both, in one picture where they are one. */
function buffers({ buffer, input }: Evidence, id: string): Html {
  if (input === undefined) return html`${part('The buffer', `${id}-memory`, bufferFigure(buffer, id))}`;
  if (areOne(input, buffer)) {
    const figure = bufferFigure(buffer, id, 'input and output buffer');
    return html`${part('The input and output buffer', `${id}-memory`, figure)}`;
  }
  return html`${part('The input buffer', `${id}-input`, bufferFigure(input, `${id}-in`, 'input buffer'))}
    ${part('The output buffer', `${id}-memory`, bufferFigure(buffer, id, 'output buffer'))}`;
}

/** One finding: what was expected and observed, how it came about, what it means, and how to replay it. */
export function findingArticle(reported: ReportedFinding, openName: string): Html {
  const { finding, number, documentation, tracePath } = reported;
  const id = placeOf(number);
  const commands = traceCommands(tracePath, finding.trace.setting.view);
  const words = [
    finding.property,
    finding.reason,
    finding.trace.setting.mode,
    finding.origin ?? '',
    kindOf(finding),
  ];
  const replay =
    commands === null ? null : copyableLine(commands.replay, `the replay command of finding ${number}`);
  return html`<article class="finding kind-${kindOf(finding)}" id="${id}" tabindex="-1" aria-labelledby="${id}-title" data-words="${shortened(words.join(' ').toLowerCase(), 2 * REASON_WIDTH)}">
    ${heading(reported, id)}
    ${part('Minimal trace', `${id}-trace`, html`${minimalTrace(finding, openName)}${replay}`)}
    ${part('What happened', `${id}-events`, timeline(finding, openName))}
    ${buffers(finding.evidence, id)}
    ${part('Bytes', `${id}-bytes`, bytesTables(finding.evidence.bytes))}
    ${part('Why', `${id}-why`, reasons(finding))}
    ${originalTrace(finding, openName)}
    ${propertyMeaning(documentation)}
    ${takeAway(reported, commands)}
  </article>`;
}
