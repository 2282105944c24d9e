import type { JudgedBreach, Severity } from '../trace/finding/finding.ts';
import type { Where } from '../trace/run/where.ts';
import type { Verdict } from './judge.ts';

/** A breach of `property`, which shows at `where`. */
export function breachOf(
  property: string,
  reason: string,
  where: Where,
  expected: string,
  observed: string,
  severity: Severity = 'error',
): JudgedBreach {
  const { op, request, moment } = where;
  return { property, reason, severity, op, expected, observed, where: { op, request, moment } };
}

export function verdictOf(property: string, compared: number, breach: JudgedBreach | null): Verdict {
  return { property, compared, breach };
}
