import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './dist.ts';

/** What a run of the built command line ended with. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Names of what it left in its --out folder, in the folders of drivers there without these. */
  readonly files: readonly string[];
}

/** How many run at a time. */
const AT_A_TIME = 2;

let running = 0;
const waiting: (() => void)[] = [];

async function turn(): Promise<void> {
  if (running === AT_A_TIME) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
}

function done(): void {
  const next = waiting.shift();
  if (next === undefined) running -= 1;
  else next();
}

/** Names of the files in a folder and the folders in it. */
function filesBelow(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? readdirSync(join(folder, entry.name)) : entry.name,
  );
  return names.sort();
}

/** The folder of the only driver that something was written about. */
export function folderIn(out: string): string {
  const [name = '', ...others] = readdirSync(out);
  if (others.length > 0) throw new Error(`${out} has more than one folder`);
  return join(out, name);
}

/** Runs the built command line, a few at a time; `run` in a folder of its own for --out unless it is given one. */
export async function command(
  parameters: readonly string[],
  cwd: string = ROOT,
  given?: string,
): Promise<Ended> {
  await turn();
  const out = given ?? mkdtempSync(join(tmpdir(), 'irpcheck-'));
  try {
    const withOut = parameters[0] === 'run' ? [...parameters, '--out', out] : parameters;
    const child = spawn(process.execPath, [join(ROOT, 'bin/irpcheck.js'), ...withOut], { cwd });
    child.stdin.end();
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const status = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    return { status, stdout, stderr, files: filesBelow(out) };
  } finally {
    if (given === undefined) rmSync(out, { recursive: true });
    done();
  }
}
