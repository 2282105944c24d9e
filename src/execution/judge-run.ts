import { CONTRACT_JUDGED } from '../properties/contract/judged.ts';
import type { JudgeContext, Verdict } from '../properties/judge.ts';
import { judgeModel } from '../properties/model/judge-model.ts';
import { locate } from '../properties/origin.ts';
import { judgeWin32 } from '../properties/win32/judge-win32.ts';
import type { Subject } from '../subjects/index.ts';
import type { Run } from '../trace/run/run.ts';

/** All that the judges of single runs say. */
export interface RunJudgement {
  readonly verdicts: readonly Verdict[];
  /** Arms of the model that decided calls. */
  readonly arms: readonly string[];
}

/** What a driver is that was loaded without something it asked for, no model of its device says. */
function modelJudgement(run: Run, context: JudgeContext): RunJudgement {
  if (run.faulted.load) return { verdicts: [], arms: [] };
  return run.program === null ? judgeModel(run, context) : judgeWin32(run, context);
}

export function contextOf(subject: Subject): JudgeContext {
  const { model, deviceNames, exclusive, alignment } = subject;
  return { model, deviceNames, exclusive, ...(alignment !== undefined && { alignment }) };
}

/** Judges one run by the contract family. */
export function judgeContract(run: Run, context: JudgeContext): readonly Verdict[] {
  return contractVerdicts(run, context, []);
}

/** Judges one run by the model family of its view, and by the contract. */
export function judgeRun(run: Run, context: JudgeContext): RunJudgement {
  const { verdicts, arms } = modelJudgement(run, context);
  const located = verdicts.map((verdict) => locate(verdict, run));
  return { verdicts: contractVerdicts(run, context, located), arms };
}

/** The verdicts before those of the contract, and these. */
function contractVerdicts(run: Run, context: JudgeContext, before: Verdict[]): readonly Verdict[] {
  for (const { judge } of CONTRACT_JUDGED) before.push(weighed(locate(judge(run, context), run), run));
  return before;
}

/**
 * What comes of a driver that was loaded without something it asked for is a warning: Driver Verifier's low resources
 * simulation spares the time in which drivers are loaded, unless it is told otherwise.
 */
function weighed(verdict: Verdict, { faulted }: Run): Verdict {
  const { breach } = verdict;
  if (breach === null || !faulted.load) return verdict;
  return { ...verdict, breach: { ...breach, severity: 'warning' } };
}
