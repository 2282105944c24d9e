import type { OpKind } from '../trace/ops/index.ts';
import type { Reached, SizeClass } from '../trace/result/result.ts';
import type { BufferingMode } from '../trace/trace.ts';

/** What was reached, in words, with the lowest index of a case that reached it. */
export type FirstReached = ReadonlyMap<string, number>;

/** An arm of the model that decided a call. */
export function armReached(arm: string): string {
  return `model arm ${arm}`;
}

/** A call of a kind, as coverage counts them; `size` is null for what transfers nothing. */
export function callReached(op: OpKind, mode: BufferingMode, size: SizeClass | null): string {
  return size === null ? `${op}, ${mode}` : `${op} of ${size} ${size === '1' ? 'byte' : 'bytes'}, ${mode}`;
}

/** Notes that a case reached something. */
export function noteReached(reached: Map<string, number>, what: string, caseIndex: number): void {
  const known = reached.get(what);
  if (known === undefined || caseIndex < known) reached.set(what, caseIndex);
}

/** What was reached last, and in which case: of several that the same case reached first, the first by code units. */
export function lastReached(reached: FirstReached): Reached | null {
  const [last] = [...reached].sort(
    ([left, first], [right, second]) => second - first || (left < right ? -1 : 1),
  );
  return last === undefined ? null : { what: last[0], caseIndex: last[1] };
}
