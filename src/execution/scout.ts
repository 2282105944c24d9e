import type { NTSTATUS } from '../nt/ntstatus.ts';
import type { JudgedBreach } from '../trace/finding/finding.ts';
import type { Trace } from '../trace/trace.ts';
import type { CaseRunner } from './case-runner.ts';

/** What the last operation of a trace was answered with. */
export interface ScoutedAnswer {
  readonly status: NTSTATUS;
  /** Bytes, as the status block says; 0 where it was not written. */
  readonly information: number;
}

/** What a trace of a scouting run came to. */
export interface ScoutedTrace {
  /** Null where there was none: the run ended before, or was refused. */
  readonly answer: ScoutedAnswer | null;
  readonly breaches: readonly JudgedBreach[];
}

/** Executes a trace by itself, without variants: what the driver answers is wanted, not what it might. */
export function scoutTrace(runner: CaseRunner, trace: Trace): ScoutedTrace {
  const { run, judgement } = runner.run(trace);
  if (run.refused !== null) return { answer: null, breaches: [] };
  const observed = run.observations[trace.ops.length - 1];
  const isAnswered = observed?.ending === 'returned';
  return {
    answer: isAnswered
      ? { status: observed.status, information: observed.iosbWritten ? observed.information : 0 }
      : null,
    breaches: judgement.verdicts.flatMap(({ breach }) => breach ?? []),
  };
}
