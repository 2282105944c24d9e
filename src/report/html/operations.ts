import { ntstatusName } from '../../nt/ntstatus.ts';
import type { ObservedCall } from '../../trace/finding/evidence.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import type { Op } from '../../trace/ops/index.ts';
import { opWords } from '../../trace/ops/words.ts';
import { counted, grouped, shortened } from '../format.ts';
import { shownIndices, withGaps } from '../shown.ts';
import { type Html, html } from './escape.ts';

/** Names and hexadecimal data are cut off at this. */
const OPERANDS_WIDTH = 400;

/** An operation on one line, its kind apart from its operands. */
export function operation(op: Op, openName: string): Html {
  const { kind, operands } = opWords(op, openName);
  return html`<code class="op"><b>${kind}</b> ${shortened(operands.join(', '), OPERANDS_WIDTH)}</code>`;
}

/** What a caller saw of one call: `STATUS_SUCCESS, Information 1`. */
function observedText({ ending, status, iosbWritten, information, answer }: ObservedCall): string {
  if (answer !== undefined) return answer;
  if (ending === 'blocked') return 'never returns';
  if (ending === 'bug-check') return 'bug check';
  return iosbWritten ? `${ntstatusName(status)}, Information ${grouped(information)}` : ntstatusName(status);
}

function breachOf({ expected, observed }: Finding): Html {
  return html`<dl class="beside">
    <div class="good"><dt>expected</dt><dd>${expected}</dd></div>
    <div class="bad"><dt>observed</dt><dd>${observed}</dd></div>
  </dl>`;
}

function row(number: string, what: Html, beside: Html, isMarked: boolean): Html {
  return html`<li${isMarked ? html` class="marked"` : null}>
    <span class="number" aria-hidden="true">${number}</span>${what}${beside}</li>`;
}

/** The minimal trace, one entry an operation, with what the caller saw of each and what was wrong beside it. */
export function operationList(finding: Finding, openName: string): Html {
  const { ops } = finding.trace;
  const at = Math.min(finding.op, ops.length);
  const rows = withGaps(ops, shownIndices(ops.length, [at])).map((each) => {
    if (typeof each === 'number') return html`<li class="gap">${counted(each, 'operation')} not shown</li>`;
    const { entry, index } = each;
    const observed = finding.evidence.observed[index];
    const seen = observed === undefined ? html`` : html`<span class="seen">${observedText(observed)}</span>`;
    const isMarked = index === at;
    return row(String(index + 1), operation(entry, openName), isMarked ? breachOf(finding) : seen, isMarked);
  });
  if (at === ops.length) {
    const end = html`<code class="op"><b>end</b> every handle closed, the driver unloaded</code>`;
    rows.push(row('', end, breachOf(finding), true));
  }
  return html`<ol class="operations">${rows}</ol>`;
}
