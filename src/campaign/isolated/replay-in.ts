import type { FindingKey } from '../../trace/finding.ts';
import type { ReplayResult } from '../../trace/replay-result.ts';
import type { Trace } from '../../trace/trace.ts';
import { deathBreach } from './death.ts';
import { isDeath } from './isolate.ts';
import type { Workers } from './workers.ts';

/** Executes a trace in a worker as `replay` does; a driver that dies of it breaches contract/terminates. */
export async function replayIn(
  workers: Workers,
  trace: Trace,
  recorded: FindingKey | null,
): Promise<ReplayResult> {
  const answer = await workers.ask({ kind: 'replay', trace, recorded });
  if (!isDeath(answer)) return answer;
  const breach = deathBreach(answer, trace);
  return { trace, breaches: [breach], steps: [], cause: [breach.observed], picture: [] };
}
