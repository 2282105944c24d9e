import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { ROOT } from '../dist.ts';

/** The command line as it is built. */
export const BIN = join(ROOT, 'bin/irpcheck.js');

export interface Ended {
  /** As a shell reports it: 128 and its number for a signal. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

const root = mkdtempSync(join(tmpdir(), 'irpcheck-'));
// Others than the owner must reach what is in it.
chmodSync(root, 0o755);
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** An empty folder, gone after the file's tests. */
export function newFolder(): string {
  const folder = mkdtempSync(join(root, 'x'));
  chmodSync(folder, 0o755);
  return folder;
}

/** What is in a folder and below: names, with the sizes of files. */
export function listing(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return names.map((name) => {
    const found = statSync(join(folder, name));
    return found.isFile() ? `${name} ${found.size}` : name;
  });
}

/** The tests' own variables, without those that change what is printed. */
function environment(): NodeJS.ProcessEnv {
  const { NO_COLOR, FORCE_COLOR, IRPCHECK_DEBUG, NODE_OPTIONS, ...others } = process.env;
  return others;
}

function start(command: string, args: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn(command, args, { env: environment(), stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

/** Starts irpcheck. */
export function startIrpcheck(args: readonly string[], options: SpawnOptions): ChildProcess {
  return start(process.execPath, [BIN, ...args], options);
}

/** Waits for the end of a process, and collects what it writes. */
export async function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) =>
      resolve(signal === null ? (code ?? -1) : 128 + constants.signals[signal]),
    );
  });
  return { exitCode, stdout, stderr };
}

/** Runs irpcheck in a folder. */
export async function irpcheck(
  folder: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Ended> {
  return await ended(startIrpcheck(args, { cwd: folder, ...options }));
}

/** Runs a line of a shell in which `irpcheck` is the command. */
export async function shell(folder: string, line: string): Promise<Ended> {
  const script = `irpcheck() { "$NODE" "$BIN" "$@"; }; ${line}`;
  const env = { ...environment(), NODE: process.execPath, BIN };
  return await ended(start('sh', ['-c', script], { cwd: folder, env }));
}

/** Options for a process that rights apply to: the system's administrator may do everything. */
export function unprivileged(): SpawnOptions {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
}

/** Whether such a process can be had: it must reach Node and the build. */
export const hasUnprivileged: boolean =
  process.platform !== 'win32' &&
  spawnSync(process.execPath, [BIN, '--version'], { cwd: root, ...unprivileged(), stdio: 'ignore' })
    .status === 0;
