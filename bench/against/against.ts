import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileBench } from '../compile.ts';
import { type Against, readAgainst, USAGE, UsageError } from './arguments.ts';
import { commitOf, isChanged, withSourceOf } from './commit-source.ts';
import type { PartMeasured } from './compare.ts';
import { ORDERS } from './rounds.ts';
import { toldLines } from './told.ts';

/** Put into the compiled bench of a commit that has none. */
const EARLIER_WORKLOADS = fileURLToPath(new URL('earlier-workloads.js', import.meta.url));

/**
 * `npm run bench -- against`: compiles a commit and the working tree, each with its own bench, and compares them in
 * processes of a plain node, all of both in each. Returns the exit code: 2 for parameters that make no sense, 1 if something failed.
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

/**
 * Compares them in a process for each order of loading: what is loaded first is often the fastest, by more than the
 * commits differ.
 */
function compareIn(root: string, cache: string, commit: string, { parts, rounds }: Against): number {
  const head = commitOf(root, 'HEAD');
  console.log(
    `node ${process.versions.node}, V8 ${process.versions.v8}, ${process.platform} ${process.arch}\n` +
      `REF: ${commit}\nthis: ${head}${isChanged(root) ? ' and what was changed since' : ''}\n` +
      `By processor time. Medians of ${rounds} rounds in ${ORDERS.length} processes, and of the ratios in each round; ` +
      'REF/REF, of two copies of it, is the noise.',
  );
  const processes: PartMeasured[][] = [];
  for (let order = 0; order < ORDERS.length; order += 1) {
    const own = Math.floor((rounds + order) / ORDERS.length);
    if (own === 0) continue;
    console.error(`process ${order + 1} of ${ORDERS.length}`);
    const suite = `${cache}/current/bench/against/suite.js`;
    const parameters = [suite, cache, String(order), String(own), ...parts];
    const { status, stdout } = spawnSync(process.execPath, parameters, {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (status !== 0) return status ?? 1;
    processes.push(JSON.parse(stdout));
  }
  for (const line of toldLines(processes)) console.log(line);
  return 0;
}
