import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CorpusFile } from '../../report/corpus-files.ts';
import { sameSubject } from '../../trace/subject-name.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { systemErrorCode, systemErrorText, UsageError } from '../errors.ts';
import { addAtomically } from '../output/add-atomically.ts';
import { makeFolder } from '../output/make-folder.ts';
import { readTrace } from '../read-trace.ts';

/** A folder of trace files, as far as a campaign has to do with it. */
export interface Corpus {
  /** Traces of the driver in the modes of the campaign, in the order of their files' names. */
  readonly traces: readonly Trace[];
  /** Traces of other drivers or modes. */
  readonly ignored: number;
  /** Names of all the trace files that were read. */
  readonly names: readonly string[];
  /** Trace files that were not to be read. */
  readonly passedOver: number;
}

/** Names of the trace files in a folder, sorted by code units; none where there is no folder. Hidden ones are not. */
async function traceFiles(folder: string): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).sort();
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === 'ENOENT') return [];
    const reason = code === 'ENOTDIR' ? 'it is no folder' : systemErrorText(error);
    throw new UsageError(`cannot read the corpus '${folder}': ${reason}`);
  }
}

async function corpusTrace(path: string): Promise<Trace> {
  const { trace } = await readTrace(path);
  return trace;
}

/**
 * Reads a corpus.
 *
 * @param only names of the files to read; null for all of them
 * @throws {UsageError} naming the file that can't be read or is no trace.
 * @throws {NotSupportedError} naming the file of a trace that this version does not execute.
 */
export async function readCorpus(
  folder: string,
  subject: string,
  modes: readonly BufferingMode[],
  only: readonly string[] | null = null,
): Promise<Corpus> {
  const found = await traceFiles(folder);
  const names = found.filter((name) => only === null || only.includes(name));
  const traces: Trace[] = [];
  for (const name of names) {
    const trace = await corpusTrace(join(folder, name));
    if (sameSubject(trace.subject, subject) && modes.includes(trace.setting.mode)) traces.push(trace);
  }
  const passedOver = found.length - names.length;
  return { traces, ignored: names.length - traces.length, names, passedOver };
}

/**
 * Adds files to a corpus, whose folder is made if it is not there. Another process that adds the same at the same
 * time does no harm.
 *
 * @returns the paths of those that were added
 * @throws {UsageError} when the system refuses.
 */
export function writeCorpus(folder: string, files: readonly CorpusFile[]): string[] {
  const added: string[] = [];
  for (const { name, text } of files) {
    const path = join(folder, name);
    try {
      makeFolder(folder);
      if (addAtomically(path, text)) added.push(path);
    } catch (error) {
      throw new UsageError(`cannot write to '${path}': ${systemErrorText(error)}`);
    }
  }
  return added;
}
