import { join } from 'node:path';
import { type Shard, usefulWorkers } from '../../campaign/segments.ts';
import type { Session, SessionRequest } from '../../campaign/session.ts';
import { fileName } from '../../report/file-name.ts';
import type { View } from '../../trace/ops/view.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import { checkpointsFor } from '../checkpoints.ts';
import { UsageError } from '../errors.ts';
import { executing } from '../executing.ts';
import { finish, prepareFinish, type ReportOptions, STANDARD_OUTPUT } from '../finish.ts';
import { Gate, type GateOptions, replayingIn } from '../gate/gate.ts';
import { type Host, isColoured } from '../host.ts';
import { type CheckpointFolder, keptCorpus } from '../output/checkpoint-folder.ts';
import { driverFolder } from '../output/driver-folder.ts';
import { type PreparedFolder, prepareAll, writeTarget } from '../output/target.ts';
import type { Services } from '../services.ts';
import { type AskedShard, shardOf } from '../shard.ts';
import { type DriverOptions, judgeDriver, modesOf } from '../subject.ts';

export interface RunOptions extends DriverOptions, ReportOptions, GateOptions {
  readonly mode?: readonly BufferingMode[];
  /** Whose calls are generated; system calls if left out. */
  readonly view?: View;
  readonly cases?: number;
  readonly seed: number;
  /** Threads that execute cases; one for each processor if left out. */
  readonly workers?: number;
  /** Seconds after which no more cases are executed. */
  readonly time?: number;
  /** The part of the campaign to execute. */
  readonly shard?: AskedShard;
  /** Whether to go on with what an interrupted campaign has left. */
  readonly resume?: boolean;
  readonly quiet?: boolean;
}

/** The file of a shard in the driver's folder. */
function shardFile(out: string, driver: string, { index, count }: Shard): string {
  return join(driverFolder(out, driver), `${fileName(driver)}.shard-${index}-of-${count}.json`);
}

/** The folder in the driver's where a campaign, or a shard of one, keeps what it has executed. */
function checkpointPath(driver: string, { out, shard: asked }: RunOptions, { index, count }: Shard): string {
  const part = asked === undefined ? '' : `.shard-${index}-of-${count}`;
  return join(driverFolder(out, driver), `${fileName(driver)}${part}.partial`);
}

/** Sees that everything the run is going to write can be written. */
async function prepareTargets(
  driver: string,
  options: RunOptions,
  shard: Shard,
  gate: Gate,
  host: Host,
): Promise<PreparedFolder> {
  // The corpus and the baseline are those of the merged result.
  if (options.shard === undefined) return await prepareFinish(driver, options, gate, host.env);
  return await prepareAll([options.out], [shardFile(options.out, driver, shard), ...otherJson(options)]);
}

/** The further file for a shard's JSON, if one was asked for. */
function otherJson({ json }: RunOptions): string[] {
  return json === undefined || json === STANDARD_OUTPUT ? [] : [json];
}

/** What a run is about, once the driver is loaded. */
interface Run {
  readonly session: Session;
  readonly request: SessionRequest;
  readonly gate: Gate;
  readonly checkpoints: CheckpointFolder;
  readonly driver: string;
  readonly options: RunOptions;
  readonly host: Host;
}

/** Once all is written, nothing is left to resume. */
function keepOrDiscard({ checkpoints, host }: Run, isWanted: boolean): void {
  if (!isWanted) checkpoints.discard();
  else if (!checkpoints.isEmpty) host.stderr.write('the same command with --resume goes on from here\n');
}

async function runCampaign(run: Run, workers: number): Promise<number> {
  const { session, request, gate, options, host, checkpoints } = run;
  const { outcome, timing, asked } = await executing(options, workers, host, (surroundings) =>
    session.runCampaign({ ...request, ...surroundings, checkpoints }),
  );
  // The clock may also run out while the last findings are minimized.
  const stopped = asked === 'out-of-time' && outcome.cases === outcome.casesRequested ? null : asked;
  let isWritten = false;
  try {
    const exitCode = await finish({ ...outcome, timing }, gate, stopped, options, host, replayingIn(session));
    isWritten = true;
    return exitCode;
  } finally {
    keepOrDiscard(run, stopped !== null || !isWritten);
  }
}

async function runShard(run: Run, workers: number, shard: Shard): Promise<number> {
  const { session, request, driver, options, host, checkpoints } = run;
  const { outcome, timing, asked } = await executing(options, workers, host, (surroundings) =>
    session.runShard({ ...request, ...surroundings, checkpoints }),
  );
  const { formatShard, shardResult } = await import('../../campaign/shards/shard-document.ts');
  const { shardExitCode, shardText } = await import('../../report/shard-text.ts');
  const path = shardFile(options.out, driver, shard);
  const stopped = outcome.complete ? null : (asked ?? 'interrupted');
  const report = { ...shard, stopped, result: shardResult(outcome), timing, path };
  const text = formatShard({ ...outcome, timing });
  const output = options.json === STANDARD_OUTPUT ? host.stderr : host.stdout;
  let isWritten = false;
  try {
    await writeTarget(path, text);
    if (options.json === STANDARD_OUTPUT) host.stdout.write(text);
    for (const file of otherJson(options)) await writeTarget(file, text);
    isWritten = true;
  } finally {
    output.write(shardText(report, isColoured(output, host.env, options.color)));
    keepOrDiscard(run, !outcome.complete || !isWritten);
  }
  return shardExitCode(report);
}

/** `irpcheck run`: checks a driver, writes the reports and prints the one for people. */
export async function run(
  driver: string,
  options: RunOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const shard = shardOf(options.shard, host.env);
  if (options.shard !== undefined && options.baseline !== undefined)
    throw new UsageError('--baseline is for irpcheck merge: a shard alone does not tell what is fixed');
  if (options.shard !== undefined && options.strict === true)
    throw new UsageError('--strict is for irpcheck merge: a shard alone does not reach all');
  return await judgeDriver(driver, options, host, services, async (session) => {
    const modes = modesOf(session.summary, options.mode);
    const path = checkpointPath(driver, options, shard);
    const only = options.resume === true ? keptCorpus(path) : null;
    const gate = await Gate.open(options, session.summary.name, modes, only);
    for (const line of gate.notes) host.stderr.write(`${line}\n`);
    const prepared = await prepareTargets(driver, options, shard, gate, host);
    try {
      const { defaultCases, defaultWorkers } = await services.sessions();
      const cases = options.cases ?? defaultCases;
      const workers = usefulWorkers(options.workers ?? defaultWorkers, cases);
      const { corpus, isAccepted } = gate;
      const { seed, view = 'native' } = options;
      const setting = { modes, view, cases, seed, workers, shard };
      const request = {
        ...setting,
        ...(corpus === undefined ? {} : { corpus }),
        ...(isAccepted === undefined ? {} : { isAccepted }),
      };
      const checkpoints = await checkpointsFor(path, session, request, options.resume === true, host);
      if (gate.corpusNames !== undefined) checkpoints.saveCorpus(gate.corpusNames);
      const about = { session, request, gate, checkpoints, driver, options, host };
      return options.shard === undefined
        ? await runCampaign(about, workers)
        : await runShard(about, workers, shard);
    } finally {
      // What holds nothing was for nothing.
      await prepared.discard();
    }
  });
}
