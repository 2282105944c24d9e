import { type Evidence, NO_EVIDENCE } from '../trace/finding/evidence.ts';
import { type FindingKey, type JudgedBreach, toldBreach } from '../trace/finding/finding.ts';
import type { ReplayResult } from '../trace/result/replay-result.ts';
import type { Trace } from '../trace/trace.ts';
import { attemptIn } from './attempt-in.ts';
import { deathBreach, deathEvidence } from './death.ts';
import { type Host, isDeath } from './host.ts';

/** Executes a trace in a worker as `replay` does; a driver that dies of it breaches contract/terminates. */
export async function replayIn(host: Host, trace: Trace, recorded: FindingKey | null): Promise<ReplayResult> {
  const answer = await host.ask({ kind: 'replay', trace, recorded });
  if (!isDeath(answer)) return answer;
  const breach = deathBreach(answer, trace);
  const evidence = await deathEvidenceIn(host, trace, breach);
  const breaches = [toldBreach(breach)];
  return { trace, breaches, refused: null, steps: [], remarks: [breach.observed], evidence };
}

/** What the worker tells when the driver dies of a trace once more; nothing where it dies of something else then. */
async function deathEvidenceIn(host: Host, trace: Trace, breach: JudgedBreach): Promise<Evidence> {
  const again = await attemptIn(host, trace, 'result');
  if (again === null || deathBreach(again, trace).op !== breach.op) return NO_EVIDENCE;
  return deathEvidence(again, breach, trace);
}
