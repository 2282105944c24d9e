import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { pick, type Table } from '../../trace/ops/draw/table.ts';
import type { Op } from '../../trace/ops/index.ts';
import { type Fragmentation, type Machine, PLAIN_MACHINE } from '../../trace/trace.ts';
import type { CaseWords } from './case-words.ts';
import { decodeLong } from './decode-long.ts';
import { decoderOf } from './decode-op.ts';
import type { Words } from './layout.ts';
import { type Loading, loadingOf } from './loading.ts';
import { longCaseOf } from './long-case.ts';
import { WordSwarm } from './swarm.ts';
import { WordDrawing } from './word-drawing.ts';

/**
 * What is generated: the machine and the operations of a trace, and what happens while its driver is loaded and unloaded.
 * The rest of the trace is the campaign's.
 */
export interface GeneratedCase extends Loading {
  readonly machine: Machine;
  readonly ops: readonly Op[];
}

const MACHINES: Table<Fragmentation> = ['contiguous', 'reversed', 'scattered', 'scattered'];

/** The lowest two bits name the fragmentation, the others are the seed of scattered frames. */
export function machineOf(word: number): Machine {
  const fragmentation = pick(MACHINES, word);
  if (fragmentation === 'contiguous') return PLAIN_MACHINE;
  return { fragmentation, frameSeed: fragmentation === 'scattered' ? word >>> 2 : 0 };
}

function decodeOps(words: readonly Words[], drawing: WordDrawing): Op[] {
  const decoder = decoderOf(drawing.profile);
  const ops: Op[] = [];
  for (const own of words) ops.push(decoder.decode(drawing.from(own)));
  return ops;
}

/** The case that words stand for. Pure. Any words decode to a valid case, and words of 0 to the simplest. */
export function decodeCase(
  { swarm, machine, loading, longCase: longCaseWord, ops: words }: CaseWords,
  profile: GenerationProfile,
): GeneratedCase {
  const all = new WordSwarm(swarm, profile);
  const longCase = longCaseOf(longCaseWord);
  const ops: Op[] =
    longCase === null
      ? decodeOps(words, new WordDrawing(all, profile))
      : decodeLong(words, longCase, all, profile);
  const { load, unload } = loadingOf(loading, profile);
  return { machine: machineOf(machine), load, unload, ops };
}
