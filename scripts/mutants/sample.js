import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { transformSync } from 'esbuild';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What tests are held to notice: what decides a verdict. */
export const FOLDERS = [
  'src/impl/io',
  'src/impl/memory',
  'src/impl/verifier',
  'src/model',
  'src/properties',
  'src/minimize',
];

/**
 * Left out, of what StrykerJS can do to a program:
 * - StringLiteral: most strings are messages and documentation, which are not behaviour;
 * - ObjectLiteral and OptionalChaining: an object without its fields, and the use of what may be undefined, are
 *   refused by the compiler, before any test;
 * - ArrayDeclaration: most lists are documentation, or one row of a table of error codes; a table that is held to its
 *   source by one test would make hundreds of mutants that all die of it, and lift the share that is killed.
 */
const EXCLUDED = ['StringLiteral', 'ObjectLiteral', 'OptionalChaining', 'ArrayDeclaration'];

const silent = () => undefined;
const LOGGER = {
  isDebugEnabled: () => false,
  trace: silent,
  debug: silent,
  info: silent,
  warn: silent,
  error: silent,
  fatal: silent,
};

/** The sources of folders, or single files, by their paths from the root; sorted, since a seed is to mean one sample. */
export function sourcesOf(folders, root = ROOT) {
  const files = folders.flatMap((folder) =>
    folder.endsWith('.ts')
      ? [folder]
      : readdirSync(join(root, folder), { recursive: true })
          .filter((name) => name.endsWith('.ts'))
          .map((name) => relative(root, join(root, folder, name))),
  );
  return [...new Set(files)].sort();
}

/** All that can be done to one source: where, to what, and the text that comes of it. */
export async function mutantsOf(file, root = ROOT) {
  const content = readFileSync(join(root, file), 'utf8');
  const { mutants } = await new Instrumenter(LOGGER).instrument([{ name: file, content, mutate: true }], {
    excludedMutations: EXCLUDED,
    ignorers: [],
    plugins: null,
  });
  const lines = content.split('\n');
  const starts = [0];
  for (const line of lines) starts.push(starts[starts.length - 1] + line.length + 1);
  const at = ({ line, column }) => starts[line] + column;
  return mutants
    .filter(({ status }) => status !== 'Ignored')
    .map(({ location, mutatorName, replacement }) => ({
      file,
      line: location.start.line + 1,
      lineText: lines[location.start.line].trim(),
      original: content.slice(at(location.start), at(location.end)),
      replacement,
      mutator: mutatorName,
      start: at(location.start),
      end: at(location.end),
    }));
}

/** In one line. */
export const flat = (text) => text.replace(/\s+/g, ' ').trim();

/** In parentheses, since an operator put in another's place may bind less than what stands around it. */
const isStatement = ({ original, mutator }) =>
  mutator === 'BlockStatement' || /^(?:case|default|for)\b/.test(original);

/** A source with one mutant in it. */
export function mutated(mutant, root = ROOT) {
  const content = readFileSync(join(root, mutant.file), 'utf8');
  const { start, end, replacement } = mutant;
  const text = isStatement(mutant) ? replacement : `(${replacement})`;
  const code = content.slice(0, start) + text + content.slice(end);
  // A text that is no program would fail every test that loads it, and count as killed.
  transformSync(code, { loader: 'ts' });
  return code;
}

/**
 * Draws some of the mutants: those of which a hash, of the seed and of what is changed into what, is least. So a change of
 * the sources, or of the list of equivalents, changes no more of a sample than itself.
 */
export function draw(mutants, count, seed) {
  const times = new Map();
  const lots = mutants.map((mutant) => {
    const { file, lineText, original, replacement } = mutant;
    const text = JSON.stringify([seed, file, lineText, original, replacement]);
    const time = times.get(text) ?? 0;
    times.set(text, time + 1);
    return { mutant, lot: createHash('sha256').update(`${text} ${time}`).digest('hex') };
  });
  lots.sort((left, right) => (left.lot < right.lot ? -1 : 1));
  return lots.slice(0, count).map(({ mutant }) => mutant);
}
