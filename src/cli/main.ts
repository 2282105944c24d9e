import { CommanderError } from 'commander';
import { EXIT } from '../report/exit-code.ts';
import { printableLines } from '../trace/printable.ts';
import { NotSupportedError, systemErrorText, UsageError } from './errors.ts';
import { type Host, processHost } from './host.ts';
import { createProgram, oneLine } from './program.ts';
import { services as realServices, type Services } from './services.ts';

/** Tells what went wrong, in one line, and gives the exit code for it. */
function exitCodeFor(error: unknown, { env, stderr }: Host): number {
  // Commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.CONFORMS : EXIT.BAD_USAGE;
  const message = oneLine(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError || error instanceof NotSupportedError) {
    stderr.write(`error: ${message}\n`);
    return error instanceof UsageError ? EXIT.BAD_USAGE : EXIT.NOT_SUPPORTED;
  }
  const name = error instanceof Error ? oneLine(error.name) : 'thrown';
  if (name === 'NoTimeError') {
    // Nobody is to blame, as far as can be told.
    stderr.write(`error: ${message}\n`);
    return EXIT.HARNESS_FAULT;
  }
  stderr.write(`internal error: ${name}: ${message}\n`);
  if ((env.IRPCHECK_DEBUG ?? '0') !== '0') {
    const stack = error instanceof Error ? error.stack : undefined;
    stderr.write(`${printableLines(stack ?? String(error))}\n`);
  } else {
    stderr.write('This is a fault of irpcheck itself: please report it. IRPCHECK_DEBUG=1 shows the stack.\n');
  }
  return EXIT.HARNESS_FAULT;
}

/** Runs the command line `argv`, as in `process.argv`. The result is the exit code. */
export async function main(
  argv: readonly string[],
  host: Host = processHost(),
  services: Services = realServices,
): Promise<number> {
  let exitCode: number = EXIT.CONFORMS;
  const program = createProgram(host, services, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv);
  } catch (error) {
    exitCode = exitCodeFor(error, host);
  }
  const failure = await host.stdout.flush();
  if (failure !== null) {
    host.stderr.write(`error: cannot write to standard output: ${systemErrorText(failure)}\n`);
    exitCode = EXIT.BAD_USAGE;
  }
  await host.stderr.flush();
  return exitCode;
}
