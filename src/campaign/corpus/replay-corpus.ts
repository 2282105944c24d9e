import type { CorpusResult } from '../../trace/result.ts';
import type { Trace } from '../../trace/trace.ts';
import type { CaseRunner } from '../case-runner.ts';
import { nextTurn } from '../next-turn.ts';
import type { Tally } from '../tally.ts';

/**
 * Executes the traces of a corpus with all their variants, and notes what they show under case indices below 0: it
 * wins over generated cases that show the same. They are no cases: nothing is counted.
 *
 * @param signal ends it early
 * @throws DriverEntryError when the driver does not load
 */
export async function replayCorpus(
  runner: CaseRunner,
  corpus: readonly Trace[],
  tally: Tally,
  signal?: AbortSignal,
): Promise<CorpusResult> {
  let traces = 0;
  let showing = 0;
  for (const [index, trace] of corpus.entries()) {
    await nextTurn();
    if (signal?.aborted === true) break;
    const caseIndex = index - corpus.length;
    const { breaches, refused } = runner.shown(trace);
    traces += 1;
    if (breaches.some(({ severity }) => severity === 'error')) showing += 1;
    for (const breach of breaches) tally.noteFirst({ breach, trace, caseIndex });
    if (refused !== null) tally.noteRefusal(refused, caseIndex);
  }
  return { traces, showing };
}
