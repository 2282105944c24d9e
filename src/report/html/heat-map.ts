import { kindNamed, kindsOf, type OpKind } from '../../trace/ops/index.ts';
import {
  type CampaignResult,
  type CoverageCount,
  SIZE_CLASSES,
  type SizeClass,
} from '../../trace/result/result.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { counted, grouped } from '../format.ts';
import { type Html, html } from './escape.ts';
import { scrolling } from './scroll.ts';

/** Whether operations of a kind have a length. */
function hasLength(kind: OpKind): boolean {
  return kindNamed(kind).fields.some(({ key }) => key === 'length');
}

/** Counts from a million on look alike. */
const MAX_LEVEL = 7;
const LEGEND = ['never', '1', '10', '100', '1k', '10k', '100k', '1M'];

const SIZE_TITLES: Readonly<Record<SizeClass, string>> = {
  '0': '0 bytes',
  '1': '1 byte',
  '2-4095': '2–4,095',
  '4096': '4,096',
  '4097-8192': '4,097–8,192',
  '8193+': '8,193 and more',
};

/** 0 for what never happened, then one level for each power of ten. */
function levelOf(calls: number): number {
  return calls === 0 ? 0 : Math.min(String(calls).length, MAX_LEVEL);
}

/** `980`, `9,800`, `98k`, `980k`, `9.8M`; rounded down. */
function compact(calls: number): string {
  if (calls < 10_000) return grouped(calls);
  if (calls < 1_000_000) return `${Math.floor(calls / 1000)}k`;
  return calls < 100_000_000
    ? `${(Math.floor(calls / 100_000) / 10).toFixed(1)}M`
    : `${grouped(Math.floor(calls / 1_000_000))}M`;
}

function cell(calls: number): Html {
  const text = calls === 0 ? html`0<span class="unseen">, never</span>` : html`${compact(calls)}`;
  return html`<td class="heat-${levelOf(calls)}" title="${counted(calls, 'call')}">${text}</td>`;
}

type Count = (op: OpKind, mode: BufferingMode, size: SizeClass | null) => number;

function counter(coverage: readonly CoverageCount[]): Count {
  const counts = new Map<string, number>();
  const keyOf = (op: string, mode: string, size: string | null): string => `${op} ${mode} ${size}`;
  for (const { op, mode, size, calls } of coverage) {
    const key = keyOf(op, mode, size);
    counts.set(key, (counts.get(key) ?? 0) + calls);
  }
  return (op, mode, size) => counts.get(keyOf(op, mode, size)) ?? 0;
}

function transfersTable(kinds: readonly OpKind[], modes: readonly BufferingMode[], count: Count): Html {
  const rows = kinds.filter(hasLength).map((op) => {
    return html`<tbody>${modes.map((mode, index) => {
      const cells = SIZE_CLASSES.map((size) => cell(count(op, mode, size)));
      const group = index === 0 ? html`<th scope="rowgroup" rowspan="${modes.length}">${op}</th>` : null;
      return html`<tr>${group}<th scope="row">${mode}</th>${cells}</tr>`;
    })}</tbody>`;
  });
  const sizes = SIZE_CLASSES.map((size) => html`<th scope="col">${SIZE_TITLES[size]}</th>`);
  return html`<table class="heat">
    <caption>Reads and writes, by mode and length in bytes</caption>
    <thead><tr><td colspan="2"></td>${sizes}</tr></thead>${rows}
  </table>`;
}

function othersTable(kinds: readonly OpKind[], modes: readonly BufferingMode[], count: Count): Html {
  const rows = kinds
    .filter((op) => !hasLength(op))
    .map((op) => {
      return html`<tr><th scope="row">${op}</th>${modes.map((mode) => cell(count(op, mode, null)))}</tr>`;
    });
  const heads = modes.map((mode) => html`<th scope="col">${mode}</th>`);
  return html`<table class="heat">
    <caption>Other operations, by mode</caption>
    <thead><tr><td></td>${heads}</tr></thead><tbody>${rows}</tbody>
  </table>`;
}

function legend(): Html {
  const steps = LEGEND.map((text, level) => html`<li class="heat-${level}">${text}</li>`);
  return html`<div class="legend"><span id="legend">Calls, from</span><ol aria-labelledby="legend">${steps}</ol></div>`;
}

/** What was exercised: calls by operation, mode and size, shaded by powers of ten. */
export function heatMap({ view = 'native', coverage, opKinds, modes: counts }: CampaignResult): Html {
  const kinds = kindsOf(view).kinds.filter((kind) => opKinds[kind] !== undefined);
  const modes = counts.map(({ mode }) => mode);
  const count = counter(coverage);
  return html`<div class="heat-maps">
    ${scrolling('Reads and writes', transfersTable(kinds, modes, count))}${scrolling('Other operations', othersTable(kinds, modes, count))}
  </div>${legend()}`;
}
