import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from './dist.ts';

const out = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(out, { recursive: true }));

function irpcheck(...parameters: string[]): { status: number | null; stdout: string; stderr: string } {
  const bin = join(ROOT, 'bin/irpcheck.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...parameters], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the command line as it is built', () => {
  it('run: the article’s device conforms in all three modes', () => {
    const { status, stdout } = irpcheck('run', '--cases', '6000', '--out', out);
    expect(stdout).toContain('cases per mode   buffered 2,000, direct 2,000, neither 2,000');
    expect(stdout).toMatch(/model arms +(\d+) of \1 reached/);
    expect(stdout).toContain('npx irpcheck run article-verbatim --mode direct');
    expect(status).toBe(0);
  });

  it.each(['buffered', 'direct', 'neither'])('run article-verbatim: caught in %s mode', (mode) => {
    const { status, stdout } = irpcheck(
      'run',
      'article-verbatim',
      '--mode',
      mode,
      '--cases',
      '600',
      '--out',
      out,
    );
    expect(stdout).toContain('FINDING model/status');
    expect(status).toBe(1);
  });

  it('every finding’s trace shows the finding again', () => {
    const run = irpcheck('run', 'article-verbatim', '--mode', 'direct', '--cases', '600', '--out', out);
    const result = JSON.parse(readFileSync(join(out, 'article-verbatim', 'article-verbatim.json'), 'utf8'));
    expect(result.findings.length).toBeGreaterThan(10);
    const shown =
      /FINDING model\/status {2}STATUS_END_OF_FILE-for-STATUS_SUCCESS [\s\S]*?npx irpcheck replay (\S+)/.exec(
        run.stdout,
      );
    const { status, stdout } = irpcheck('replay', shown?.[1] ?? '');
    expect(stdout).toContain('STATUS_END_OF_FILE-for-STATUS_SUCCESS: still shows');
    expect(status).toBe(1);
  });

  it('minimize: a trace from anywhere comes to its normal form, which stays as it is', () => {
    const given = join(out, 'given.json');
    const ops = [
      { op: 'open' },
      { op: 'read', length: 5 },
      { op: 'write', length: 7, buffer: { pageOffset: 33 } },
      { op: 'write', length: 900, offset: '3' },
    ];
    const trace = { format: 'irptrace/2', subject: 'article-verbatim', setting: { mode: 'direct' }, ops };
    writeFileSync(given, JSON.stringify(trace));
    const { status, stdout, stderr } = irpcheck('minimize', given);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('  Matters: in-page offset (≥ 1), offset (0, -1 or NULL), length (≥ 1)');
    expect(stdout).toMatch(/\nminimized {2}4 ops → 2, \d+ executions, in normal form\n/);
    const minimal = readFileSync(join(out, 'given.min.json'), 'utf8');
    expect(JSON.parse(minimal).ops).toEqual([
      { op: 'open' },
      { op: 'write', length: 1, buffer: { pageOffset: 1 } },
    ]);
    const again = irpcheck('minimize', join(out, 'given.min.json'), '-o', '-');
    expect([again.status, again.stdout]).toEqual([1, minimal]);
  });

  it('too few cases to compare everything do not conform', () => {
    const { status, stdout } = irpcheck('run', '--cases', '3', '--out', out);
    expect(stdout).toContain('never executed');
    expect(status).toBe(5);
  });

  it('demo: the article’s session, and what its program prints', () => {
    const { status, stdout } = irpcheck('demo');
    const commands = stdout.split('\n').filter((line) => line.startsWith('> '));
    expect(commands).toEqual([
      '> sc create example binPath= article type= kernel',
      '> sc start example',
      '> read-write',
      '> sc stop example',
      '> sc delete example',
    ]);
    expect(stdout).toContain('\n> read-write\nread 13 bytes: "Hello, world!"\n');
    expect(status).toBe(0);
  });

  it('demo: control codes, as the README shows', () => {
    const { status, stdout } = irpcheck('demo', 'article-controls');
    expect(status).toBe(0);
    const lines = [
      '> controls',
      'DbgPrint: value: 0',
      'wrote the value 42',
      'DbgPrint: value: 42',
      'read the value 42',
    ];
    expect(stdout).toContain(`${lines.join('\n')}\n> sc stop example\n`);
  });

  it('demo: another text, and bytes that are none', () => {
    expect(irpcheck('demo', '--text', 'Grüße').stdout).toContain('read 7 bytes: "Grüße"\n');
    const file = join(out, 'bytes');
    writeFileSync(file, Uint8Array.of(0x00, 0xff, 0x0a));
    expect(irpcheck('demo', '--file', file).stdout).toContain('read 3 bytes: [0, ff, a]\n');
  });

  it('bad usage is one line and exit 2', () => {
    const { status, stdout, stderr } = irpcheck('run', '--mode', 'sideways');
    expect([stdout, stderr.trimEnd().split('\n').length, status]).toEqual(['', 1, 2]);
  });
});
