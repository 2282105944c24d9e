import { Command, Option } from 'commander';
import { DEFAULT_STALL_SECONDS } from '../hosts/default-stall.ts';
import { printable } from '../trace/printable.ts';
import { CASE_SOURCES } from '../trace/result/detection-result.ts';
import { VERSION } from '../trace/version.ts';
import type { DefectsOptions } from './commands/defects.ts';
import type { DemoOptions } from './commands/demo.ts';
import type { ExportOptions } from './commands/export.ts';
import type { InspectOptions } from './commands/inspect.ts';
import type { MergeOptions } from './commands/merge.ts';
import type { MinimizeCommandOptions } from './commands/minimize.ts';
import type { ReplayOptions } from './commands/replay.ts';
import type { ReportOptions } from './commands/report.ts';
import type { RunOptions } from './commands/run.ts';
import {
  DEFECTS_HELP,
  DEMO_HELP,
  EXPLAIN_HELP,
  EXPORT_HELP,
  INSPECT_HELP,
  LIST_HELP,
  MERGE_HELP,
  MINIMIZE_HELP,
  PROGRAM_HELP,
  REPLAY_HELP,
  REPORT_HELP,
  RUN_HELP,
} from './help.ts';
import type { Host } from './host.ts';
import {
  DEFAULT_CASES_TEXT,
  DEFAULT_DEMO_MODE,
  DEFAULT_FOLDER,
  DEFAULT_SEED,
  DETECTION_DEFAULTS,
  parseBudget,
  parseCases,
  parseDemoLanguage,
  parseLanguages,
  parseMode,
  parseModes,
  parsePath,
  parseSeed,
  parseSeeds,
  parseShard,
  parseStall,
  parseTime,
  parseView,
  parseWorkers,
} from './options.ts';
import { ALL_FORMS, DEFAULT_FORMS, formsOf, RUN_FORMS } from './report-forms.ts';
import type { Services } from './services.ts';

const STALL_TEXT = 'processor time that one execution may take before the driver is taken to hang';

const RUN_FORMS_TEXT = `${RUN_FORMS.join(', ')}; commas between several (default: ${DEFAULT_FORMS.join(',')})`;
const CORPUS = new Option(
  '--corpus <folder>',
  "traces to begin with; new findings are added (default: the folder 'corpus', if there is one)",
).argParser(parsePath);
const NO_CORPUS = new Option('--no-corpus', 'begin with no traces, and add none');
const BASELINE = new Option('--baseline <file>', 'known findings, which fail nothing').argParser(parsePath);
const UPDATE_BASELINE = new Option(
  '--update-baseline',
  'make the baseline name what is found, and drop what is fixed',
);

const STRICT = new Option(
  '--strict',
  'end with 5 where an arm of the model, or a kind of fault that had an occasion, was never reached',
);

/** Several lines as one. */
export function oneLine(text: string): string {
  return printable(text.trim().replaceAll(/\s*[\r\n]+\s*/g, ' '));
}

/**
 * The commands and their options. `finish` is given the exit code of the command that ran. Each command's code
 * is loaded when it runs: `--help` and a misspelt option need none of it.
 */
export function createProgram(host: Host, services: Services, finish: (exitCode: number) => void): Command {
  const program = new Command('irpcheck')
    .description(
      'Property-based conformance testing for the Windows driver read/write path, without Windows.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help for a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => host.stdout.write(text),
      writeErr: (text) => host.stderr.write(text),
      outputError: (text, write) => write(`${oneLine(text)}\n`),
    })
    .addHelpText('after', PROGRAM_HELP);

  program
    .command('run')
    .summary('check a driver')
    .description('Checks a driver with generated cases and reports what it breaches.')
    .argument('[driver]', 'a built-in driver, see irpcheck list, or a .ts or .js file', 'article')
    .option('--model <file>', 'a model of the device: a .ts or .js file', parsePath)
    .option(
      '-m, --mode <mode>',
      'buffered, direct or neither; repeat it, or use commas, for several (default: all)',
      parseModes,
    )
    .option(
      '--view <view>',
      'whose calls: native for system calls, win32 for those of programs (default: native)',
      parseView,
    )
    .option('-n, --cases <n>', `number of cases (default: ${DEFAULT_CASES_TEXT})`, parseCases)
    .option('-s, --seed <n>', 'the same seed gives the same cases, 0 to 4294967295', parseSeed, DEFAULT_SEED)
    .option('-w, --workers <n>', 'threads that execute cases (default: one for each processor)', parseWorkers)
    .option('--time <time>', 'after it, such as 90s or 10m, no more cases are executed', parseTime)
    .option('--shard <i/n>', 'execute one of n parts, to be merged; auto asks the job array', parseShard)
    .option('--resume', 'go on with the campaign that was interrupted')
    .addOption(CORPUS)
    .addOption(NO_CORPUS)
    .addOption(BASELINE)
    .addOption(UPDATE_BASELINE)
    .addOption(STRICT)
    .option('--stall <seconds>', STALL_TEXT, parseStall, DEFAULT_STALL_SECONDS)
    .option('--json <file>', 'also write the result there; - for standard output', parsePath)
    .option('-o, --out <folder>', 'where to write the reports', parsePath, DEFAULT_FOLDER)
    .option('--report <forms>', RUN_FORMS_TEXT, formsOf(RUN_FORMS))
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', RUN_HELP)
    .action(async (driver: string, options: RunOptions) => {
      const { run } = await import('./commands/run.ts');
      finish(await run(driver, options, host, services));
    });

  program
    .command('replay')
    .summary('run a recorded trace again')
    .description('Runs a recorded trace on its driver and prints what it shows.')
    .argument('<trace>', 'a trace file, such as model-status-3f0c91ab12cd.json')
    .option('--model <file>', 'a model of the device (default: the one that the trace remembers)', parsePath)
    .option('--driver <driver>', 'the driver to run it on (default: the one that the trace is of)')
    .option('--stall <seconds>', STALL_TEXT, parseStall, DEFAULT_STALL_SECONDS)
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText('after', REPLAY_HELP)
    .action(async (path: string, options: ReplayOptions) => {
      const { replay } = await import('./commands/replay.ts');
      finish(await replay(path, options, host, services));
    });

  program
    .command('merge')
    .summary('make one result of the shards of a campaign')
    .description('Makes the result of a campaign of all of its shards, and reports it as run does.')
    .argument('<shard...>', 'the files that run --shard wrote')
    .addOption(CORPUS)
    .addOption(NO_CORPUS)
    .addOption(BASELINE)
    .addOption(UPDATE_BASELINE)
    .addOption(STRICT)
    .option('--json <file>', 'also write the result there; - for standard output', parsePath)
    .option('-o, --out <folder>', 'where to write the reports', parsePath, DEFAULT_FOLDER)
    .option('--report <forms>', RUN_FORMS_TEXT, formsOf(RUN_FORMS))
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText('after', MERGE_HELP)
    .action(async (paths: string[], options: MergeOptions) => {
      const { merge } = await import('./commands/merge.ts');
      finish(await merge(paths, options, host, services));
    });

  program
    .command('minimize')
    .summary('find the simplest trace of a finding')
    .description('Finds the simplest trace that shows the same finding as a given one.')
    .argument('<trace>', 'a trace file, such as model-status-3f0c91ab12cd.json')
    .option('-o, --out <file>', 'where the minimal trace goes, - for standard output', parsePath)
    .option('-p, --property <id>', 'the finding to keep, such as model/status')
    .option('--reason <code>', 'which of its findings, as reports name it')
    .option('--budget <n>', 'executions allowed', parseBudget)
    .option('--model <file>', 'a model of the device (default: the one that the trace remembers)', parsePath)
    .option('--driver <driver>', 'the driver to run it on (default: the one that the trace is of)')
    .option('--stall <seconds>', STALL_TEXT, parseStall, DEFAULT_STALL_SECONDS)
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', MINIMIZE_HELP)
    .action(async (path: string, options: MinimizeCommandOptions) => {
      const { minimize } = await import('./commands/minimize.ts');
      finish(await minimize(path, options, host, services));
    });

  program
    .command('report')
    .summary('make reports of results')
    .description('Makes reports of results that runs have written. No driver is run.')
    .argument('<result...>', 'files of results, such as reports/article/article.json')
    .option('--report <forms>', `${ALL_FORMS.join(', ')}; commas between several`, formsOf(ALL_FORMS), [
      'text',
    ])
    .option(
      '-o, --out <folder>',
      'where to write them, - for standard output (default: beside the result)',
      parsePath,
    )
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText('after', REPORT_HELP)
    .action(async (paths: string[], options: ReportOptions) => {
      const { report } = await import('./commands/report.ts');
      finish(await report(paths, options, host));
    });

  program
    .command('export')
    .summary('write a trace as a program for Windows, or as a test')
    .description(
      'Writes a trace as a program that performs it on Windows, or as a regression test for vitest.',
    )
    .argument('<trace>', 'a trace file, such as model-status-3f0c91ab12cd.json')
    .requiredOption(
      '--to <language>',
      'rust, c, powershell or vitest; repeat it, or use commas, for several',
      parseLanguages,
    )
    .option('-o, --out <path>', 'a file, a folder for several, - for standard output', parsePath)
    .option('--model <file>', 'a model of the device (default: the one that the trace remembers)', parsePath)
    .option('--driver <driver>', 'the driver to run it on (default: the one that the trace is of)')
    .option('--stall <seconds>', STALL_TEXT, parseStall, DEFAULT_STALL_SECONDS)
    .addHelpText('after', EXPORT_HELP)
    .action(async (path: string, options: ExportOptions) => {
      const { exportCommand } = await import('./commands/export.ts');
      finish(await exportCommand(path, options, host, services));
    });

  program
    .command('inspect')
    .summary('describe a compiled driver')
    .description('Describes compiled drivers: what they are, what they import, and what of it irpcheck has.')
    .argument('<image...>', 'files of x64 drivers, such as my-driver.sys')
    .option('--json <file>', 'also write it as JSON there; - for standard output', parsePath)
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .addHelpText('after', INSPECT_HELP)
    .action(async (paths: string[], options: InspectOptions) => {
      const { inspect } = await import('./commands/inspect.ts');
      finish(await inspect(paths, options, host));
    });

  program
    .command('demo')
    .summary("run the article's session")
    .description("Runs the article's session: the driver's service, and the program that writes and reads.")
    .argument('[driver]', 'a built-in driver, see irpcheck list', 'article')
    .addOption(
      new Option('-t, --text <string>', 'what is written (default: "Hello, world!")').conflicts('file'),
    )
    .option('-f, --file <path>', 'a file whose bytes are written instead', parsePath)
    .option('-m, --mode <mode>', 'buffered, direct or neither', parseMode, DEFAULT_DEMO_MODE)
    .option(
      '--to <language>',
      'writes the program in c, for Windows, instead of running it',
      parseDemoLanguage,
    )
    .option('-o, --out <path>', 'a file for it (default: standard output)', parsePath)
    .addHelpText('after', DEMO_HELP)
    .action(async (driver: string, options: DemoOptions) => {
      const { demo } = await import('./commands/demo.ts');
      finish(await demo(driver, options, host, services));
    });

  const { seeds, cap, baseCases } = DETECTION_DEFAULTS;
  program
    .command('defects')
    .summary('measure how seeded defects are found')
    .description(
      'Looks for seeded defects in generated cases and compares what is found with what is published.',
    )
    .argument('[id...]', 'defects, see irpcheck defects --list (default: all)')
    .option('--seeds <n>', 'searches for each defect, with the seeds 1 to n', parseSeeds, seeds)
    .option('--cap <n>', 'cases after which a search gives up', parseCases, cap)
    .option(
      '--accuse-cases <n>',
      'cases of each correct driver, which must not be accused',
      parseCases,
      baseCases,
    )
    .addOption(
      new Option('--source <name>', 'what generates the cases').choices(CASE_SOURCES).default('ours'),
    )
    .option('--no-exhaustive', 'do not try every trace below the short minimal ones')
    .option('-w, --workers <n>', 'threads (default: one for each processor)', parseWorkers)
    .option('--json <file>', 'also write the result there; - for standard output', parsePath)
    .option('--markdown <file>', 'also write the table there, as Markdown', parsePath)
    .option('--list', 'list the defects, and search for none')
    .option('--no-color', 'no colours (NO_COLOR does the same)')
    .option('-q, --quiet', 'no progress')
    .addHelpText('after', DEFECTS_HELP)
    .action(async (ids: string[], options: DefectsOptions) => {
      const { defects } = await import('./commands/defects.ts');
      finish(await defects(ids, options, host, services));
    });

  program
    .command('explain')
    .summary('say what a property means')
    .description('Says what a property demands, why, and what its reason codes mean.')
    .argument('[property]', 'such as contract/no-leak (default: a list of all)')
    .addHelpText('after', EXPLAIN_HELP)
    .action(async (property: string | undefined) => {
      const { explain } = await import('./commands/explain.ts');
      finish(explain(property, host));
    });

  program
    .command('list')
    .summary('list the built-in drivers')
    .description('Lists the built-in drivers.')
    .addHelpText('after', LIST_HELP)
    .action(async () => {
      const { list } = await import('./commands/list.ts');
      finish(await list(host, services));
    });

  return program;
}
