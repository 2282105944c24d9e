import type { Spread } from '../trace/result/detection-result.ts';

/** The smallest value that at least `percent` per cent of them do not exceed: its nearest rank. 0 of none. */
export function percentile(ascending: readonly number[], percent: number): number {
  const rank = Math.ceil((percent * ascending.length) / 100);
  return ascending[Math.max(1, rank) - 1] ?? 0;
}

export function median(values: readonly number[]): number {
  return percentile(ascending(values), 50);
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = ascending(values);
  return { median: percentile(sorted, 50), p95: percentile(sorted, 95), max: sorted.at(-1) ?? 0 };
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((left, right) => left - right);
}
