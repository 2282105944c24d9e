import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import type { PropertyResult } from '../../../src/trace/result/result.ts';
import type { Edit, Mutation, Setting } from './mutation.ts';

const SEED = 1;

/** A child that takes longer has lost its way: on an idle machine none takes a fifth of it. */
const TIMEOUT_MS = 300_000;

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DIST = join(ROOT, 'dist');
const HERE = fileURLToPath(new URL('.', import.meta.url));

/** What became of one property. */
export interface Outcome {
  readonly verdict: PropertyResult['verdict'];
  /** Cases in which it was breached. */
  readonly breaches: number;
  /** The first of them; null without one. */
  readonly firstCase: number | null;
  readonly reasons: readonly string[];
}

export interface CampaignOutcome {
  readonly cases: number;
  /** By property id, in the order of the campaign. */
  readonly outcomes: Readonly<Record<string, Outcome>>;
}

/** The compiler options of the build, so that a transpiled file is what the build makes of it. */
const compilerOptions = ((): ts.CompilerOptions => {
  const path = join(ROOT, 'tsconfig.build.json');
  const { config } = ts.readConfigFile(path, ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, ROOT);
  // A single file has no package.json to tell that it is a module.
  const { ESNext: module } = ts.ModuleKind;
  const { Bundler: moduleResolution } = ts.ModuleResolutionKind;
  return { ...options, module, moduleResolution, declaration: false };
})();

/** The source of a file below src/. */
export function sourceOf(file: string): string {
  return readFileSync(join(ROOT, 'src', file), 'utf8');
}

/** How often `find` occurs in `source`. */
export function occurrences(source: string, find: string): number {
  return source.split(find).length - 1;
}

/**
 * `source` with every edit made.
 *
 * @throws RangeError when the text of an edit does not occur exactly once
 */
function applyEdits(source: string, edits: readonly Edit[]): string {
  let edited = source;
  for (const { find, replace } of edits) {
    if (occurrences(edited, find) !== 1) throw new RangeError(`not exactly once in the source: ${find}`);
    // A function, since a text would have its $ interpreted.
    edited = edited.replace(find, () => replace);
  }
  return edited;
}

/** JavaScript of a TypeScript source, as the build makes it. */
function transpile(source: string, fileName: string): string {
  return ts.transpileModule(source, { compilerOptions, fileName }).outputText;
}

/** The built form of a file below src/, below dist/. */
function builtPath(file: string): string {
  return file.replace(/\.ts$/, '.js');
}

/** Whether dist holds what the build would make of this source now. */
export function isBuilt(file: string): boolean {
  return readFileSync(join(DIST, builtPath(file)), 'utf8') === transpile(sourceOf(file), file);
}

/** A copy of dist, for one campaign at a time. */
export class Copy {
  readonly #folder = mkdtempSync(join(tmpdir(), 'irpcheck-mutant-'));
  readonly #dist = join(this.#folder, 'dist');
  readonly #runner = join(this.#dist, 'runner.js');

  constructor() {
    cpSync(DIST, this.#dist, { recursive: true, filter: (path) => !path.endsWith('.d.ts') });
    cpSync(join(ROOT, 'package.json'), join(this.#folder, 'package.json'));
    symlinkSync(join(ROOT, 'node_modules'), join(this.#folder, 'node_modules'), 'junction');
    writeFileSync(this.#runner, transpile(readFileSync(join(HERE, 'runner.ts'), 'utf8'), 'runner.ts'));
  }

  /** Runs the campaign of a setting, with a mutation unless there is none; the copy is whole again afterwards. */
  async run(setting: Setting, cases: number, mutation: Mutation | null): Promise<CampaignOutcome> {
    if (mutation === null) return await this.#campaign(setting, cases);
    const { file, edits } = mutation;
    const path = join(this.#dist, builtPath(file));
    writeFileSync(path, transpile(applyEdits(sourceOf(file), edits), file));
    try {
      return await this.#campaign(setting, cases);
    } finally {
      copyFileSync(join(DIST, builtPath(file)), path);
    }
  }

  async #campaign({ view, subject, modes }: Setting, cases: number): Promise<CampaignOutcome> {
    const printed = await runNode(this.#runner, JSON.stringify({ view, subject, modes, cases, seed: SEED }));
    return JSON.parse(printed) as CampaignOutcome;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** What a script prints; rejects with what it complains of when it fails. */
function runNode(script: string, argument: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, argument], {
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      // Vitest's own settings are not the child's.
      env: { ...process.env, NODE_OPTIONS: '' },
    });
    let printed = '';
    let complaint = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint += text;
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(printed);
      else reject(new Error(`the campaign ended with ${signal ?? `exit code ${code}`}\n${complaint}`));
    });
  });
}
