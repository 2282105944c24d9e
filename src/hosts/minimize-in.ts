import { DEADLY, INTERRUPTED, unminimized } from '../explanation/minimize-finding.ts';
import { findingOf } from '../explanation/minimize-trace.ts';
import { relevance } from '../explanation/relevance/relevance.ts';
import { askInTurn } from '../minimize/asking.ts';
import {
  DEFAULT_BUDGET_EXECUTIONS,
  type Minimized,
  minimization,
  NotFailingError,
} from '../minimize/minimize.ts';
import { selfContained } from '../properties/contract/self-contained.ts';
import { terminates } from '../properties/contract/terminates.ts';
import {
  type Breach,
  type Finding,
  type FindingKey,
  NO_RELEVANCE,
  type Relevance,
} from '../trace/finding/finding.ts';
import type { Trace } from '../trace/trace.ts';
import { attemptIn } from './attempt-in.ts';
import { type Attempt, deathBreach, minimizeDeath } from './death.ts';
import { type Host, isDeath } from './host.ts';

/** Candidates that the driver may die of before no more are tried. */
const MAX_DEADLY = 5;
/** And while fields are tried; each costs a worker. */
const MAX_DEADLY_FIELDS = 3;

const SPOILED = 'not minimized: what the driver changes can not be put back';

/** How far minimizing one trace has come. */
export interface MinimizeProgress {
  /** Operations of the simplest trace so far. */
  readonly ops: number;
  /** Executions by the time it was found. */
  readonly executions: number;
}

/** How a minimization is to go on. */
export interface MinimizeRequest {
  /** Executions allowed; the default is less for a finding that takes a worker for each. */
  readonly budget?: number;
  /** Told of each simpler trace. */
  readonly onProgress?: (progress: MinimizeProgress) => void;
  /** Whether it is worth finding out which fields of a minimal trace matter; it is if left out. */
  readonly isWanted?: (finding: Finding) => boolean;
  /** Ends it early, with the simplest trace so far. */
  readonly signal?: AbortSignal;
}

/** What is known of a breach before it is looked for: its codes. */
export function sought({ property, reason, origin }: FindingKey): Breach {
  const known = origin === undefined ? {} : { origin };
  return { property, reason, ...known, severity: 'error', op: 0, expected: '', observed: '' };
}

/** Minimizes a trace in a worker, and finds out which of its fields matter. Null when it does not show the breach. */
export async function minimizeIn(
  host: Host,
  trace: Trace,
  breach: Breach,
  request: MinimizeRequest,
): Promise<Finding | null> {
  if (breach.property === terminates.id) return await minimizeDeathIn(host, trace, breach, request);
  const finding = await minimizeBreachIn(host, trace, breach, request);
  if (finding === null || request.isWanted?.(finding) === false) return finding;
  return { ...finding, relevance: await relevanceIn(host, finding, request.signal) };
}

async function minimizeBreachIn(
  host: Host,
  trace: Trace,
  breach: Breach,
  request: MinimizeRequest,
): Promise<Finding | null> {
  if (breach.property !== selfContained.id) return await minimizeShownIn(host, trace, breach, request);
  try {
    const first = await host.ask({ kind: 'fails', trace, key: breach });
    if (!isDeath(first) && first.spoiled) return unminimized({ breach, trace, caseIndex: 0 }, SPOILED);
    const finding = await minimizeShownIn(host, trace, breach, request);
    // The first time, and the last.
    return finding && finding.minimization === 'complete'
      ? { ...finding, executions: finding.executions + 2 }
      : finding;
  } finally {
    // What it changes may not have been put back.
    await host.end();
  }
}

async function minimizeShownIn(
  host: Host,
  trace: Trace,
  breach: Breach,
  { budget = DEFAULT_BUDGET_EXECUTIONS, onProgress, signal }: MinimizeRequest,
): Promise<Finding | null> {
  const key = keyOf(breach);
  let best: Minimized = { trace, executions: 0, complete: false };
  const onSimpler = (simpler: Trace, executions: number): void => {
    best = { trace: simpler, executions, complete: false };
    onProgress?.({ ops: simpler.ops.length, executions });
  };
  const asking = minimization(trace, { budget, onSimpler });
  const stillFails = stillFailsIn(host, key, MAX_DEADLY, signal);
  try {
    const done = await endedBy(host, signal, () =>
      askInTurn(asking, async (candidate) => (signal?.aborted === true ? null : await stillFails(candidate))),
    );
    if (done !== null) {
      const explained = await host.ask({ kind: 'explain', trace: done.result.trace, key });
      if (explained !== null && !isDeath(explained)) return findingOf(explained, done.result, trace);
      // It showed before, but not again.
      if (explained === null && best.executions === 0) return null;
    }
  } catch (error) {
    if (error instanceof NotFailingError) return null;
    throw error;
  }
  // What is left is to confirm the best so far, and to explain it.
  const confirmed = await host.ask({ kind: 'explain', trace: best.trace, key });
  if (confirmed === null || isDeath(confirmed)) {
    return unminimized({ breach, trace, caseIndex: 0 }, signal?.aborted === true ? INTERRUPTED : DEADLY);
  }
  return findingOf(confirmed, { ...best, executions: best.executions + 1 }, trace);
}

/**
 * Asks a worker about each candidate: one that the driver dies of does not show the finding. Null once there were so
 * many of those, or one after the signal.
 */
function stillFailsIn(
  host: Host,
  key: FindingKey,
  maxDeaths: number,
  signal: AbortSignal | undefined,
): (candidate: Trace) => Promise<boolean | null> {
  let deaths = 0;
  return async (candidate) => {
    const answer = await host.ask({ kind: 'fails', trace: candidate, key });
    if (!isDeath(answer)) return answer.fails;
    deaths += 1;
    return deaths === maxDeaths || signal?.aborted === true ? null : false;
  };
}

/** What a breach is looked for by: little to send with every candidate. */
function keyOf({ property, reason, origin }: FindingKey): FindingKey {
  return { property, reason, ...(origin === undefined ? {} : { origin }) };
}

/** Does some work, and ends the worker when the signal says so: its answer is then a death. */
async function endedBy<Result>(
  host: Host,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = (): void => {
    void host.end();
  };
  signal?.addEventListener('abort', end);
  try {
    return await work();
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

async function minimizeDeathIn(
  host: Host,
  trace: Trace,
  breach: Breach,
  { budget, onProgress, signal }: MinimizeRequest,
): Promise<Finding | null> {
  const first = await attemptIn(host, trace, 'result');
  if (first === null || deathBreach(first, trace).reason !== breach.reason) return null;
  let executions = 0;
  let fewest = trace.ops.length;
  const attempt: Attempt = async (candidate, role) => {
    if (signal?.aborted === true && role !== 'result') return null;
    executions += 1;
    const death = await attemptIn(host, candidate, role);
    if (death !== null) fewest = Math.min(fewest, candidate.ops.length);
    onProgress?.({ ops: fewest, executions });
    return death;
  };
  const found = deathBreach(first, trace);
  const finding = await minimizeDeath(found, trace, attempt, budget === undefined ? {} : { budget });
  return signal?.aborted === true ? { ...finding, minimization: 'unfinished' } : finding;
}

/**
 * Which fields of a finding's trace matter; nothing where trying them kills the driver again and again, or where it
 * would have to begin, or to go on after a death, after the signal.
 */
async function relevanceIn(
  host: Host,
  finding: Finding,
  signal: AbortSignal | undefined,
): Promise<Relevance> {
  if (finding.property === selfContained.id || !hasRelevance(finding) || signal?.aborted === true)
    return NO_RELEVANCE;
  const { modes } = await host.summary();
  const asking = relevance(finding.trace, { op: finding.op, modes });
  const stillFails = stillFailsIn(host, keyOf(finding), MAX_DEADLY_FIELDS, signal);
  return (await askInTurn(asking, stillFails))?.result ?? NO_RELEVANCE;
}

/** Whether a finding's fields are worth trying: those of a trace that was not minimized hide what matters. */
function hasRelevance({ minimization, executions }: Finding): boolean {
  return minimization !== 'none' && executions > 0;
}
