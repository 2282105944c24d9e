import type { Trace } from '../trace/trace.ts';
import type { AttemptRole } from './death.ts';
import { type Death, type Host, isDeath } from './host.ts';

/** How long an execution may take when it is expected to be deadly, milliseconds. */
export const AGAIN_MS = 1_000;
/** And while a trace is minimized, whose result is tried once more with the longer limit. */
const CANDIDATE_MS = 300;

/** Executes a trace in its role. Null unless the driver dies of it. */
export async function attemptIn(host: Host, trace: Trace, role: AttemptRole): Promise<Death | null> {
  const request = { kind: 'execute', trace, events: role === 'result' } as const;
  const answer = await host.ask(request, role === 'candidate' ? CANDIDATE_MS : AGAIN_MS);
  return isDeath(answer) && answer.wasEnded === undefined ? answer : null;
}
