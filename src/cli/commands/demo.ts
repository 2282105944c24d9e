import { readFile } from 'node:fs/promises';
import type { DemoLanguage } from '../../export/demo-languages.ts';
import { EXIT } from '../../report/exit-code.ts';
import { grouped } from '../../report/format.ts';
import { printable } from '../../trace/printable.ts';
import type { BufferingMode } from '../../trace/trace.ts';
import type { Program } from '../../userspace/session.ts';
import { NotSupportedError, systemErrorText, UsageError } from '../errors.ts';
import type { Host } from '../host.ts';
import { prepareAll, writeTarget } from '../output/target.ts';
import type { Services } from '../services.ts';
import { builtInDriver, modesOf } from '../subject.ts';

export interface DemoOptions {
  /** What is written; the article's text unless there is a `file`, or the driver has control codes instead. */
  readonly text?: string;
  /** A file whose bytes are written instead. */
  readonly file?: string;
  readonly mode: BufferingMode;
  /** The language in which the program is written, instead of run. */
  readonly to?: DemoLanguage;
  /** A file for the program, or `-` for standard output, which is usual. */
  readonly out?: string;
}

const STANDARD_OUTPUT = '-';

const ARTICLE_TEXT = 'Hello, world!';

async function bytesOf({ text = ARTICLE_TEXT, file }: DemoOptions): Promise<Uint8Array> {
  if (file === undefined) return new TextEncoder().encode(text);
  try {
    return await readFile(file);
  } catch (error) {
    throw new UsageError(`cannot read '${file}': ${systemErrorText(error)}`);
  }
}

async function readWriteProgram(options: DemoOptions, maxDataBytes: number): Promise<Program> {
  const data = await bytesOf(options);
  if (data.length > maxDataBytes) {
    throw new UsageError(
      `${grouped(data.length)} bytes to write: the demo writes at most ${grouped(maxDataBytes)}`,
    );
  }
  return { name: 'read-write', data };
}

/** It writes a value of its own. */
function controlProgram(driver: string, { text, file }: DemoOptions): Program {
  if (text === undefined && file === undefined) return { name: 'controls' };
  throw new UsageError(
    `${text === undefined ? '--file' : '--text'} is for a program that writes data: that of '${driver}' sends control codes`,
  );
}

/** The program goes to a file, or to standard output. */
async function writeProgram(text: string, place: string, language: DemoLanguage, host: Host): Promise<void> {
  if (place === STANDARD_OUTPUT) {
    host.stdout.write(text);
    return;
  }
  await prepareAll([], [place]);
  await writeTarget(place, text);
  host.stdout.write(`${language}: ${printable(place)}\n`);
}

/** `irpcheck demo`: the article's session, from `sc create` to `sc delete`. */
export async function demo(
  driver: string,
  options: DemoOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const subject = builtInDriver(driver, await services.subjects());
  modesOf(subject, [options.mode]);
  if (options.out !== undefined && options.to === undefined)
    throw new UsageError('--out (-o) is for a program that is written: say in which language with --to');
  const { sentCodes, maxDataBytes, runSession, exportProgram } = await services.userspace();
  const { controls = [] } = subject.generation;
  const hasCodes = sentCodes.every((sent) => controls.some(({ code }) => code === sent));
  const program = hasCodes
    ? controlProgram(subject.name, options)
    : await readWriteProgram(options, maxDataBytes);
  if (options.to !== undefined) {
    const text = exportProgram(program, options.to);
    await writeProgram(text, options.out ?? STANDARD_OUTPUT, options.to, host);
    return EXIT.CONFORMS;
  }
  const { lines, succeeded, refused } = runSession({
    image: subject.name,
    driver: subject.driver,
    mode: options.mode,
    program,
  });
  for (const line of lines) host.stdout.write(`${line}\n`);
  if (refused !== null) throw new NotSupportedError(refused);
  return succeeded ? EXIT.CONFORMS : EXIT.FINDINGS;
}
