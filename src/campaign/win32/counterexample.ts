import type fc from 'fast-check';
import type { Generated } from '../../properties/arbitraries/generate-case.ts';
import { shrinkCase } from '../../properties/arbitraries/shrink-case.ts';
import type { Win32Case } from '../../properties/arbitraries/win32/case-arbitrary.ts';
import type { Breach } from '../../trace/finding.ts';
import type { TraceOptions } from '../../trace/trace.ts';
import { answerText } from '../../trace/win32/answer.ts';
import { describeWin32Op } from '../../trace/win32/describe.ts';
import type { Win32Counterexample, Win32Step } from '../../trace/win32/result.ts';
import { type Asking, askAll } from '../minimize/asking.ts';
import { removeChunks } from '../minimize/chunks.ts';
import type { Win32CaseRunner } from './case-runner.ts';

/** Executions that shrinking one finding may take. */
const SHRINK_EXECUTIONS = 400;

/** The first case that showed a finding. */
export interface Win32FirstCase {
  readonly breach: Breach;
  readonly options: TraceOptions;
  readonly caseIndex: number;
}

type ShowsIt = (candidate: Win32Case) => boolean;

/** What a counterexample is made of besides the first case itself. */
interface Win32Sources {
  readonly runner: Win32CaseRunner;
  readonly arbitrary: fc.Arbitrary<Win32Case>;
  /** What an open without a name opens. */
  readonly openName: string;
}

/**
 * Shrinks the first case of a finding with fast-check's shrinker and then drops what operations can go. The
 * finding's property and reason stay the same. A case that does not show it again is left as it was generated.
 */
export function counterexampleOf(
  sources: Win32Sources,
  generated: Generated<Win32Case>,
  first: Win32FirstCase,
  shrink: boolean,
): Win32Counterexample {
  const { runner, arbitrary } = sources;
  const showsIt: ShowsIt = (candidate) => runner.breachWith(candidate, first.options, first.breach) !== null;
  const isShrunk = shrink && showsIt(generated.value);
  const minimal = isShrunk
    ? withoutOps(shrinkGenerated(arbitrary, generated, showsIt), showsIt)
    : generated.value;
  return described(sources, minimal, first, generated.value.ops.length);
}

/** Follows the first simpler case that still shows it, until there is none or the executions are used up. */
function shrinkGenerated(
  arbitrary: fc.Arbitrary<Win32Case>,
  generated: Generated<Win32Case>,
  showsIt: ShowsIt,
): Win32Case {
  let current = generated;
  let left = SHRINK_EXECUTIONS;
  for (let progress = true; progress && left > 0; ) {
    progress = false;
    for (const simpler of shrinkCase(arbitrary, current)) {
      if (left === 0) break;
      left -= 1;
      if (!showsIt(simpler.value)) continue;
      current = simpler;
      progress = true;
      break;
    }
  }
  return current.value;
}

/** fast-check shrinks words, of which one may steer how the next are read: operations by themselves drop further. */
function withoutOps(shrunk: Win32Case, showsIt: ShowsIt): Win32Case {
  let current = shrunk;
  const removal = removeChunks(
    () => current.ops.length,
    function* (from, count): Asking<boolean, Win32Case> {
      const candidate = { ...current, ops: current.ops.toSpliced(from, count) };
      const shown = yield candidate;
      if (shown) current = candidate;
      return shown;
    },
  );
  askAll(removal, showsIt);
  return current;
}

function described(
  { runner, openName }: Win32Sources,
  minimal: Win32Case,
  { breach: first, options, caseIndex }: Win32FirstCase,
  originalOps: number,
): Win32Counterexample {
  const { run, judgement } = runner.run(minimal, options);
  const shown = judgement.verdicts.find(({ property }) => property === first.property)?.breach ?? first;
  const steps = minimal.ops.flatMap((op, index): Win32Step[] => {
    const observed = run.observations[index];
    const expected = judgement.expected[index];
    if (observed === undefined || expected === undefined) return [];
    return [
      {
        op: describeWin32Op(op, openName),
        expected: answerText(op.op, expected),
        observed: answerText(op.op, observed),
      },
    ];
  });
  return {
    property: first.property,
    reason: first.reason,
    options,
    machine: minimal.machine,
    caseIndex,
    ops: minimal.ops,
    steps,
    op: shown.op,
    expected: shown.expected,
    observed: shown.observed,
    originalOps,
  };
}
