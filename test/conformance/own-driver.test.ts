import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderIn } from './command.ts';
import { ROOT } from './dist.ts';
import { guideFiles } from './guide.ts';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

const files = guideFiles();

beforeAll(() => {
  writeFileSync(join(folder, 'mailbox.ts'), files.driver);
  writeFileSync(join(folder, 'defective.ts'), files.defectiveDriver);
  writeFileSync(join(folder, 'mailbox-model.ts'), files.model);
});

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line in the folder of a user. */
function irpcheck(...parameters: string[]): Run {
  return irpcheckIn(folder, ...parameters);
}

function irpcheckIn(cwd: string, ...parameters: string[]): Run {
  const bin = join(ROOT, 'bin/irpcheck.js');
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...parameters], {
    cwd,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('the guide to a driver of one’s own', () => {
  it('has about thirty lines of code in each file', () => {
    for (const code of [files.driver, files.model]) {
      const lines = code.split('\n').filter((line) => line.trim() !== '');
      expect(lines.length).toBeLessThanOrEqual(33);
    }
  });

  it('its code is free of type errors, by the types of the package', () => {
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      noImplicitOverride: true,
      target: ts.ScriptTarget.ES2023,
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      skipLibCheck: true,
      types: [],
      paths: {
        'irpcheck/driver': [join(ROOT, 'dist/driver.d.ts')],
        'irpcheck/model': [join(ROOT, 'dist/model.d.ts')],
      },
    };
    const program = ts.createProgram([join(folder, 'mailbox.ts'), join(folder, 'mailbox-model.ts')], options);
    const problems = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText);
    expect(problems).toEqual([]);
  });

  it('its driver conforms to its model, every arm of which is reached', () => {
    const { status, stdout } = irpcheck('run', './mailbox.ts', '--model', './mailbox-model.ts', '-n', '6000');
    expect(stdout).toMatch(/model arms +(\d+) of \1 reached/);
    expect(stdout).toContain('buffered 3,000, direct 3,000\n');
    expect(status).toBe(0);
    const result = JSON.parse(
      readFileSync(join(folderIn(join(folder, 'reports')), 'mailbox.json'), 'utf8'),
    ) as {
      subject: string;
      properties: { id: string; verdict: string; compared: number }[];
    };
    expect(result.subject).toBe('./mailbox.ts');
    const data = result.properties.find(({ id }) => id === 'model/data');
    expect(data).toMatchObject({ verdict: 'ok' });
    expect(data?.compared).toBeGreaterThan(1000);
  });

  it('the mistake it suggests is found, and its trace replayed by the printed command', () => {
    const model = ['--model', './mailbox-model.ts'];
    const { status, stdout } = irpcheck('run', './defective.ts', ...model, '-n', '3000', '--out', 'found');
    expect(status).toBe(1);
    expect(stdout).toContain('FINDING model/information  too-large');
    const [, trace = ''] =
      /FINDING model\/information [\s\S]*?replay: npx irpcheck replay (\S+)\n/.exec(stdout) ?? [];
    expect(dirname(trace)).toBe(folderIn(join(folder, 'found')));
    const replayed = irpcheckIn('/', 'replay', trace);
    expect(replayed.stdout).toContain('recorded finding model/information too-large: still shows\n');
    expect(replayed.status).toBe(1);
    const kinds = replayed.stdout.match(/^ +\d+ \w+/gm)?.map((line) => line.trim().split(' ')[1]);
    expect(kinds).toEqual(['open', 'write', 'read', 'read']);
  });

  it('without a model the rest is checked, and said to be all', () => {
    const { status, stdout } = irpcheck('run', './mailbox.ts', '-n', '1000', '--out', 'without');
    expect(status).toBe(0);
    expect(stdout).toMatch(
      /^ {2}model\/status +- +skipped {2}no model of the device: [1-9][0-9,]* calls not compared$/m,
    );
  });
});
