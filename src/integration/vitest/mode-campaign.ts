import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Session } from '../../campaign/session.ts';
import type { Gate } from '../../cli/gate/gate.ts';
import { writeAtomically } from '../../cli/output/write-atomically.ts';
import { fileName } from '../../report/format.ts';
import { traceFileNames } from '../../report/trace-files.ts';
import { formatTrace } from '../../trace/json.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { CompleteCheck } from './driver-check.ts';
import type { EndedCampaign } from './outcome.ts';

/**
 * Runs the campaign of one mode after its traces in the corpus, and writes the traces of what it finds into a folder
 * of the driver and the mode, such as `reports/my-driver-direct/model-status-1.json`, and what is new into the corpus.
 */
export async function runModeCampaign(
  session: Session,
  mode: BufferingMode,
  { driver, model, cases, seed, out, timeoutMs }: CompleteCheck,
  gate: Gate,
): Promise<EndedCampaign> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const corpus = gate.corpus?.filter(({ setting }) => setting.mode === mode);
  const started = corpus === undefined ? {} : { corpus };
  const ended = await session.runCampaign({ modes: [mode], cases, seed, deadline, ...started });
  // A session is given the model itself and not the name of its file.
  const result = await gate.judge({ ...ended, model }, 'out-of-time');
  const folder = join(out, `${fileName(driver)}-${mode}`);
  const tracePaths = traceFileNames(result.findings).map((name) => join(folder, name));
  if (tracePaths.length > 0) mkdirSync(folder, { recursive: true });
  for (const [index, path] of tracePaths.entries()) {
    const finding = result.findings[index];
    if (finding !== undefined) writeAtomically(path, formatTrace(finding.trace, finding));
  }
  // Nothing is resumed here: what was found in time is kept however the campaign ended.
  const notes = await gate.keep(result, false);
  return { result, tracePaths, notes };
}
