import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CampaignResult } from '../../src/index.ts';
import { sample } from './amount.ts';
import { command, type Ended, folderIn } from './command.ts';
import { ROOT } from './dist.ts';

/** Drivers and models that do something to the process they run in: it ends as a verdict about them. */

const DRIVERS = 'test/fixtures/drivers';
const MODELS = 'test/fixtures/models';
const isWindows = process.platform === 'win32';

function run(driver: string, ...options: string[]): Promise<Ended> {
  const parameters = [
    // The first case of this seed reads.
    '--seed',
    '2',
    '--cases',
    '1',
    '--mode',
    'direct',
    // Writing 2^28 characters takes a slow machine more than a second.
    '--stall',
    driver === 'long-message' ? '10' : '1',
    '--quiet',
    '--json',
    '-',
    ...options,
  ];
  return command(['run', `${DRIVERS}/${driver}.ts`, ...parameters]);
}

function findingsOf({ stdout }: Ended): string[] {
  const { findings }: CampaignResult = JSON.parse(stdout);
  return findings.map(
    ({ property, reason, trace }) => `${property} ${reason} ${trace.ops.map(({ op }) => op).join(' ')}`,
  );
}

const TO_ITS_PROCESS: readonly [driver: string, finding: string][] = [
  ['aborts', 'contract/completed-or-pending exception open read'],
  ['kills', 'contract/completed-or-pending exception open read'],
  ['kills-process', 'contract/terminates ends-the-process open read'],
  ['closes-descriptors', 'contract/terminates ends-the-process open read'],
  ['writes-to-channel', 'contract/terminates breaks-the-channel open read'],
  ['long-message', 'contract/completed-or-pending exception open read'],
  ['throws-from-error', 'contract/self-contained changes-Error.prototype.message open read'],
  ['waits-for-ever', 'contract/terminates never-returns open read'],
  ['hangs-in-entry', 'contract/terminates never-returns-loading '],
];

describe.skipIf(isWindows)('what a driver does to its process is a finding about it', () => {
  it.each(sample(TO_ITS_PROCESS, 6))('%s', async (driver, finding) => {
    const ended = await run(driver);
    expect(ended.status, ended.stderr).toBe(1);
    expect(findingsOf(ended)).toEqual([finding]);
    expect(ended.files).toContain(`${driver}.json`);
  });

  it('listeners that it takes away', async () => {
    const { status, stderr } = await run('removes-listeners', '--cases', '60');
    expect(stderr.split('\n')[0]).toBe(
      'driver: outside of its routines, the driver threw Error: nobody hears this',
    );
    expect(stderr).toContain('throws outside of its routines, in what they leave behind');
    expect(status).toBe(2);
  });
});

describe('what a driver finds nothing to do it to', () => {
  it('the ports by which it is asked', async () => {
    expect((await run('writes-to-ports', '--cases', '60')).status).toBe(0);
  });
});

describe.skipIf(isWindows)('standard output is irpcheck’s own', () => {
  it('what a driver and its children write there is told as theirs', async () => {
    const { status, stdout, stderr } = await run('writes-to-descriptors', '--cases', '60');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ format: 'irpresult/2' });
    const told = stderr.split('\n').filter((line) => line.startsWith('driver: '));
    expect(told.sort()).toEqual([
      'driver: \\u001b[31mwritten to descriptor 2',
      'driver: printed by a child',
      'driver: written to descriptor 1',
    ]);
  });
});

const OF_A_MODEL: readonly [model: string, message: string][] = [
  ['kills-process', `model '${MODELS}/kills-process.ts': read ends the process`],
  ['loops', `model '${MODELS}/loops.ts': write does not come back`],
  [
    'many-arms',
    `model '${MODELS}/many-arms.ts': the default export.arms.15: expected text of at most 4096 characters`,
  ],
  ['changes-object', 'the model changes-object: read changes Object.prototype.more'],
  [
    'changes-object-at-load',
    `model '${MODELS}/changes-object-at-load.ts': it changes Object.prototype.more while it is loaded`,
  ],
];

describe.skipIf(isWindows)('what a model does is bad input about the model', () => {
  it.each(sample(OF_A_MODEL, 6))('%s', async (model, message) => {
    const { status, stdout, stderr } = await run(
      'conforms',
      '--cases',
      '20',
      '--model',
      `${MODELS}/${model}.ts`,
    );
    expect([status, stdout, stderr]).toEqual([2, '', `error: ${message}\n`]);
  });
});

it('a model that is too large, which time or memory shows', async () => {
  const { status, stdout, stderr } = await run('conforms', '--cases', '20', '--model', `${MODELS}/grows.ts`);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^error: model '.*grows\.ts': read (?:does not come back|uses up the memory)\n$/);
});

// Side by side: both wait.
describe.concurrent('loading', () => {
  it('a file that never comes to its end is bad input', async ({ expect }) => {
    const { status, stderr } = await run('hangs-at-load');
    const message = `error: driver '${DRIVERS}/hangs-at-load.ts': loading it does not come to an end\n`;
    expect([status, stderr]).toEqual([2, message]);
  });

  it('of one that waits nothing can be said', async ({ expect }) => {
    const { status, stderr } = await run('waits-at-load');
    expect(status).toBe(3);
    expect(stderr).toBe(
      `error: driver '${DRIVERS}/waits-at-load.ts': loading it does not come to an end, and does not use the ` +
        'processor: the machine may be slow\n',
    );
  });
});

/** Whether a process runs; one that has ended may still be listed until somebody asks how. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', `${pid}`], { encoding: 'utf8' });
  return /^[^Z\s]/.test(stdout.trim());
}

/** Starts the command line on a driver, and gives it a signal when it has printed something. */
async function interrupted(
  driver: string,
  signal: NodeJS.Signals,
  waitsFor: RegExp,
): Promise<Ended & { readonly signalled: number; readonly printed: string }> {
  const out = mkdtempSync(join(tmpdir(), 'irpcheck-'));
  const parameters = ['run', `${DRIVERS}/${driver}.ts`, '--cases', '100000', '--stall', '600', '--out', out];
  const child = spawn(process.execPath, [join(ROOT, 'bin/irpcheck.js'), ...parameters], { cwd: ROOT });
  let printed = '';
  let signalled = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      if (signalled > 0 || !waitsFor.test(printed)) return;
      signalled = performance.now();
      child.kill(signal);
    });
  }
  try {
    const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
    return { status, stdout: '', stderr: '', files: readdirSync(folderIn(out)).sort(), signalled, printed };
  } finally {
    rmSync(out, { recursive: true });
  }
}

describe.skipIf(isWindows)('a request to end does not wait for the driver', () => {
  it.each<NodeJS.Signals>(['SIGINT', 'SIGTERM'])('%s', async (signal) => {
    const { status, files, signalled } = await interrupted('says-and-loops', signal, /driver: a read\n/);
    // Its limit is ten minutes of processor time.
    expect(performance.now() - signalled).toBeLessThan(60_000);
    expect(status).toBe(5);
    expect(files).toEqual([
      'irpcheck-files.json',
      'says-and-loops.html',
      'says-and-loops.json',
      'says-and-loops.junit.xml',
    ]);
  });

  it('and ends what the driver has started', async () => {
    const { printed } = await interrupted('starts-children', 'SIGINT', /driver: child \d+\n/);
    const pid = Number(/driver: child (\d+)/.exec(printed)?.[1]);
    expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
  });
});

describe.skipIf(isWindows)('processes', () => {
  it('that a driver has started end with irpcheck', async () => {
    const { status, stderr } = await run('starts-children', '--cases', '60');
    expect(status).toBe(0);
    const pid = Number(/driver: child (\d+)/.exec(stderr)?.[1]);
    expect([pid > 0, isAlive(pid)]).toEqual([true, false]);
  });
});
