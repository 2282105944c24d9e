import { spawnSync } from 'node:child_process';
import { median, printTable, ratio } from './measure.ts';

/** Each command is started this often. */
const ROUNDS = 30;
const TARGET = 3;

/** What is started, each beside the one before it; the first is what Node itself takes. */
const COMMANDS: readonly (readonly string[])[] = [
  ['-e', '0'],
  ['bin/irpcheck.js', '--help'],
  ['bin/irpcheck.js', 'run', '--help'],
  ['bin/irpcheck.js', 'list'],
];

/** Milliseconds from the start of a process to its end. */
function startMs(parameters: readonly string[]): number {
  const start = performance.now();
  const { status, error } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  const ms = performance.now() - start;
  if (status !== 0) {
    const cause = error?.message ?? 'is it built? (npm run build)';
    throw new Error(`node ${parameters.join(' ')} ended with ${status}: ${cause}`);
  }
  return ms;
}

/**
 * How long the built command line takes to start, beside `node -e 0`. The working folder is the checkout; all
 * commands have their turn in each round.
 */
export function benchStartUp(): void {
  const times: number[][] = COMMANDS.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, command] of COMMANDS.entries()) times[index]?.push(startMs(command));
  }
  const medians = times.map(median);
  const bare = medians[0] ?? Number.NaN;
  console.log(`\nstart-up: medians of ${ROUNDS}; at most ${TARGET} times node -e 0 is the target for --help`);
  printTable(
    ['', 'ms', 'of node -e 0'],
    COMMANDS.map((command, index) => {
      const ms = medians[index] ?? Number.NaN;
      return [`node ${command.join(' ')}`, ms.toFixed(1), ratio(ms / bare)];
    }),
  );
}
