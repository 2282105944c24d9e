import type { Executor } from '../execution/execute.ts';
import { contextOf } from '../execution/judge-run.ts';
import type { Subject } from '../subjects/index.ts';
import type { PerformedCall } from '../trace/finding/evidence.ts';
import { isWin32Call } from '../trace/ops/index.ts';
import { refusalOf, refusalText } from '../trace/refusal.ts';
import { Resolver } from '../trace/resolve.ts';
import { NOTHING_OBSERVED, type Observation } from '../trace/run/observation.ts';
import type { Run } from '../trace/run/run.ts';
import type { Trace } from '../trace/trace.ts';
import { UnsupportedTraceError } from '../trace/unsupported-trace.ts';
import { performedCalls } from './evidence/performed.ts';

/** Of a call that the driver does not come back from. */
const NEVER_ANSWERED: Observation = { ...NOTHING_OBSERVED, ending: 'blocked' };

/**
 * Executes a trace for its calls: what the model allows for each and what the simulated machine did.
 *
 * @param executor on which it is executed; of no use for anything else afterwards
 * @param deadlyOp the operation that the driver is known to die of, which is told of and not executed: as many as the
 * trace has where it dies of none of them; null where it does not die
 * @throws DriverEntryError, DeviceModelError; UnsupportedTraceError also for a trace that ends at a request which is not
 * executed, with calls left
 */
export function perform(
  executor: Executor,
  subject: Subject,
  trace: Trace,
  deadlyOp: number | null,
): PerformedCall[] {
  if (trace.setting.view !== 'native')
    throw new UnsupportedTraceError('only traces of system calls are made into programs');
  const context = contextOf(subject);
  if (deadlyOp === null) return performedCalls(requireExecuted(executor.execute(trace)), context);
  executor.shutsDown = false;
  const run = requireExecuted(executor.execute({ ...trace, ops: trace.ops.slice(0, deadlyOp) }));
  return performedCalls(withCall(run, trace, deadlyOp, subject.openName), context);
}

/** Where handles are closed at the end, every call has been made. */
function requireExecuted(run: Run): Run {
  const { refused, trace } = run;
  const refusal = refusalOf(refused, trace.ops);
  if (refusal === null || refusal.op >= trace.ops.length) return run;
  throw new UnsupportedTraceError(refusalText(refusal));
}

/** A run with one more call, which is never answered; the run itself where it did not get there. */
function withCall(run: Run, { ops }: Trace, op: number, openName: string): Run {
  const deadly = ops[op];
  if (deadly === undefined || run.observations.length < op) return run;
  const resolver = new Resolver(openName);
  for (const [index, call] of run.calls.entries()) {
    const observation = run.observations[index];
    if (observation === undefined || observation.ending !== 'returned') return run;
    resolver.observe(call, observation);
  }
  const call = resolver.resolve(deadly);
  if (isWin32Call(call)) return run;
  const calls = [...run.calls, call];
  return { ...run, calls, observations: [...run.observations, NEVER_ANSWERED] };
}
