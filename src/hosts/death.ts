import { BOOT_OP } from '../execution/beacon.ts';
import { evidenceOf } from '../explanation/evidence/evidence.ts';
import { NOT_REPEATABLE, unminimized } from '../explanation/minimize-finding.ts';
import { findingOf } from '../explanation/minimize-trace.ts';
import { askInTurn } from '../minimize/asking.ts';
import { type Minimized, type MinimizeOptions, minimization, NotFailingError } from '../minimize/minimize.ts';
import { majorFunctionName } from '../nt/irp.ts';
import { terminates } from '../properties/contract/terminates.ts';
import type { JudgeContext } from '../properties/judge.ts';
import type { Evidence } from '../trace/finding/evidence.ts';
import type { Breach, Finding, JudgedBreach } from '../trace/finding/finding.ts';
import type { OpKind } from '../trace/ops/index.ts';
import { emptyRun } from '../trace/run/run.ts';
import { during } from '../trace/run/where.ts';
import type { Trace } from '../trace/trace.ts';
import type { Death } from './host.ts';

/**
 * Reason codes. Whether a driver that allocates in a loop runs out of memory before it runs out of time is up to
 * the machine, so both are one.
 */
const REASONS: Readonly<Record<Death['reason'], string>> = {
  'never-returns': 'never-returns',
  'out-of-memory': 'never-returns',
  'ends-the-process': 'ends-the-process',
  'breaks-the-channel': 'breaks-the-channel',
};

const OBSERVED: Readonly<Record<string, string>> = {
  'never-returns': 'the driver does not come back',
  'ends-the-process': 'the driver ends the process',
  'breaks-the-channel': 'the driver writes into the channel by which irpcheck asks its process',
};

/** A breach of a run that never ended is not about what a model allows. */
const NO_CONTEXT: JudgeContext = { model: null, deviceNames: [], exclusive: false };

/** Candidates that may be tried: each one that still fails takes as long as the watchdog waits. */
const DEATH_BUDGET_EXECUTIONS = 300;

/** The kind of the operation during which a driver died of a trace; null while it was loaded or unloaded. */
export function deadlyOpKind({ op }: Death, trace: Trace): OpKind | null {
  return trace.ops[op]?.op ?? null;
}

/** The breach of a driver that died of a trace. */
export function deathBreach({ reason, op }: Death, trace: Trace): JudgedBreach {
  const code = REASONS[reason];
  const where = op === BOOT_OP ? 'DriverEntry' : op >= trace.ops.length ? 'closing and unloading' : null;
  const at = Math.max(0, op);
  return {
    property: terminates.id,
    reason: where === null ? code : `${code}-${op === BOOT_OP ? 'loading' : 'unloading'}`,
    severity: 'error',
    op: at,
    where: during(at),
    expected: where === null ? 'the driver comes back from the call' : `the driver comes back from ${where}`,
    observed: OBSERVED[code] ?? code,
  };
}

/** The breach of a driver that dies in a case which does not show it alone. */
export function longRunBreach(death: Death, trace: Trace): JudgedBreach {
  return { ...deathBreach(death, trace), reason: `${REASONS[death.reason]}-in-the-long-run` };
}

/** One of many candidates, one that is given more time, or a result. */
export type AttemptRole = 'candidate' | 'careful' | 'result';

/** Executes a trace. Null unless the driver dies of it. */
export type Attempt = (trace: Trace, role: AttemptRole) => Promise<Death | null>;

/** Minimizes a trace of which a driver dies, for the reason it died of before. */
export async function minimizeDeath(
  breach: Breach,
  trace: Trace,
  attempt: Attempt,
  options: MinimizeOptions = {},
): Promise<Finding> {
  let executions = 0;
  const breachOf = async (
    candidate: Trace,
    role: AttemptRole,
  ): Promise<{ breach: JudgedBreach; death: Death } | null> => {
    executions += 1;
    const death = await attempt(candidate, role);
    if (death === null) return null;
    const found = deathBreach(death, candidate);
    return found.reason === breach.reason ? { breach: found, death } : null;
  };
  const attempted = async (role: AttemptRole) => {
    const stillFails = async (candidate: Trace): Promise<boolean> =>
      (await breachOf(candidate, role)) !== null;
    const result = await minimized(trace, stillFails, options);
    const found = result === null ? null : await breachOf(result.trace, 'result');
    return { result, found };
  };
  let { result, found } = await attempted('candidate');
  // A busy machine can make a candidate look like one that hangs: they are then given more time.
  if (found === null) ({ result, found } = await attempted('careful'));
  if (result === null || found === null) {
    return unminimized({ breach, trace, caseIndex: 0 }, NOT_REPEATABLE);
  }
  const { trace: minimal, complete } = result;
  const explained = {
    breach: found.breach,
    evidence: deathEvidence(found.death, found.breach, minimal),
    remarks: lastWord(found.death),
  };
  return findingOf(explained, { trace: minimal, executions, complete }, trace);
}

/** What a trace that a driver died of shows, as far as the worker told. */
export function deathEvidence(death: Death, breach: JudgedBreach, trace: Trace): Evidence {
  return evidenceOf({ run: { ...emptyRun(trace), events: death.events }, variant: null }, breach, NO_CONTEXT);
}

/** What minimization came to; null when the driver does not die of the trace again. */
async function minimized(
  trace: Trace,
  stillFails: (candidate: Trace) => Promise<boolean>,
  options: MinimizeOptions,
): Promise<Minimized | null> {
  try {
    const asking = minimization(trace, { budget: DEATH_BUDGET_EXECUTIONS, ...options });
    return (await askInTurn(asking, stillFails))?.result ?? null;
  } catch (error) {
    if (error instanceof NotFailingError) return null;
    throw error;
  }
}

/** The last thing the driver did that the kernel noticed. */
function lastWord({ events, op }: Death): string[] {
  const last = events.filter((event) => event.op === op).at(-1);
  if (last === undefined) return [];
  switch (last.kind) {
    case 'dispatch':
      return [`the dispatch routine for ${majorFunctionName(last.detail.major)} was entered and not left`];
    case 'ddi':
    case 'ddi.result':
    case 'ddi.raised':
      return [`the last call into the kernel was ${last.detail.name}`];
    default:
      return [];
  }
}
