import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT } from './dist.ts';
import { mingw, wine } from './tools.ts';
import { WineMachine } from './wine/programs.ts';

/** Sessions of `irpcheck demo`, and their programs in C against drivers in C, loaded by another I/O manager than ours. */

const MINGW = mingw();
const WINE = wine();

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
const odd = join(folder, 'odd');
writeFileSync(odd, Uint8Array.of(0x00, 0xff, 0x0a));
afterAll(() => rmSync(folder, { recursive: true }));

function demo(...parameters: readonly string[]): string {
  const bin = join(ROOT, 'bin/irpcheck.js');
  const { status, stdout } = spawnSync(process.execPath, [bin, 'demo', ...parameters], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stdout;
}

/** What the program of a session and its driver print. */
function linesOf(program: string, session: string): readonly string[] {
  const [, printed] = new RegExp(`^> ${program}\n([^]*?)^> sc stop`, 'm').exec(session) ?? [];
  return printed?.trimEnd().split('\n') ?? [];
}

/** The same in the README, where nothing follows. */
function readmeLines(program: string): readonly string[] {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const [, printed] = new RegExp(`^> ${program}\n([^]*?)^\`\`\``, 'm').exec(readme) ?? [];
  return printed?.trimEnd().split('\n') ?? [];
}

describe.skipIf(MINGW.isMissing || WINE.isMissing)(
  `the programs of demo and drivers in Wine${MINGW.note}${WINE.note}`,
  () => {
    let machine: WineMachine;

    beforeAll(() => {
      machine = new WineMachine();
    });

    afterAll(() => machine.close());

    it('print of control codes what demo prints, as the README shows', async () => {
      const lines = linesOf('controls', demo('article-controls'));
      expect(lines).toHaveLength(4);
      expect(readmeLines('controls')).toEqual(lines);
      const programs = await machine.buildPrograms([demo('article-controls', '--to', 'c')]);
      const driver = machine.buildDriver('article-controls');
      expect(machine.runDebugged(driver, programs)).toEqual([{ exitCode: 0, lines }]);
    });

    it('print something else with a driver that does something else', async () => {
      const programs = await machine.buildPrograms([demo('article-controls', '--to', 'c')]);
      const driver = machine.buildDriver('article-controls', '-DKEPT_BITS=0x0F');
      const lines = ['DbgPrint: value: 0', 'wrote the value 42', 'DbgPrint: value: 10', 'read the value 10'];
      expect(machine.runDebugged(driver, programs)).toEqual([{ exitCode: 0, lines }]);
    });

    it('print of reads and writes what demo prints: the README’s text, another, none, and bytes that are no text', async () => {
      const sessions = [[], ['--text', 'Grüße, "мир"'], ['--text', ''], ['--file', odd]];
      const lines = sessions.map((options) => linesOf('read-write', demo(...options)));
      expect(readmeLines('read-write')).toEqual(lines[0]);
      const programs = await machine.buildPrograms(sessions.map((options) => demo(...options, '--to', 'c')));
      expect(machine.runDebugged(machine.buildDriver('article'), programs)).toEqual(
        lines.map((each) => ({ exitCode: 0, lines: each })),
      );
    });

    it('end as demo’s does where a driver takes nothing', async () => {
      const programs = await machine.buildPrograms([demo('--to', 'c')]);
      expect(machine.runDebugged(machine.buildDriver('article', '-DMAX_STORED_BYTES=0'), programs)).toEqual([
        {
          exitCode: 1,
          lines: ['Error: Error { kind: WriteZero, message: "failed to write whole buffer" }'],
        },
      ]);
    });
  },
);
