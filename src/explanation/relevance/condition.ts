import type { Shown } from '../../trace/ops/index.ts';
import type { Bounds } from './bounds.ts';

/** Values that are listed one by one, at most. */
const MAX_LISTED = 3;

/** What was found out of a field that matters. */
export interface Tried {
  /** Values that keep the finding, the one it has first. */
  readonly kept: readonly Shown[];
  /** Values with which it goes, at least one. */
  readonly lost: readonly Shown[];
  /** Of its numbers; null where none keeps it, or where all of those tried do. */
  readonly bounds: Bounds | null;
  /** Whether those are all the values that it could hold, but for numbers. */
  readonly isClosed: boolean;
}

/** Values of longer text, UTF-16 code units, are not listed beside another one, but counted. */
const LONG_TEXT = 32;

function listed(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  const last = others.pop();
  if (last === undefined) return first;
  const isLong = texts.some((text) => text.length > LONG_TEXT);
  if (isLong) return `${first} or ${others.length === 0 ? 'another' : `${others.length + 1} others`}`;
  return `${[first, ...others].join(', ')} or ${last}`;
}

/** `≥ 5`, `0 to 4096`, `7`; with what is known that it does not say: `≥ 1 but not 8`, `7 and others`. */
function boundsText({ low, high, gap, others }: Bounds): string {
  const from = low ?? 0n;
  const range = high === null ? `≥ ${from}` : from === high ? `${from}` : `${from} to ${high}`;
  return `${range}${gap === null ? '' : ` but not ${gap}`}${others ? ' and others' : ''}`;
}

function isForm({ number }: Shown): boolean {
  return number === null;
}

/**
 * With which values of a field a finding stays: of numbers the bounds that were searched, else the values, of those that
 * are not all it could hold with one that loses it.
 */
export function condition({ kept, lost, bounds, isClosed }: Tried): string {
  const forms = kept.filter(isForm).map(({ text }) => text);
  const numbers = kept.filter((value) => !isForm(value));
  const [only] = lost;
  const loser = only?.text ?? '';
  const isOnly = lost.length === 1 && only !== undefined;
  if (isOnly && isForm(only) && (numbers.length > 0 || forms.length > MAX_LISTED)) return `≠ ${loser}`;
  if (isOnly && bounds !== null && bounds.gap === null && forms.length > 0) return `≠ ${loser}`;
  const amount = bounds === null ? (numbers.length === 0 ? [] : ['≥ 0']) : [boundsText(bounds)];
  const told = forms.length > MAX_LISTED ? [...amount, 'some forms'] : [...amount, ...forms];
  return isClosed || numbers.length > 0 ? listed(told) : `${listed(told)}, not ${loser}`;
}
