import type { Breach, Severity } from '../trace/finding.ts';
import type { Verdict } from './judge.ts';

/** A breach of `property`. */
export function breachOf(
  property: string,
  reason: string,
  op: number,
  expected: string,
  observed: string,
  severity: Severity = 'error',
): Breach {
  return { property, reason, severity, op, expected, observed };
}

export function verdictOf(property: string, compared: number, breach: Breach | null): Verdict {
  return { property, compared, breach };
}
