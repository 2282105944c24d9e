import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Checkpoints } from '../../campaign/campaign.ts';
import type { SegmentPart } from '../../campaign/segment-run.ts';
import { type CampaignIdentity, difference } from '../../campaign/shards/identity.ts';
import { formatSegment, parseSegment } from '../../campaign/shards/segment-document.ts';
import { systemErrorCode, systemErrorText, UsageError } from '../errors.ts';
import { makeFolder } from './make-folder.ts';
import { writeAtomically } from './write-atomically.ts';

const SEGMENT_FILE = /^segment-\d+\.json$/;
const CORPUS_FILE = 'corpus.json';

/** Keeps the segments of a campaign in a folder of their own, one file each, until the campaign is complete. */
export class CheckpointFolder implements Checkpoints {
  readonly #path: string;
  readonly #campaign: CampaignIdentity;
  readonly #onFailure: (message: string) => void;
  #hasFailed = false;

  /** @param onFailure told once when nothing can be kept any more, such as on a full disk: the campaign goes on */
  constructor(path: string, campaign: CampaignIdentity, onFailure: (message: string) => void) {
    this.#path = path;
    this.#campaign = campaign;
    this.#onFailure = onFailure;
  }

  /** Whether no segment is kept there, as far as can be seen. */
  get isEmpty(): boolean {
    try {
      return this.#files().length === 0;
    } catch {
      return true;
    }
  }

  /**
   * What is kept. A file that is none of ours, or of which only a part was written, is passed over: its cases are
   * executed again.
   *
   * @throws {UsageError} when it is of another campaign
   */
  async load(): Promise<readonly SegmentPart[]> {
    const parts: SegmentPart[] = [];
    for (const file of this.#files()) {
      const found = parseSegment(this.#read(file));
      if (found === null) continue;
      const other = difference(found.campaign, this.#campaign);
      if (other !== null) {
        throw new UsageError(
          `cannot resume: what is kept in '${this.#path}' is of ${other}; without --resume it starts over`,
        );
      }
      parts.push(found.part);
    }
    return parts;
  }

  async save(part: SegmentPart): Promise<void> {
    const name = `segment-${String(part.segment).padStart(2, '0')}.json`;
    this.#write(name, formatSegment({ campaign: this.#campaign, part }));
  }

  /** Keeps which files the campaign's corpus had when it began, since it adds to it at its end. */
  saveCorpus(names: readonly string[]): void {
    this.#write(CORPUS_FILE, `${JSON.stringify(names)}\n`);
  }

  /** Removes all of it, in one step. What can't be removed does no harm: a later campaign starts over, or refuses it. */
  discard(): void {
    // Hidden, as is all that is there for a moment only: whoever is killed here leaves it to the next campaign.
    const passing = join(dirname(this.#path), `.irpcheck-${basename(this.#path)}`);
    try {
      rmSync(passing, { recursive: true, force: true });
      renameSync(this.#path, passing);
      rmSync(passing, { recursive: true, force: true });
    } catch {
      // See above.
    }
  }

  #write(name: string, text: string): void {
    if (this.#hasFailed) return;
    try {
      makeFolder(this.#path);
      writeAtomically(join(this.#path, name), text);
    } catch (error) {
      this.#hasFailed = true;
      this.discard();
      this.#onFailure(`cannot write to '${this.#path}': ${systemErrorText(error)}`);
    }
  }

  #read(file: string): string {
    const path = join(this.#path, file);
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      throw new UsageError(`cannot read '${path}': ${systemErrorText(error)}`);
    }
  }

  #files(): string[] {
    try {
      return readdirSync(this.#path)
        .filter((name) => SEGMENT_FILE.test(name))
        .sort();
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw new UsageError(`cannot read '${this.#path}': ${systemErrorText(error)}`);
    }
  }
}

/** Names of the files that the corpus of an interrupted campaign had when it began; null where no segment is kept. */
export function keptCorpus(path: string): readonly string[] | null {
  try {
    if (!readdirSync(path).some((name) => SEGMENT_FILE.test(name))) return null;
    const names: unknown = JSON.parse(readFileSync(join(path, CORPUS_FILE), 'utf8'));
    return Array.isArray(names) ? names.map(String) : null;
  } catch {
    return null;
  }
}
