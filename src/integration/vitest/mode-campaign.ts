import { basename, join, resolve } from 'node:path';
import type { Session } from '../../campaign/session.ts';
import { type Gate, replayingIn } from '../../cli/gate/gate.ts';
import { driverFolder, ownerOf } from '../../cli/output/driver-folder.ts';
import { OwnFolder } from '../../cli/output/own-files.ts';
import { prepareAll } from '../../cli/output/target.ts';
import { traceTexts } from '../../cli/output/trace-texts.ts';
import { traceFileNames } from '../../report/trace-files.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { CompleteCheck } from './driver-check.ts';
import type { EndedCampaign } from './outcome.ts';

/**
 * Runs the campaign of one mode after its traces in the corpus, and writes the traces of what it finds into a folder
 * of the driver and the mode, in the place of those of an earlier run, and what is new into the corpus.
 */
export async function runModeCampaign(
  session: Session,
  mode: BufferingMode,
  { driver, model, cases, seed, out, timeoutMs }: CompleteCheck,
  gate: Gate,
): Promise<Omit<EndedCampaign, 'strays'>> {
  const deadline = AbortSignal.timeout(timeoutMs);
  const corpus = gate.corpus?.filter(({ setting }) => setting.mode === mode);
  const { isAccepted } = gate;
  const started = {
    ...(corpus === undefined ? {} : { corpus }),
    ...(isAccepted === undefined ? {} : { isAccepted }),
  };
  const ended = await session.runCampaign({ modes: [mode], cases, seed, deadline, ...started });
  // A session is given the model itself and not the name of its file.
  const result = await gate.judge({ ...ended, model }, 'out-of-time', replayingIn(session));
  const folder = resolve(driverFolder(out, driver, mode));
  const tracePaths = traceFileNames(result.findings).map((name) => join(folder, name));
  const names = tracePaths.map((path) => basename(path));
  const prepared = await prepareAll([folder], []);
  try {
    const own = await OwnFolder.open(folder, ownerOf(folder, driver));
    if (own.isKnown || names.length > 0) {
      await own.write(await traceTexts(folder, result, names));
      await own.removeOthers();
    }
  } finally {
    await prepared.discard();
  }
  // Nothing is resumed here: what was found in time is kept however the campaign ended.
  const notes = await gate.keep(result, false);
  return { result, tracePaths, notes };
}
