import type fc from 'fast-check';
import type { GeneratedCase } from '../properties/arbitraries/decode-case.ts';
import type { Generated } from '../properties/arbitraries/generate-case.ts';
import { shrinkCase } from '../properties/arbitraries/shrink-case.ts';
import { consequenceOf } from '../properties/documentation/index.ts';
import { type Finding, NO_RELEVANCE } from '../trace/finding.ts';
import type { Trace } from '../trace/trace.ts';
import type { CaseRunner } from './case-runner.ts';
import { minimizeTrace } from './minimize-trace.ts';
import type { FirstCase } from './tally.ts';

/** Executions that fast-check's shrinking may take before the trace minimizer goes on. */
const SHRINK_EXECUTIONS = 300;

export const INTERRUPTED = 'not minimized: the campaign was interrupted';

export const DEADLY = 'not minimized: the driver does not come back from the traces that are tried';

export const NOT_REPEATABLE =
  'it did not show again when the trace was repeated: the driver keeps state across restarts';

/** A trace of the same setting with another case's machine and operations. */
function withCase(trace: Trace, { machine, ops }: GeneratedCase): Trace {
  return { ...trace, machine, ops };
}

/**
 * Turns the first case of a finding into the finding: shrinks it through its generator, minimizes the trace,
 * and explains the result. The finding's property and reason stay the same throughout.
 */
export function minimizeFinding(
  runner: CaseRunner,
  arbitrary: fc.Arbitrary<GeneratedCase>,
  generated: Generated,
  first: FirstCase,
): Finding {
  const key = first.breach;
  let executions = 0;
  const stillFails = (candidate: Trace): boolean => {
    executions += 1;
    return runner.breachWith(candidate, key) !== null;
  };
  if (!stillFails(first.trace)) return unminimized(first, NOT_REPEATABLE);
  // A case of which something was left out is not what its generator made.
  const isWhole = generated.value.ops.length === first.trace.ops.length;
  const shrunk = isWhole ? shrinkGenerated(arbitrary, generated, first.trace, stillFails) : first.trace;
  const finding = minimizeTrace(runner, shrunk, key);
  if (finding === null) return unminimized(first, NOT_REPEATABLE);
  return {
    ...finding,
    originalOps: first.trace.ops.length,
    executions: executions + finding.executions,
  };
}

/** A finding as it was generated, with the reason why it is not minimized. */
export function unminimized({ breach, trace }: FirstCase, why: string): Finding {
  return {
    ...breach,
    consequence: consequenceOf(breach.property),
    cause: [why],
    picture: [],
    trace,
    originalOps: trace.ops.length,
    executions: 0,
    minimization: why === INTERRUPTED ? 'unfinished' : 'none',
    relevance: NO_RELEVANCE,
  };
}

/** Follows the first simpler case that still fails, until there is none or the executions are used up. */
function shrinkGenerated(
  arbitrary: fc.Arbitrary<GeneratedCase>,
  generated: Generated,
  original: Trace,
  stillFails: (candidate: Trace) => boolean,
): Trace {
  let current = generated;
  let trace = original;
  let left = SHRINK_EXECUTIONS;
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const simpler of shrinkCase(arbitrary, current)) {
      if (left === 0) break;
      left -= 1;
      const candidate = withCase(original, simpler.value);
      if (!stillFails(candidate)) continue;
      current = simpler;
      trace = candidate;
      progress = true;
      break;
    }
  }
  return trace;
}
