import { selfContained } from '../../properties/contract/self-contained.ts';
import { terminates } from '../../properties/contract/terminates.ts';
import {
  type Breach,
  type Finding,
  type FindingKey,
  NO_RELEVANCE,
  type Relevance,
} from '../../trace/finding.ts';
import type { Trace } from '../../trace/trace.ts';
import { hasRelevance } from '../finding-relevance.ts';
import { DEFAULT_BUDGET_EXECUTIONS } from '../minimize/minimize.ts';
import { compareTraces } from '../minimize/order.ts';
import { DEADLY, INTERRUPTED, unminimized } from '../minimize-finding.ts';
import { type Attempt, deathBreach, minimizeDeath } from './death.ts';
import { type Death, isDeath } from './isolate.ts';
import type { Workers } from './workers.ts';

/** Times that minimizing starts over without the execution that the driver died of. */
const MAX_DEADLY = 5;
/** Times that trying fields does; each costs a worker. */
const MAX_DEADLY_FIELDS = 3;

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
  workers: Workers,
  trace: Trace,
  breach: Breach,
  request: MinimizeRequest,
): Promise<Finding | null> {
  if (breach.property === terminates.id) return await minimizeDeathIn(workers, trace, breach, request);
  const finding = await minimizeBreachIn(workers, trace, breach, request);
  if (finding === null) return null;
  return { ...finding, relevance: await relevanceIn(workers, finding, request.signal) };
}

async function minimizeBreachIn(
  workers: Workers,
  trace: Trace,
  breach: Breach,
  { budget = DEFAULT_BUDGET_EXECUTIONS, onProgress, signal }: MinimizeRequest,
): Promise<Finding | null> {
  let best: { trace: Trace; executions: number } = { trace, executions: 0 };
  const onSimpler = (simpler: Trace, executions: number): void => {
    if (compareTraces(simpler, best.trace) >= 0) return;
    best = { trace: simpler, executions };
    onProgress?.({ ops: simpler.ops.length, executions });
  };
  const deadly: number[] = [];
  while (deadly.length < MAX_DEADLY && signal?.aborted !== true) {
    const request = { kind: 'minimize', trace, breach, budget, deadly } as const;
    const answer = await endedBy(workers, signal, () => workers.ask(request, undefined, onSimpler));
    // It showed before, in an execution that is passed over by now.
    if (answer === null && best.executions > 0) break;
    if (answer === null || !isDeath(answer)) {
      // What it changes may not have been put back.
      if (breach.property === selfContained.id) await workers.close();
      return answer;
    }
    deadly.push(answer.executions);
  }
  // What is left is to confirm the best so far, and to explain it.
  const confirm = { kind: 'minimize', trace: best.trace, breach, budget: 1, deadly: [] } as const;
  const confirmed = await workers.ask(confirm);
  if (confirmed === null || isDeath(confirmed)) {
    return unminimized({ breach, trace, caseIndex: 0 }, signal?.aborted === true ? INTERRUPTED : DEADLY);
  }
  const executions = best.executions + confirmed.executions;
  return { ...confirmed, original: trace, executions, minimization: 'unfinished' };
}

/** Asks, and ends the worker when the signal says so: its answer is then a death. */
async function endedBy<Answer>(
  workers: Workers,
  signal: AbortSignal | undefined,
  ask: () => Promise<Answer | Death>,
): Promise<Answer | Death> {
  const end = (): void => {
    void workers.close();
  };
  signal?.addEventListener('abort', end);
  try {
    return await ask();
  } finally {
    signal?.removeEventListener('abort', end);
  }
}

async function minimizeDeathIn(
  workers: Workers,
  trace: Trace,
  breach: Breach,
  { budget, onProgress, signal }: MinimizeRequest,
): Promise<Finding | null> {
  const first = await workers.attempt(trace, 'result');
  if (first === null || deathBreach(first, trace).reason !== breach.reason) return null;
  let executions = 0;
  let fewest = trace.ops.length;
  const attempt: Attempt = async (candidate, role) => {
    if (signal?.aborted === true && role !== 'result') return null;
    executions += 1;
    const death = await workers.attempt(candidate, role);
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
 * would have to begin, or to begin again, after the signal.
 */
async function relevanceIn(
  workers: Workers,
  finding: Finding,
  signal: AbortSignal | undefined,
): Promise<Relevance> {
  if (finding.property === selfContained.id || !hasRelevance(finding)) return NO_RELEVANCE;
  const deadly: number[] = [];
  while (deadly.length < MAX_DEADLY_FIELDS && signal?.aborted !== true) {
    const answer = await workers.ask({ kind: 'relevance', finding, deadly });
    if (!isDeath(answer)) return answer;
    deadly.push(answer.executions);
  }
  return NO_RELEVANCE;
}
