import type { NamedShard } from '../../campaign/shards/merge.ts';
import { UsageError } from '../errors.ts';
import { finish, prepareFinish, type ReportOptions } from '../finish.ts';
import { Gate, type GateOptions } from '../gate/gate.ts';
import type { Host } from '../host.ts';
import { MIB, readText, type TextFile } from '../read-text.ts';

export type MergeOptions = ReportOptions & GateOptions;

/** The largest has ten million cases, and what they found. */
const SHARD_FILE: TextFile = { what: 'a shard', maxBytes: 512 * MIB };

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

/** `irpcheck merge`: makes the result of a campaign of its shards, and reports it as `run` does. */
export async function merge(paths: readonly string[], options: MergeOptions, host: Host): Promise<number> {
  const { MergeError, mergeShards } = await import('../../campaign/shards/merge.ts');
  const shards: NamedShard[] = [];
  for (const path of paths) shards.push(await readShard(path));
  try {
    const result = mergeShards(shards);
    const modes = result.modes.map(({ mode }) => mode);
    const gate = await Gate.open(options, result.subject, modes);
    const prepared = await prepareFinish(result.subject, options, gate, host.env);
    try {
      return await finish(result, gate, null, options, host);
    } finally {
      await prepared.discard();
    }
  } catch (error) {
    if (error instanceof MergeError) throw new UsageError(`cannot merge: ${error.message}`);
    throw error;
  }
}
