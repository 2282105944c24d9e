import { CaseRunner } from '../../../src/execution/case-runner.ts';
import { explain } from '../../../src/explanation/explain.ts';
import { findSubject, type Subject } from '../../../src/subjects/index.ts';
import type { Evidence } from '../../../src/trace/finding/evidence.ts';
import type { FindingCode } from '../../../src/trace/finding/finding.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import type { BufferingMode, Trace } from '../../../src/trace/trace.ts';
import { traceOf } from '../../campaign/subjects.ts';

/** The evidence of a breach that a trace shows; without a code that of a run without one. */
export function evidence(
  subject: Subject,
  mode: BufferingMode,
  ops: readonly Op[],
  key: FindingCode | null = null,
  parts: Partial<Trace> = {},
): Evidence {
  const runner = new CaseRunner(subject);
  const trace = traceOf(mode, ops, parts);
  const breach = key === null ? null : runner.breachWith(trace, key);
  if (key !== null && breach === null) throw new Error('no such breach');
  return explain(runner, trace, breach).evidence;
}

export const article = findSubject('article');
export const texts = ({ timeline }: Evidence): string[] =>
  timeline.map(({ actor, to, text }) => `${actor}${to === null ? '' : ` -> ${to}`}: ${text}`);
