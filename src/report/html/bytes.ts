import type { BytesEvidence } from '../../trace/finding/evidence.ts';
import { counted, grouped } from '../format.ts';
import { withGaps } from '../shown.ts';
import { type Html, html } from './escape.ts';
import { scrolling } from './scroll.ts';

const PER_ROW = 16;
/** Rows shown around one that differs. */
const NEAR = 1;
/** Of bytes that nothing is expected of, and of many differing rows, so many are shown. */
const MAX_ROWS = 24;

interface Row {
  /** Bytes from the buffer's first. */
  readonly at: number;
  /** Null where nothing is expected. */
  readonly expected: readonly string[] | null;
  readonly observed: readonly string[];
  readonly differing: number;
}

/** Pairs of digits, as far as the text is hexadecimal. */
function bytesOf(hex: string): string[] {
  return (/^(?:[0-9a-f]{2})*/i.exec(hex)?.[0] ?? '').match(/../g) ?? [];
}

function rowsOf({ from, expected, observed }: BytesEvidence): Row[] {
  const wanted = expected === null ? null : bytesOf(expected);
  const seen = bytesOf(observed);
  const rows: Row[] = [];
  for (let start = 0; start < Math.max(seen.length, wanted?.length ?? 0); start += PER_ROW) {
    const left = wanted?.slice(start, start + PER_ROW) ?? null;
    const right = seen.slice(start, start + PER_ROW);
    const length = Math.max(left?.length ?? 0, right.length);
    const differs = (at: number): boolean => left !== null && left[at] !== right[at];
    const differing = Array.from({ length }, (_, at) => at).filter(differs).length;
    rows.push({ at: from + start, expected: left, observed: right, differing });
  }
  return rows;
}

/** The printable ASCII character of a byte, a dot for others. */
function character(byte: string): string {
  const code = Number.parseInt(byte, 16);
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·';
}

/** Cells of bytes and their characters, those marked that differ from `other`. */
function cells(bytes: readonly string[], other: readonly string[] | null): Html {
  const marked = (text: string, index: number): Html =>
    other !== null && other[index] !== bytes[index] ? html`<mark>${text}</mark>` : html`${text}`;
  const hex = Array.from({ length: PER_ROW }, (_, index) => {
    const byte = bytes[index];
    return html`<td class="${index === PER_ROW / 2 ? 'byte middle' : 'byte'}">${byte === undefined ? null : marked(byte, index)}</td>`;
  });
  const text = bytes.map((byte, index) => marked(character(byte), index));
  return html`${hex}<td class="ascii">${text}</td>`;
}

function offsetText(at: number): string {
  return `${at < 0 ? '−' : '+'}${Math.abs(at).toString(16).padStart(4, '0')}`;
}

function tableRows({ at, expected, observed, differing }: Row): Html {
  if (differing === 0) {
    const kind = expected === null ? 'observed' : 'equal';
    return html`<tr><th scope="row">${offsetText(at)}</th><td class="kind">${kind}</td>${cells(observed, null)}</tr>`;
  }
  return html`<tr class="good"><th scope="row" rowspan="2">${offsetText(at)}</th><td class="kind">expected</td>${cells(expected ?? [], observed)}</tr>
    <tr class="bad"><td class="kind">observed</td>${cells(observed, expected)}</tr>`;
}

/** Rows that differ and their neighbours; the first ones where none does. */
function shownRows(rows: readonly Row[]): Set<number> {
  const differing = rows.flatMap(({ differing: count }, index) => (count > 0 ? [index] : []));
  const near = differing.flatMap((index) => [index - NEAR, index, index + NEAR]);
  const wanted = differing.length === 0 ? [...rows.keys()] : near;
  const distinct = [...new Set(wanted)].filter((index) => index >= 0 && index < rows.length);
  return new Set(distinct.slice(0, MAX_ROWS));
}

function bytesTable(evidence: BytesEvidence): Html {
  const rows = rowsOf(evidence);
  const differing = rows.reduce((sum, row) => sum + row.differing, 0);
  const shown = rows.reduce((sum, row) => sum + Math.max(row.observed.length, row.expected?.length ?? 0), 0);
  const body = withGaps(rows, shownRows(rows)).map((row) =>
    typeof row === 'number'
      ? html`<tr class="gap"><td colspan="${PER_ROW + 3}">${counted(row, 'row')} of 16 bytes not shown</td></tr>`
      : tableRows(row.entry),
  );
  const compared =
    evidence.expected === null
      ? 'nothing definite is expected'
      : `${counted(differing, 'byte')} differ${differing === 1 ? 's' : ''}`;
  const part =
    shown < evidence.totalBytes
      ? `${grouped(shown)} of ${counted(evidence.totalBytes, 'byte')}`
      : counted(evidence.totalBytes, 'byte');
  const columns = Array.from({ length: PER_ROW }, (_, index) => {
    return html`<th scope="col" class="${index === PER_ROW / 2 ? 'byte middle' : 'byte'}">${index.toString(16)}</th>`;
  });
  const title = html`${evidence.what} <span class="quiet">${part}; ${compared}</span>`;
  const table = html`<table class="bytes">
    <caption class="unseen">${title}</caption>
    <thead><tr><th scope="col">offset</th><td></td>${columns}<th scope="col" class="ascii">ASCII</th></tr></thead>
    <tbody>${body}</tbody>
  </table>`;
  // Outside of the box, so that it does not scroll with the table; there it is the table's name.
  return html`<p class="bytes-title" aria-hidden="true">${title}</p>${scrolling(evidence.what, table)}`;
}

/** Expected against observed bytes in rows of 16, what is equal between them left out; null without any. */
export function bytesTables(bytes: readonly BytesEvidence[]): Html | null {
  return bytes.length === 0 ? null : html`${bytes.map(bytesTable)}`;
}
