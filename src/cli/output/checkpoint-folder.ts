import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Checkpoints } from '../../campaign/isolated/isolated-campaign.ts';
import type { SegmentPart } from '../../campaign/isolated/segment-run.ts';
import { type CampaignIdentity, difference } from '../../campaign/parts/identity.ts';
import { formatSegment, parseSegment } from '../../campaign/parts/segment-document.ts';
import { systemErrorCode, systemErrorText, UsageError } from '../errors.ts';
import { writeAtomically } from './write-atomically.ts';

const SEGMENT_FILE = /^segment-\d+\.json$/;

/** Keeps the segments of a campaign in a folder of their own, one file each, until the campaign is complete. */
export class CheckpointFolder implements Checkpoints {
  readonly #path: string;
  readonly #campaign: CampaignIdentity;

  constructor(path: string, campaign: CampaignIdentity) {
    this.#path = path;
    this.#campaign = campaign;
  }

  /** Whether something is kept there. */
  get isEmpty(): boolean {
    return this.#files().length === 0;
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
      const found = parseSegment(readFileSync(join(this.#path, file), 'utf8'));
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

  /** @throws {UsageError} when the system refuses */
  async save(part: SegmentPart): Promise<void> {
    const name = `segment-${String(part.segment).padStart(2, '0')}.json`;
    try {
      mkdirSync(this.#path, { recursive: true });
      writeAtomically(join(this.#path, name), formatSegment({ campaign: this.#campaign, part }));
    } catch (error) {
      throw new UsageError(`cannot write to '${this.#path}': ${systemErrorText(error)}`);
    }
  }

  /** Removes all of it. What can't be removed does no harm: a later campaign starts over, or refuses it. */
  discard(): void {
    try {
      rmSync(this.#path, { recursive: true, force: true });
    } catch {
      // See above.
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
