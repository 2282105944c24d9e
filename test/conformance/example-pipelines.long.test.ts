import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { ROOT } from './dist.ts';

/** What the examples tell CI services and clusters to run: it parses, and what it names exists. */

const IRPCHECK = [process.execPath, join(ROOT, 'bin/irpcheck.js')] as const;
const folder = mkdtempSync(join(tmpdir(), 'irpcheck-pipelines-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Yaml = Readonly<Record<string, unknown>>;

function documents(path: string): Yaml[] {
  return parseAllDocuments(readFileSync(join(ROOT, 'examples', path), 'utf8')).map((document) => {
    expect([path, ...document.errors.map(String), ...document.warnings.map(String)]).toEqual([path]);
    return document.toJS() as Yaml;
  });
}

/** Every text in a document, with the key that it has. */
function* texts(value: unknown, key = ''): Generator<{ readonly key: string; readonly text: string }> {
  if (typeof value === 'string') yield { key, text: value };
  else if (Array.isArray(value)) for (const each of value) yield* texts(each, key);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) yield* texts(each, name);
  }
}

/** The commands of irpcheck in a document. */
function commandsIn(path: string): string[] {
  return documents(path)
    .flatMap((document) => [...texts(document)])
    .map(({ text }) => text)
    .filter((text) => text.startsWith('npx irpcheck'));
}

function help(command: string): string {
  const [node, bin] = IRPCHECK;
  const { status, stdout } = spawnSync(node, [bin, command, '--help'], { encoding: 'utf8' });
  expect([command, status]).toEqual([command, 0]);
  return stdout;
}

const FILES = [
  'ci/github-actions.yml',
  'ci/gitlab-ci.yml',
  'kubernetes/campaign.yaml',
  'kubernetes/merge.yaml',
];

it('all pipelines are tested', () => {
  const found = ['ci', 'kubernetes'].flatMap((name) =>
    readdirSync(join(ROOT, 'examples', name)).map((file) => `${name}/${file}`),
  );
  expect(found.sort()).toEqual([...FILES].sort());
});

describe.each(FILES)('%s', (path) => {
  it('runs commands that exist, with options that they have', () => {
    const commands = commandsIn(path);
    expect(commands.length).toBeGreaterThan(0);
    for (const text of commands) {
      const [, , command = '', ...rest] = text.split(/\s+/);
      const known = help(command);
      for (const option of rest.filter((part) => part.startsWith('--'))) expect(known).toContain(option);
      const forms = /--report (\S+)/.exec(text)?.[1]?.split(',') ?? [];
      for (const form of forms) expect(known).toMatch(new RegExp(`\\b${form}\\b`));
    }
  });
});

it('GitHub’s actions are pinned to a major version, and secrets are none of ours', () => {
  const [workflow] = documents('ci/github-actions.yml');
  const used = [...texts(workflow)].filter(({ key }) => key === 'uses').map(({ text }) => text);
  expect(used.length).toBeGreaterThan(5);
  for (const action of used) expect(action).toMatch(/^(actions|github)\/[\w/-]+@v\d+$/);
  expect(used).toContain('github/codeql-action/upload-sarif@v3');
  expect(workflow?.['permissions']).toEqual({ contents: 'read' });
});

it('Kubernetes’ number of parts is the one that they are told', () => {
  const [job] = documents('kubernetes/campaign.yaml') as [{ spec: { completions: number } }];
  const told = [...texts(job)].find(({ key, text }) => key === 'value' && /^\d+$/.test(text));
  expect(told?.text).toBe(String(job.spec.completions));
});

/** Runs a command of Kubernetes' with a built-in driver and fewer cases. */
function runAs(text: string, driver: string, env: Readonly<Record<string, string>>): number | null {
  const [node, bin] = IRPCHECK;
  const smaller = text
    .replaceAll('npx irpcheck', `"${node}" "${bin}"`)
    .replace('./src/my-driver.ts --model ./src/my-model.ts', driver)
    .replace(/--cases \d+/, '--cases 400')
    .replaceAll('/reports', join(folder, driver));
  expect(smaller).not.toContain('my-');
  const { status } = spawnSync('sh', ['-c', smaller], { cwd: folder, env: { ...process.env, ...env } });
  return status;
}

it.each([
  ['article', 0],
  ['article-verbatim', 1],
])('the Kubernetes jobs check %s in two parts, and the merge ends with %i', (driver, expected) => {
  const [run = ''] = commandsIn('kubernetes/campaign.yaml');
  const [merge = ''] = commandsIn('kubernetes/merge.yaml');
  const part = (index: string) => runAs(run, driver, { JOB_COMPLETION_INDEX: index, IRPCHECK_SHARDS: '2' });
  expect(part('0')).toBe(0);
  // A part that is missing fails the merge.
  expect(runAs(merge, driver, {})).toBe(2);
  expect(part('1')).toBe(0);
  expect(runAs(merge, driver, {})).toBe(expected);
  expect(part('2')).not.toBe(0);
});
