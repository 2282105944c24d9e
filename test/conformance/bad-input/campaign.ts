import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { fromDist } from '../dist.ts';
import { startIrpcheck } from './process.ts';

const { parseTrace } = await fromDist<typeof import('../../../src/trace/json.ts')>('trace/json');

const SIGHUP_BIT = 1;

/** Whether a process listens to SIGHUP, which Node does not of itself; where the system does not say, whether enough time has passed to. */
async function listens(child: ChildProcess): Promise<boolean> {
  const status = `/proc/${child.pid}/status`;
  if (!existsSync(status)) {
    await sleep(2000);
    return true;
  }
  const caught = /^SigCgt:\s*[0-9a-f]*([0-9a-f]{8})$/m.exec(readFileSync(status, 'utf8'))?.[1] ?? '0';
  return (Number.parseInt(caught, 16) & SIGHUP_BIT) !== 0;
}

/** Whether a campaign has come to the end of its first segment, which is kept then. */
function hasCases(folder: string): boolean {
  const out = join(folder, 'new');
  const names = existsSync(out) ? readdirSync(out, { recursive: true, encoding: 'utf8' }) : [];
  return names.some((name) => name.endsWith('segment-00.json'));
}

/** Starts a campaign that takes an hour, with its reports in `folder`/new, and waits until it has executed some cases. */
export async function startCampaign(
  folder: string,
  driver: string,
  ...args: string[]
): Promise<ChildProcess> {
  const common = ['run', driver, '--cases', '10000000', '--quiet', '--out', 'new'];
  const child = startIrpcheck([...common, ...args], { cwd: folder });
  while (child.exitCode === null && !(await listens(child))) await sleep(5);
  while (child.exitCode === null && !hasCases(folder)) await sleep(20);
  return child;
}

/** Sees that every report is whole; gives the result, or undefined if there is none. */
export function wholeReports(folder: string, driver: string): Record<string, unknown> | undefined {
  let result: Record<string, unknown> | undefined;
  for (const name of readdirSync(folder)) {
    if (name.endsWith('.partial') || name === 'irpcheck-files.json') continue;
    const text = readFileSync(join(folder, name), 'utf8');
    if (name === `${driver}.json`) result = JSON.parse(text);
    else if (name.endsWith('.html')) expect(text).toMatch(/^<!doctype html>[\s\S]*<\/html>\s*$/i);
    else if (name.endsWith('.junit.xml')) expect(text).toMatch(/^<\?xml [\s\S]*<\/testsuites>\s*$/);
    else expect(parseTrace(text).finding).not.toBeNull();
  }
  return result;
}
