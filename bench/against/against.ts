import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileBench, node } from '../compile.ts';
import { type Against, readAgainst, USAGE, UsageError } from './arguments.ts';
import { commitOf, withSourceOf } from './commit-source.ts';

/** Put into the compiled bench of a commit that has none. */
const EARLIER_WORKLOADS = fileURLToPath(new URL('earlier-workloads.js', import.meta.url));

/**
 * `npm run bench -- against`: compiles a commit and the working tree, each with its own bench, and compares them in
 * one process of a plain node. Returns the exit code: 2 for parameters that make no sense, 1 if something failed.
 *
 * @param cache the folder for what is compiled
 */
export function against(root: string, cache: string, parameters: readonly string[]): number {
  try {
    const request = readAgainst(parameters);
    const commit = commitOf(root, request.ref);
    if (commit === null) throw new UsageError(`${request.ref} is no commit of this repository`);
    return compileBoth(root, cache, commit) || compareIn(root, cache, commit, request);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(`${error.message}\n\n${USAGE}`);
    return 2;
  }
}

/** Compiles to `ref`, `again`, `current`; a commit is not held to the types of packages that came after it. */
function compileBoth(root: string, cache: string, commit: string): number {
  console.error(`compiling ${commit}`);
  const ref = `${cache}/ref`;
  const failed = withSourceOf(root, commit, (source) => compileBench(source, ref, '--noCheck'));
  if (failed !== 0) return failed;
  const workloads = `${ref}/bench/workloads.js`;
  if (!existsSync(workloads)) cpSync(EARLIER_WORKLOADS, workloads);
  // Files of its own, so that nothing compiled for the one is shared with the other.
  rmSync(`${cache}/again`, { recursive: true, force: true });
  cpSync(ref, `${cache}/again`, { recursive: true });
  console.error('compiling the working tree');
  return compileBench(root, `${cache}/current`);
}

function compareIn(root: string, cache: string, commit: string, { parts, rounds }: Against): number {
  return node(root, `${cache}/current/bench/against/suite.js`, cache, commit, String(rounds), ...parts);
}
