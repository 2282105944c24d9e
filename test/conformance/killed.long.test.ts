import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { amount } from './amount.ts';
import { BIN } from './bad-input/process.ts';
import { fromDist } from './dist.ts';

const { parseTrace } = await fromDist<typeof import('../../src/trace/json.ts')>('trace/json');
const { parseResult } =
  await fromDist<typeof import('../../src/trace/result/result-json.ts')>('trace/result/result-json');
const { parseSegment } = await fromDist<typeof import('../../src/campaign/shards/segment-document.ts')>(
  'campaign/shards/segment-document',
);

/** Times that a campaign is killed. */
const KILLS = amount(8, 100);

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

function newRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'irpcheck-killed-'));
  roots.push(root);
  return root;
}

const ARGS = ['article-verbatim', '--mode', 'direct', '-n', '3000', '-w', '2', '-q'];
const FORMS = ['--report', 'json,junit,sarif,html'];

/** Starts the campaign in a folder of its own, or goes on with it. */
function start(root: string, resume: boolean): ChildProcess {
  const where = ['-o', 'out', '--corpus', 'corpus', ...(resume ? ['--resume'] : [])];
  return spawn(process.execPath, [BIN, 'run', ...ARGS, ...FORMS, ...where], { cwd: root, stdio: 'ignore' });
}

/** How a process ended: its exit code; null where it was killed. */
function end(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}

/** Runs it and kills it after a while, unless it has ended. */
async function killedAfter(child: ChildProcess, milliseconds: number): Promise<number | null> {
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const status = await end(child);
  clearTimeout(timer);
  return status;
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  // Files that are there for a moment only have a hidden name.
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}

const ENDINGS: readonly (readonly [ending: string, check: (text: string) => void])[] = [
  ['.junit.xml', (text) => expect(text).toMatch(/^<\?xml [\s\S]*<\/testsuites>\s*$/)],
  ['.html', (text) => expect(text).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i)],
  ['.sarif', (text) => expect(JSON.parse(text)).toHaveProperty('runs')],
  ['irpcheck-files.json', (text) => expect(JSON.parse(text)).toHaveProperty('files')],
  ['article-verbatim.json', (text) => expect(parseResult(text).conclusion).toBe('findings')],
  ['.json', (text) => expect(parseTrace(text).finding).not.toBeNull()],
];

/** Sees that every file is whole. Gives how many there are. */
function checkWhole(root: string): number {
  let seen = 0;
  for (const folder of ['out/article-verbatim', 'corpus'].map((name) => join(root, name))) {
    for (const name of filesIn(folder)) {
      const path = join(folder, name);
      if (name.endsWith('.partial')) {
        const segments = filesIn(path).filter((file) => file.startsWith('segment-'));
        for (const file of segments)
          expect(parseSegment(readFileSync(join(path, file), 'utf8'))).not.toBeNull();
        seen += segments.length;
        continue;
      }
      const [, check] = ENDINGS.find(([ending]) => name.endsWith(ending)) ?? [];
      expect(check, name).toBeDefined();
      check?.(readFileSync(path, 'utf8'));
      seen += 1;
    }
  }
  return seen;
}

/** All that a campaign leaves, but for the time it took. */
function outcomeOf(root: string): unknown {
  const result = parseResult(
    readFileSync(join(root, 'out', 'article-verbatim', 'article-verbatim.json'), 'utf8'),
  );
  const corpus = filesIn(join(root, 'corpus')).sort();
  const traces = corpus.map((name) => readFileSync(join(root, 'corpus', name), 'utf8'));
  return {
    result: { ...result, timing: null },
    files: filesIn(join(root, 'out', 'article-verbatim')).sort(),
    corpus,
    traces,
  };
}

let expected: unknown;
let takesMs = 0;

beforeAll(async () => {
  const root = newRoot();
  const from = performance.now();
  expect(await end(start(root, false))).toBe(1);
  takesMs = performance.now() - from;
  expected = outcomeOf(root);
  expect(filesIn(join(root, 'corpus')).length).toBeGreaterThan(10);
});

it(`killed ${KILLS} times, leaves whole files alone, and goes on to the same result`, async () => {
  let kills = 0;
  let filesSeen = 0;
  let completed = 0;
  while (kills < KILLS) {
    const root = newRoot();
    let resume = false;
    for (;;) {
      const delay = takesMs * 1.1 * Math.random();
      const status =
        kills < KILLS ? await killedAfter(start(root, resume), delay) : await end(start(root, resume));
      filesSeen += checkWhole(root);
      resume = true;
      if (status === null) {
        kills += 1;
        // Everything was done but to say so.
        if (
          filesIn(join(root, 'out', 'article-verbatim')).includes('article-verbatim.json') &&
          !existsSync(join(root, 'out', 'article-verbatim', 'article-verbatim.partial'))
        )
          break;
        continue;
      }
      expect(status).toBe(1);
      break;
    }
    expect(outcomeOf(root)).toEqual(expected);
    completed += 1;
    rmSync(root, { recursive: true, force: true });
  }
  // Kills that all came before the first file, or after the last one, would show nothing.
  expect(filesSeen).toBeGreaterThan(kills);
  process.stdout.write(
    `${kills} kills, ${completed} campaigns completed, ${filesSeen} files seen whole after a kill or an end\n`,
  );
});
