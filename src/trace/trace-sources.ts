import { z } from 'zod';
import { MAX_NAME } from './ops/fields/name.ts';
import { text } from './schema-parts.ts';

/** The digests of a driver and a model in files: SHA-256 of their modules' texts, wherever these lie. */
export interface SourceDigests {
  /** Null for a built-in driver. */
  readonly driver: string | null;
  /** Null for a built-in driver's own model, or none. */
  readonly model: string | null;
}

/** What a trace file remembers of the file of its driver. */
export interface DriverFile {
  /** From the folder of the trace's file, with `/`. */
  readonly path: string;
  readonly sha256: string;
  /** What an open without a name opens: a driver whose text has changed is known by it. */
  readonly openName: string;
}

/** What a trace file remembers of the file of the model that it was judged by. */
export interface ModelFile {
  /** As it was named on the command line. */
  readonly name: string;
  /** From the folder of the trace's file, with `/`. */
  readonly path: string;
  readonly sha256: string;
}

/** What a trace file remembers of the files that it was recorded with. */
export interface TraceSources {
  /** Null for a built-in driver, and where the file does not say. */
  readonly driver: DriverFile | null;
  /** Null where no model was given, and where the file does not say. */
  readonly model: ModelFile | null;
}

export const NO_SOURCES: TraceSources = { driver: null, model: null };

const SHA256 = { error: 'expected a SHA-256: 64 lower-case hexadecimal digits' };

/** The schema of a digest. */
export const sha256Schema = z.string(SHA256).regex(/^[0-9a-f]{64}$/, SHA256);

const path = text(1, MAX_NAME);

/** The schema of {@link SourceDigests}. */
export const digestsSchema = z.strictObject({
  driver: sha256Schema.nullable(),
  model: sha256Schema.nullable(),
});

/** The schemas of {@link TraceSources}. */
export const sourceFields = {
  driver: z
    .strictObject({
      path: path.describe("From the folder of this file, with '/'."),
      sha256: sha256Schema,
      openName: text(1, MAX_NAME).describe('What an open without a name opens.'),
    })
    .exactOptional()
    .describe('The file of the driver; left out for a built-in one.'),
  model: z
    .strictObject({
      name: path.describe('As it was named on the command line.'),
      path: path.describe("From the folder of this file, with '/'."),
      sha256: sha256Schema,
    })
    .exactOptional()
    .describe('The file of the model that the trace was judged by.'),
};
