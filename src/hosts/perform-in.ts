import { BOOT_OP } from '../execution/beacon.ts';
import type { PerformedCall } from '../trace/finding/evidence.ts';
import type { Trace } from '../trace/trace.ts';
import { type Host, isDeath } from './host.ts';

/** Executes a trace in a worker for its calls; the one that the driver dies of is the last, never answered. */
export async function performIn(host: Host, trace: Trace): Promise<readonly PerformedCall[]> {
  const answer = await host.ask({ kind: 'perform', trace, deadlyOp: null });
  if (!isDeath(answer)) return answer;
  if (answer.op === BOOT_OP) return [];
  const before = await host.ask({ kind: 'perform', trace, deadlyOp: answer.op });
  return isDeath(before) ? [] : before;
}
