import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, printTable, ratio } from './measure.ts';

/** Each command is started this often. */
const ROUNDS = 30;
const TARGET = 3;

interface Command {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The exit code that it has. */
  readonly status: number;
}

const cli = (parameters: string, status = 0, more: readonly string[] = []): Command => ({
  name: `irpcheck ${parameters}`,
  parameters: ['bin/irpcheck.js', ...parameters.split(' '), ...more],
  status,
});

/** A campaign of one case reaches little, and says so. */
const INSUFFICIENT = 5;

/** What is started, each beside the others; the first is what Node itself takes. */
function commands(reports: string): readonly Command[] {
  const quiet = ['--quiet', '--out', reports];
  return [
    { name: 'node -e 0', parameters: ['-e', '0'], status: 0 },
    cli('--help'),
    cli('run --help'),
    cli('list'),
    cli('run article --cases 1', INSUFFICIENT, quiet),
    cli('run examples/own-driver/src/eeprom.ts --cases 1', INSUFFICIENT, quiet),
  ];
}

/** Milliseconds from the start of a process to its end. */
function startMs({ name, parameters, status: expected }: Command): number {
  const start = performance.now();
  const { status, error } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== expected) {
    const cause = error?.message ?? 'is it built? (npm run build)';
    throw new Error(`${name} ended with ${status}: ${cause}`);
  }
  return ms;
}

/**
 * How long the built command line takes to start, beside `node -e 0`: for help, and for a campaign of one case of a driver
 * that comes with it and of one in a file, which has a process of its own. The working folder is the checkout; all commands
 * have their turn in each round.
 */
export function benchStartUp(): void {
  const reports = mkdtempSync(join(tmpdir(), 'irpcheck-start-up-'));
  try {
    const started = commands(reports);
    const times: number[][] = started.map(() => []);
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, command] of started.entries()) times[index]?.push(startMs(command));
    }
    const medians = times.map(median);
    const bare = medians[0] ?? Number.NaN;
    console.log(
      `\nstart-up: medians of ${ROUNDS}; at most ${TARGET} times node -e 0 is the target for --help`,
    );
    printTable(
      ['', 'ms', 'of node -e 0', 'of the one above'],
      started.map(({ name }, index) => {
        const ms = medians[index] ?? Number.NaN;
        return [name, ms.toFixed(1), ratio(ms / bare), ratio(ms / (medians[index - 1] ?? ms))];
      }),
    );
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}
