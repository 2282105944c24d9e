import { statSync } from 'node:fs';
import type { Stop } from '../../campaign/conclude.ts';
import type { Session } from '../../campaign/session.ts';
import { applyStrict } from '../../campaign/strict.ts';
import { corpusAdditions } from '../../report/corpus-files.ts';
import { counted } from '../../report/format.ts';
import { type BaselineEntry, formatBaseline } from '../../trace/finding/baseline.ts';
import type { Finding } from '../../trace/finding/finding.ts';
import { printable } from '../../trace/printable.ts';
import type { CampaignResult } from '../../trace/result/result.ts';
import type { BufferingMode, Trace } from '../../trace/trace.ts';
import { UsageError } from '../errors.ts';
import { writeTarget } from '../output/target.ts';
import { readBaseline } from './baseline.ts';
import { type Corpus, readCorpus, writeCorpus } from './corpus.ts';

/** What a campaign starts from and is measured by, besides the driver. */
export interface GateOptions {
  /** A folder of traces to begin with; false for none, even if there is a folder `corpus`. */
  readonly corpus?: string | false;
  /** A file of known findings. */
  readonly baseline?: string;
  /** Whether the baseline is to name what is found. */
  readonly updateBaseline?: boolean;
  /** Whether all that the campaign can reach has to be reached. */
  readonly strict?: boolean;
}

/** The folder that is the corpus where nobody names one, if it is there. */
const DEFAULT_CORPUS = 'corpus';

/** The corpus's folder; null for none. */
function corpusFolder({ corpus }: GateOptions): string | null {
  if (corpus === false) return null;
  if (corpus !== undefined) return corpus;
  const found = statSync(DEFAULT_CORPUS, { throwIfNoEntry: false });
  return found?.isDirectory() === true ? DEFAULT_CORPUS : null;
}

async function openCorpus(
  folder: string,
  isNamed: boolean,
  subject: string,
  modes: readonly BufferingMode[],
  only: readonly string[] | null,
): Promise<Corpus> {
  try {
    return await readCorpus(folder, subject, modes, only);
  } catch (error) {
    // A folder of that name may be something else.
    if (isNamed || !(error instanceof UsageError)) throw error;
    throw new UsageError(`${error.message}; --no-corpus leaves the folder '${folder}' out`);
  }
}

async function openBaseline({ baseline, updateBaseline }: GateOptions): Promise<BaselineEntry[] | null> {
  if (baseline !== undefined) return await readBaseline(baseline, updateBaseline === true);
  if (updateBaseline === true) throw new UsageError('--update-baseline needs the --baseline it is to update');
  return null;
}

/** Whether further cases of a finding are to be looked at: a baseline that is to be updated accepts all that is found. */
async function acceptance(
  { updateBaseline }: GateOptions,
  subject: string,
  modes: readonly BufferingMode[],
  baseline: readonly BaselineEntry[],
): Promise<(finding: Finding) => boolean> {
  if (updateBaseline === true) return ({ severity }) => severity === 'error';
  const { entriesOf, isNamedByShape } = await import('../../campaign/baseline/names.ts');
  const entries = entriesOf(subject, modes, baseline);
  return (finding) => isNamedByShape(finding, entries);
}

/** A baseline that is to be written, and what there is to say about that, one line each. */
interface Update {
  readonly findings: readonly BaselineEntry[];
  readonly lines: readonly string[];
}

/** What somebody wrote to an entry is not dropped without a word. */
function removedNotes(removed: readonly BaselineEntry[]): string[] {
  return removed
    .filter(({ note }) => note !== '')
    .map(({ property, reason, mode, note }) =>
      printable(`  removed with its note: ${property} ${reason} (${mode}): ${note}`),
    );
}

/** The baseline with what a result changes in it. */
async function updated(
  result: CampaignResult,
  old: readonly BaselineEntry[],
  fixed: readonly BaselineEntry[],
  path: string,
): Promise<Update> {
  const { updatedBaseline } = await import('../../campaign/baseline/updated-baseline.ts');
  const { findings, added, completed, removed } = updatedBaseline(result, old, fixed);
  const line = `baseline: ${added} added, ${removed.length} removed: ${printable(path)}`;
  const given = completed === 0 ? [] : [`  ${counted(completed, 'entry', 'entries')} given a minimal trace`];
  return { findings, lines: [line, ...given, ...removedNotes(removed)] };
}

/** Executes traces on the driver that a campaign was of. Null where that can't be done. */
export type Replaying = <Result>(
  work: (session: Pick<Session, 'replay' | 'notChecked' | 'minimize'>) => Promise<Result>,
) => Promise<Result | null>;

/** Of a driver that is loaded. */
export function replayingIn(session: Session): Replaying {
  return (work) => work(session);
}

/** The corpus and the baseline of a campaign. */
export class Gate {
  readonly #options: GateOptions;
  readonly #modes: readonly BufferingMode[];
  readonly #folder: string | null;
  readonly #corpus: Corpus | null;
  readonly #baseline: readonly BaselineEntry[] | null;
  /** Whether the baseline accepts a finding; undefined without one. */
  readonly isAccepted: ((finding: Finding) => boolean) | undefined;
  #updated: Update | null = null;

  private constructor(
    options: GateOptions,
    modes: readonly BufferingMode[],
    folder: string | null,
    corpus: Corpus | null,
    baseline: readonly BaselineEntry[] | null,
    isAccepted: ((finding: Finding) => boolean) | undefined,
  ) {
    this.#options = options;
    this.#modes = modes;
    this.#folder = folder;
    this.#corpus = corpus;
    this.#baseline = baseline;
    this.isAccepted = isAccepted;
  }

  /**
   * Reads the corpus and the baseline.
   *
   * @param modes of the driver that are checked, by one campaign or by one each
   * @param only names of the files that the corpus is to have; null for all that are there
   * @throws {UsageError} for what can't be read or is malformed; NotSupportedError for a trace that asks for too much.
   */
  static async open(
    options: GateOptions,
    subject: string,
    modes: readonly BufferingMode[],
    only: readonly string[] | null = null,
  ): Promise<Gate> {
    const baseline = await openBaseline(options);
    const folder = corpusFolder(options);
    const isNamed = options.corpus !== undefined;
    const corpus = folder === null ? null : await openCorpus(folder, isNamed, subject, modes, only);
    const isAccepted = baseline === null ? undefined : await acceptance(options, subject, modes, baseline);
    return new Gate(options, modes, folder, corpus, baseline, isAccepted);
  }

  /** Traces to be executed before the cases; undefined without a corpus. */
  get corpus(): readonly Trace[] | undefined {
    return this.#corpus?.traces;
  }

  /** Names of the files in the corpus; undefined without one. */
  get corpusNames(): readonly string[] | undefined {
    return this.#corpus?.names;
  }

  /** What there is to tell of baseline and corpus before the campaign, one line each. */
  get notes(): readonly string[] {
    return [...this.#baselineNotes(), ...this.#corpusNotes()];
  }

  #baselineNotes(): readonly string[] {
    const { baseline: path, updateBaseline } = this.#options;
    const coarse = (this.#baseline ?? []).filter(({ shown }) => shown === null).length;
    if (path === undefined || coarse === 0) return [];
    const names = coarse === 1 ? '1 entry has' : `${coarse} entries have`;
    const advice =
      updateBaseline === true ? '' : '; --update-baseline adds the traces of those that are found';
    return [
      `baseline '${printable(path)}': ${names} no trace, as earlier versions wrote it: such an entry accepts every finding of its property and reason, and is never told to be fixed${advice}`,
    ];
  }

  #corpusNotes(): readonly string[] {
    if (this.#folder === null || this.#corpus === null) return [];
    const { traces, ignored, passedOver } = this.#corpus;
    const lines: string[] = [];
    if (traces.length === 0 && ignored > 0)
      lines.push(
        `corpus '${printable(this.#folder)}': ${counted(ignored, 'trace')}, none of this driver in these modes`,
      );
    if (passedOver > 0)
      lines.push(
        `the campaign goes on with its corpus as it was: ${counted(passedOver, 'newer file')} left out`,
      );
    return lines;
  }

  /** Folders that are going to be written to. */
  get folders(): readonly string[] {
    return this.#folder === null ? [] : [this.#folder];
  }

  /** Files that are going to be written. */
  get files(): readonly string[] {
    const { baseline, updateBaseline } = this.#options;
    return baseline !== undefined && updateBaseline === true ? [baseline] : [];
  }

  /**
   * The result in view of the baseline, or of the one that it is going to be, and of what has to be reached. Entries of
   * which nothing was found are executed: only their own traces tell whether they are fixed.
   */
  async judge(result: CampaignResult, stopped: Stop | null, replaying: Replaying): Promise<CampaignResult> {
    const known = await this.#inBaseline(result, stopped, replaying);
    return this.#options.strict === true ? applyStrict(known) : known;
  }

  async #inBaseline(
    result: CampaignResult,
    stopped: Stop | null,
    replaying: Replaying,
  ): Promise<CampaignResult> {
    const { baseline: path, updateBaseline } = this.#options;
    if (path === undefined || this.#baseline === null) return result;
    const { applyBaseline, unfoundEntries } = await import('../../campaign/baseline/apply-baseline.ts');
    const { fixedEntries } = await import('../../campaign/baseline/fixed-entries.ts');
    const unfound = unfoundEntries(result, this.#baseline).filter(({ shown }) => shown !== null);
    // Who ends a campaign waits for nothing more.
    const mayBeFixed = stopped === null && unfound.length > 0;
    const fixed = mayBeFixed ? ((await replaying((session) => fixedEntries(session, unfound))) ?? []) : [];
    if (updateBaseline === true) this.#updated = await updated(result, this.#baseline, fixed, path);
    const current = this.#updated?.findings ?? this.#baseline;
    return applyBaseline(result, current, {
      // What has gone from the baseline is told by that.
      fixed: updateBaseline === true ? [] : fixed,
      stop: stopped ?? 'interrupted',
      modes: this.#modes,
    });
  }

  /**
   * Adds to the corpus what it lacks, and writes the baseline if it is to be updated. A campaign that was stopped adds
   * nothing: with another corpus it could not go on.
   *
   * @returns what there is to tell, one line each
   * @throws {UsageError} when the system refuses.
   */
  async keep({ findings }: CampaignResult, isStopped: boolean): Promise<string[]> {
    const lines: string[] = [];
    if (this.#folder !== null && this.#corpus !== null && !isStopped) {
      const added = writeCorpus(this.#folder, corpusAdditions(findings, this.#corpus.names));
      if (added.length > 0) {
        const traces = counted(added.length, 'trace');
        lines.push(`corpus: ${traces} added:`, ...added.map((path) => `  ${printable(path)}`));
      }
    }
    const { baseline } = this.#options;
    if (this.#updated !== null && baseline !== undefined) {
      await writeTarget(baseline, formatBaseline(this.#updated.findings));
      lines.push(...this.#updated.lines);
    }
    return lines;
  }
}
