import type { Breach, Finding } from '../../trace/finding.ts';
import type { OpKind } from '../../trace/op.ts';
import type { Run } from '../../trace/run.ts';
import type { Trace } from '../../trace/trace.ts';
import { BOOT_OP } from '../beacon.ts';
import { consequenceOf } from '../consequence.ts';
import { explain } from '../explain.ts';
import { NOT_REPEATABLE, unminimized } from '../minimize-finding.ts';
import { TERMINATES } from '../property-list.ts';
import type { Death } from './isolate.ts';
import { minimizeAsync } from './minimize-async.ts';

const OBSERVED: Readonly<Record<Death['reason'], string>> = {
  'never-returns': 'the driver does not come back',
  'ends-the-process': 'the driver ends the process',
  'out-of-memory': 'the driver allocates without end',
};

/** Candidates that may be tried: each one that still fails takes as long as the watchdog waits. */
const BUDGET = 300;

/** The kind of the operation during which a driver died of a trace; null while it was loaded or unloaded. */
export function deadlyOpKind({ op }: Death, trace: Trace): OpKind | null {
  return trace.ops[op]?.op ?? null;
}

/** The breach of a driver that died of a trace. */
export function deathBreach({ reason, op }: Death, trace: Trace): Breach {
  const last = Math.max(0, trace.ops.length - 1);
  const where = op === BOOT_OP ? 'DriverEntry' : op >= trace.ops.length ? 'closing and unloading' : null;
  return {
    property: TERMINATES,
    reason: where === null ? reason : `${reason}-${op === BOOT_OP ? 'loading' : 'unloading'}`,
    severity: 'error',
    op: Math.min(Math.max(0, op), last),
    expected: where === null ? 'the driver comes back from the call' : `the driver comes back from ${where}`,
    observed: OBSERVED[reason],
  };
}

/** Executes a trace in a worker of its own. Null unless the driver dies of it. */
export type Attempt = (trace: Trace, events: boolean) => Promise<Death | null>;

/** Minimizes a trace of which a driver dies, for the reason it died of before. */
export async function minimizeDeath(breach: Breach, trace: Trace, attempt: Attempt): Promise<Finding> {
  let executions = 0;
  const breachOf = async (
    candidate: Trace,
    events: boolean,
  ): Promise<{ breach: Breach; death: Death } | null> => {
    executions += 1;
    const death = await attempt(candidate, events);
    if (death === null) return null;
    const found = deathBreach(death, candidate);
    return found.reason === breach.reason ? { breach: found, death } : null;
  };
  const { trace: minimal } = await minimizeAsync(
    trace,
    async (candidate) => (await breachOf(candidate, false)) !== null,
    {
      budget: BUDGET,
    },
  );
  const found = await breachOf(minimal, true);
  if (found === null) return unminimized({ breach, trace, caseIndex: 0 }, NOT_REPEATABLE);
  const { cause, picture } = explain(partialRun(minimal, found.death), found.breach.op);
  return {
    ...found.breach,
    consequence: consequenceOf(TERMINATES),
    cause: [...cause, ...lastWord(found.death)],
    picture,
    trace: minimal,
    originalOps: trace.ops.length,
    executions,
  };
}

/** What was recorded of a run that never ended. */
function partialRun(trace: Trace, { events }: Death): Run {
  return {
    trace,
    calls: [],
    observations: [],
    irps: [],
    userPtrs: [],
    violations: [],
    bugCheck: null,
    driverException: null,
    balance: null,
    events,
  };
}

/** The last thing the driver did that the kernel noticed. */
function lastWord({ events, op }: Death): string[] {
  const last = events.filter((event) => event.op === op).at(-1);
  if (last === undefined) return [];
  if (last.kind === 'dispatch')
    return [`the dispatch routine for ${last.detail['major']} was entered and not left`];
  return last.kind === 'ddi' ? [`the last call into the kernel was ${last.detail['name']}`] : [];
}
