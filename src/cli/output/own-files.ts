import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { parseDocument } from '../../trace/parse-document.ts';
import { sha256Schema } from '../../trace/trace-sources.ts';
import { systemErrorCode, systemErrorText, UsageError } from '../errors.ts';
import { MIB } from '../read-bytes.ts';
import { readText } from '../read-text.ts';
import { makeFolder } from './make-folder.ts';
import { writeTarget } from './target.ts';

/** The file in a driver's folder that lists what irpcheck wrote there. */
const LIST = 'irpcheck-files.json';

const FORMAT = 'irpfiles/1';
const MAX_TEXT = 4096;
const MAX_FILES = 100_000;

class ListFormatError extends Error {
  override readonly name = 'ListFormatError';
}

// A list from elsewhere must not lead out of its folder.
const NAME = { error: 'expected the name of a file' };
const name = z
  .string(NAME)
  .max(255, NAME)
  .regex(/^\w[\w.@+-]*$/, NAME);

const driver = z.strictObject({
  name: z.string().min(1).max(MAX_TEXT),
  path: z.string().min(1).max(MAX_TEXT).nullable(),
});

const listSchema = z.strictObject({
  format: z.literal(FORMAT, { error: `expected ${JSON.stringify(FORMAT)}` }),
  driver,
  files: z.array(z.strictObject({ name, sha256: sha256Schema })).max(MAX_FILES),
});

/** Whose folder it is. */
export interface Owner {
  /** The driver, as it was named. */
  readonly name: string;
  /** Of a driver in a file, from the folder, with `/`; null for a built-in one. */
  readonly path: string | null;
}

/** A file as it was written. */
interface OwnFile {
  readonly name: string;
  readonly sha256: string;
}

/** What was written into a driver's folder. */
export interface OwnFiles {
  readonly driver: Owner;
  readonly files: readonly OwnFile[];
}

function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/**
 * What the list in a folder says; null where there is none.
 *
 * @throws {UsageError} when it can't be read or is no such list
 */
export async function ownFilesIn(folder: string): Promise<OwnFiles | null> {
  const path = join(folder, LIST);
  if (!existsSync(path)) return null;
  const text = await readText(path, { what: 'a list of files', maxBytes: 16 * MIB });
  try {
    const { driver: owner, files } = parseDocument('list', text, listSchema, ListFormatError);
    return { driver: owner, files };
  } catch (error) {
    if (!(error instanceof ListFormatError)) throw error;
    throw new UsageError(
      `'${path}' is no list of the files that irpcheck wrote: ${error.message}; without it nothing is removed: delete it to go on`,
    );
  }
}

/** Whether a file is still as it was written. One that was changed since, or is a link, is not irpcheck's to delete. */
function isAsWritten(path: string, digests: readonly string[]): boolean {
  const found = lstatSync(path, { throwIfNoEntry: false });
  return found?.isFile() === true && digests.includes(sha256(readFileSync(path)));
}

/**
 * Writes files into a driver's folder. Each is on the list before it is written, so that whoever is killed meanwhile
 * leaves nothing that a later run does not know.
 */
export class OwnFolder {
  readonly #path: string;
  readonly #driver: Owner;
  readonly #old: readonly OwnFile[];
  #written = new Map<string, string>();
  /** Whether something was written there before. */
  readonly isKnown: boolean;

  private constructor(path: string, driver: Owner, known: OwnFiles | null) {
    this.#path = path;
    this.#driver = driver;
    this.#old = known?.files ?? [];
    this.isKnown = known !== null;
  }

  /** @throws {UsageError} when what is there is not to be told from what others wrote */
  static async open(path: string, driver: Owner): Promise<OwnFolder> {
    return new OwnFolder(path, driver, await ownFilesIn(path));
  }

  /**
   * Writes files, each with a name that is no path.
   *
   * @throws {UsageError} when the system refuses
   */
  async write(files: ReadonlyMap<string, string>): Promise<void> {
    const written = new Map(this.#written);
    for (const [each, text] of files) this.#written.set(each, sha256(text));
    try {
      await this.#writeList([...this.#old, ...this.#new()]);
      for (const [each, text] of files) {
        await writeTarget(join(this.#path, each), text);
        written.set(each, sha256(text));
      }
    } catch (error) {
      this.#written = written;
      await this.#listWhatIsThere();
      throw error;
    }
  }

  /** After the system refused something: a list of what is not there is none. */
  async #listWhatIsThere(): Promise<void> {
    try {
      if (this.isKnown || this.#written.size > 0) await this.keepOthers();
      else unlinkSync(join(this.#path, LIST));
    } catch {
      // The list names more than there is, which does no harm.
    }
  }

  /**
   * Removes what was written before and was not written again, unless somebody has changed it since.
   *
   * @returns names of the files that were left since they were changed
   * @throws {UsageError} when the system refuses
   */
  async removeOthers(): Promise<string[]> {
    const left: OwnFile[] = [];
    for (const each of new Set(this.#old.map((file) => file.name))) {
      if (this.#written.has(each)) continue;
      const known = this.#old.filter((file) => file.name === each);
      const path = join(this.#path, each);
      try {
        if (
          isAsWritten(
            path,
            known.map((file) => file.sha256),
          )
        )
          unlinkSync(path);
        else if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) left.push(...known);
      } catch (error) {
        if (systemErrorCode(error) === 'ENOENT') continue;
        throw new UsageError(`cannot remove '${path}': ${systemErrorText(error)}`);
      }
    }
    await this.#writeList(this.#new());
    return [...new Set(left.map((file) => file.name))];
  }

  /** Ends without removing anything: what was written before stays on the list. */
  async keepOthers(): Promise<void> {
    await this.#writeList([...this.#old.filter((file) => !this.#written.has(file.name)), ...this.#new()]);
  }

  #new(): OwnFile[] {
    return [...this.#written].map(([each, digest]) => ({ name: each, sha256: digest }));
  }

  async #writeList(files: readonly OwnFile[]): Promise<void> {
    const list = { format: FORMAT, driver: this.#driver, files };
    const path = join(this.#path, LIST);
    try {
      makeFolder(this.#path);
    } catch (error) {
      throw new UsageError(`cannot write to '${path}': ${systemErrorText(error)}`);
    }
    await writeTarget(path, `${JSON.stringify(list, null, 2)}\n`);
  }
}
