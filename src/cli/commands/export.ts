import { stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { exportTrace } from '../../export/export-trace.ts';
import type { ExportedTrace } from '../../export/exported-trace.ts';
import { EXPORT_ENDINGS, type ExportLanguage } from '../../export/languages.ts';
import { DOCUMENTED_PROPERTIES } from '../../properties/registry.ts';
import { EXIT } from '../../report/exit-code.ts';
import { printable } from '../../trace/printable.ts';
import type { TraceDocument } from '../../trace/schema.ts';
import { UsageError } from '../errors.ts';
import type { Host } from '../host.ts';
import { beside } from '../output/beside.ts';
import { prepareAll, writeTarget } from '../output/target.ts';
import { readTrace } from '../read-trace.ts';
import type { Services } from '../services.ts';
import { modesOf, whyNotChecked } from '../subject.ts';
import { type TraceDriverOptions, traceToRun, withTraceDriver } from '../trace-driver.ts';

export interface ExportOptions extends TraceDriverOptions {
  readonly to: readonly ExportLanguage[];
  /** A file, a folder, or `-` for standard output; beside the trace otherwise. */
  readonly out?: string;
}

const STANDARD_OUTPUT = '-';

async function isFolder(path: string): Promise<boolean> {
  if (/[\\/]$/.test(path)) return true;
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The trace file's name without its ending. */
function stem(path: string): string {
  return basename(path, extname(path));
}

/**
 * Where each language's program goes.
 *
 * @throws {UsageError} when several are to go to one place.
 */
async function targets(path: string, { to, out }: ExportOptions): Promise<Map<ExportLanguage, string>> {
  const places = new Map<ExportLanguage, string>();
  const toFolder = out !== undefined && out !== STANDARD_OUTPUT && (to.length > 1 || (await isFolder(out)));
  if (out === STANDARD_OUTPUT && to.length > 1) {
    throw new UsageError('standard output takes one program: name one language, or a folder with --out (-o)');
  }
  for (const language of to) {
    const ending = EXPORT_ENDINGS[language];
    if (out === undefined) places.set(language, await beside(path, ending, 'the program goes'));
    else places.set(language, toFolder ? join(out, `${stem(path)}${ending}`) : out);
  }
  return places;
}

function consequenceOf({ finding }: TraceDocument): string {
  return DOCUMENTED_PROPERTIES.find(({ id }) => id === finding?.property)?.consequence ?? '';
}

/** `irpcheck export`: a trace as programs that perform it elsewhere. */
export async function exportCommand(
  path: string,
  options: ExportOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const places = await targets(path, options);
  const document = await readTrace(path);
  const { finding } = document;
  const trace = traceToRun(document, options);
  return await withTraceDriver(path, document, options, host, services, async (session, model) => {
    modesOf(session.summary, [trace.setting.mode]);
    const notChecked = whyNotChecked(session, trace, finding);
    if (notChecked !== null)
      host.stderr.write(`note: ${finding?.property} is not checked: ${printable(notChecked)}\n`);
    const calls = await session.perform(trace);
    if (calls.length === 0 && options.to.some((language) => language !== 'vitest')) {
      throw new UsageError(
        `'${path}' has no operation that a program on Windows could perform: export it to vitest`,
      );
    }
    const exported: ExportedTrace = {
      name: stem(path),
      trace,
      finding,
      consequence: consequenceOf(document),
      openName: session.summary.openName,
      modelPath: model ?? null,
      calls,
    };
    const files = [...places.values()].filter((place) => place !== STANDARD_OUTPUT);
    const prepared = await prepareAll([], files);
    try {
      for (const [language, place] of places) {
        const text = exportTrace(exported, language);
        if (place === STANDARD_OUTPUT) host.stdout.write(text);
        else {
          await writeTarget(place, text);
          host.stdout.write(`${language}: ${printable(place)}\n`);
        }
      }
    } catch (error) {
      await prepared.discard();
      throw error;
    }
    return EXIT.CONFORMS;
  });
}
