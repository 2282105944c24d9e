import type { Shown } from '../../trace/ops/index.ts';

/** Values that are listed one by one, at most. */
const MAX_LISTED = 3;

function numbersIn(values: readonly Shown[]): bigint[] {
  return values.flatMap(({ number }) => number ?? []);
}

function least(numbers: readonly bigint[]): bigint {
  return numbers.reduce((low, each) => (each < low ? each : low));
}

function most(numbers: readonly bigint[]): bigint {
  return numbers.reduce((high, each) => (each > high ? each : high));
}

/** `≥ 5`, `≤ 4096`, `5 to 4096` where the neighbours beyond such bounds were tried and lost; null otherwise. */
function bounds(kept: readonly Shown[], lost: readonly Shown[]): string | null {
  const [good, bad] = [numbersIn(kept), numbersIn(lost)];
  if (good.length !== kept.length || good.length < 2) return null;
  const [low, high] = [least(good), most(good)];
  const isOpenBelow = !bad.some((each) => each < low);
  const isOpenAbove = !bad.some((each) => each > high);
  if (bad.some((each) => each > low && each < high)) return null;
  if (!(isOpenBelow || bad.includes(low - 1n)) || !(isOpenAbove || bad.includes(high + 1n))) return null;
  if (isOpenAbove) return isOpenBelow ? null : `≥ ${low}`;
  return isOpenBelow ? `≤ ${high}` : `${low} to ${high}`;
}

function listed(values: readonly Shown[]): string {
  const texts = values.map(({ text }) => text);
  const last = texts.pop() ?? '';
  return texts.length === 0 ? last : `${texts.join(', ')} or ${last}`;
}

/**
 * With which values of a field a finding stays, as far as those tried tell: a bound where they show one, else the
 * values.
 *
 * @param kept values that keep it, the one it has first
 * @param lost values with which it goes, at least one
 */
export function condition(kept: readonly Shown[], lost: readonly Shown[]): string {
  const [only] = lost;
  if (lost.length === 1 && only !== undefined && kept.length > 1) {
    return only.number === null && kept.length <= MAX_LISTED ? listed(kept) : `≠ ${only.text}`;
  }
  return bounds(kept, lost) ?? (kept.length <= MAX_LISTED ? listed(kept) : 'some values');
}
