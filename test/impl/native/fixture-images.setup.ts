import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { SubjectSource } from '../../../src/subjects/index.ts';

const FOLDER = join(import.meta.dirname, '../../../fixtures/native');

const catalogue = z.object({
  images: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['correct', 'defect']),
      model: z.string().nullable(),
      twin: z.string().nullable(),
      property: z.string().nullable(),
    }),
  ),
});

/** A compiled driver of fixtures/native: what it is, and whose model says what is right. */
export type FixtureImage = z.output<typeof catalogue>['images'][number];

/** All of them. */
export const FIXTURE_IMAGES: readonly FixtureImage[] = catalogue.parse(
  JSON.parse(readFileSync(join(FOLDER, 'images.json'), 'utf8')),
).images;

/** Those that need exports that are not simulated yet, or more turns of a loop: what is told of them. */
export const NOT_EXECUTED: Readonly<Record<string, RegExp>> = {
  'lookaside-buffered': /ntoskrnl\.exe!ExInitializeNPagedLookasideList/,
  'lookaside-direct': /ntoskrnl\.exe!ExInitializeNPagedLookasideList/,
  'endless-loop': /^code that goes on for more than 134,217,728 calls and turns of loops$/,
};

/** The source of a fixture's subject. */
export function fixtureSource(name: string): SubjectSource {
  const path = join(FOLDER, 'images', `${name}.sys`);
  const code = readFileSync(path).toString('base64');
  return { name: `${name}.sys`, driver: { path, code, isImage: true, sha256: '' }, model: null };
}
