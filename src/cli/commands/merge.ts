import type { MergedShards, NamedShard } from '../../campaign/shards/merge.ts';
import { DEFAULT_STALL_SECONDS } from '../../hosts/default-stall.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import { UsageError } from '../errors.ts';
import { finish, prepareFinish, type ReportOptions } from '../finish.ts';
import { Gate, type GateOptions, type Replaying } from '../gate/gate.ts';
import type { Host } from '../host.ts';
import { type InputFile, MIB } from '../read-bytes.ts';
import { readText } from '../read-text.ts';
import type { Services } from '../services.ts';
import { withDriver } from '../subject.ts';

export type MergeOptions = ReportOptions & GateOptions;

/** The largest has ten million cases, and what they found. */
const SHARD_FILE: InputFile = { what: 'a shard', maxBytes: 512 * MIB };

async function readShard(path: string): Promise<NamedShard> {
  const { parseShard, ShardFormatError } = await import('../../campaign/shards/shard-document.ts');
  const text = await readText(path, SHARD_FILE);
  try {
    return { name: path, document: parseShard(text) };
  } catch (error) {
    if (error instanceof ShardFormatError) throw new UsageError(`'${path}' is no shard: ${error.message}`);
    throw error;
  }
}

/**
 * The driver of the shards, loaded when traces are to be executed. A merge needs it for nothing else.
 *
 * @param unknown what is not known without it
 */
function replayingOf(
  { subject, model, sources }: CampaignResult,
  unknown: string,
  host: Host,
  services: Services,
): Replaying {
  return async (work) => {
    const driver = { stall: DEFAULT_STALL_SECONDS, ...(model === null ? {} : { model }) };
    try {
      return await withDriver(subject, driver, host, services, async (session) => {
        const { digests } = session;
        const isSame =
          digests.driver === (sources?.driver ?? null) && digests.model === (sources?.model ?? null);
        if (!isSame) throw new UsageError('the files of driver or model are not those of the shards');
        return await work(session);
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      host.stderr.write(`note: not known whether ${unknown}: ${printable(reason)}\n`);
      return null;
    }
  };
}

/** The result of the shards, with what the findings that the baseline accepts hide in them. */
async function resultOf(merged: MergedShards, gate: Gate, replaying: Replaying): Promise<CampaignResult> {
  const { furtherOfMerged } = await import('../../campaign/baseline/further-of-merged.ts');
  const further = furtherOfMerged(merged, gate.isAccepted);
  if (further === null) return merged.result();
  const findings = await replaying(further);
  return findings === null
    ? merged.result(merged.findings, ['further cases of accepted findings: the driver was not loaded'])
    : merged.result(findings);
}

/** `irpcheck merge`: makes the result of a campaign of its shards, and reports it as `run` does. */
export async function merge(
  paths: readonly string[],
  options: MergeOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const { MergeError, mergedShards } = await import('../../campaign/shards/merge.ts');
  const shards: NamedShard[] = [];
  for (const path of paths) shards.push(await readShard(path));
  try {
    const merged = mergedShards(shards);
    const whole = merged.result();
    const modes = whole.modes.map(({ mode }) => mode);
    const gate = await Gate.open(options, whole.subject, modes);
    for (const line of gate.notes) host.stderr.write(`${line}\n`);
    const prepared = await prepareFinish(whole.subject, options, gate, host.env);
    const withDriverFor = (unknown: string): Replaying => replayingOf(whole, unknown, host, services);
    try {
      const result = await resultOf(merged, gate, withDriverFor('accepted findings hide others'));
      const replaying = withDriverFor('findings of the baseline are fixed');
      return await finish(result, gate, null, options, host, replaying);
    } finally {
      await prepared.discard();
    }
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(`cannot merge: ${error.message}`);
    throw error;
  }
}
