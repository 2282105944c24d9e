import type { Finding } from '../../trace/finding/finding.ts';
import { counted, grouped } from '../format.ts';
import { shownIndices, withGaps } from '../shown.ts';
import { alignment } from './alignment.ts';
import { type Html, html } from './escape.ts';
import { operation } from './operations.ts';

/** Longer traces have no strip: its cells would be too thin to see. */
const MAX_STRIP = 160;

/** `24 operations → 2`. */
export function reduction({ original, trace }: Finding): string {
  const before = counted(original.ops.length, 'operation');
  return original.ops.length === trace.ops.length ? before : `${before} → ${grouped(trace.ops.length)}`;
}

/** A cell for each operation of the original trace, filled where it was kept. */
function strip(count: number, kept: ReadonlyMap<number, number>): Html | null {
  if (count > MAX_STRIP) return null;
  const cells = Array.from({ length: count }, (_, index) => {
    const name = kept.has(index) ? 'kept' : 'dropped';
    return html`<rect class="${name}" x="${index * 6}" y="0" width="5" height="12" />`;
  });
  const width = Math.max(1, count * 6);
  return html`<svg class="strip" viewBox="0 0 ${width} 12" width="${width}" height="12" aria-hidden="true">${cells}</svg>`;
}

function minimizationText({ minimization, executions }: Finding): string {
  if (minimization === 'none') return 'It was not minimized.';
  const effort = `${counted(executions, 'execution')} of shorter and simpler traces`;
  return minimization === 'complete' ? `Minimal after ${effort}.` : `Not minimal yet, after ${effort}.`;
}

/** The trace before minimization, folded, with what was kept of it. */
export function originalTrace(finding: Finding, openName: string): Html {
  const { original, trace } = finding;
  const places = alignment(original.ops, trace.ops);
  const kept = new Map(places.flatMap((place, index) => (place === null ? [] : [[place, index]])));
  const shown = shownIndices(original.ops.length, [...kept.keys()]);
  const rows = withGaps(original.ops, shown).map((row) => {
    if (typeof row === 'number') return html`<li class="gap">${counted(row, 'operation')} not shown</li>`;
    const place = kept.get(row.index);
    const note =
      place === undefined ? null : html`<span class="seen">kept, now operation ${place + 1}</span>`;
    return html`<li class="${place === undefined ? 'dropped' : 'kept'}">
      <span class="number" aria-hidden="true">${row.index + 1}</span>${operation(row.entry, openName)}${note}</li>`;
  });
  return html`<details class="original">
    <summary>Original trace <span class="quiet">${reduction(finding)}</span> ${strip(original.ops.length, kept)}</summary>
    <p class="quiet">${minimizationText(finding)} Marked: the operations that those of the minimal trace are most like.</p>
    <ol class="operations">${rows}</ol>
  </details>`;
}
