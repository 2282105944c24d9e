import { dirname, extname, resolve } from 'node:path';
import type { Session } from '../../campaign/session.ts';
import { EXIT } from '../../report/exit-code.ts';
import { findingText } from '../../report/finding-text.ts';
import { minimizedText, notShownText } from '../../report/minimized-text.ts';
import {
  type Finding,
  type FindingKey,
  type RecordedBreach,
  sameFinding,
} from '../../trace/finding/finding.ts';
import { refusalText } from '../../trace/refusal.ts';
import type { Trace } from '../../trace/trace.ts';
import { NotSupportedError, UsageError } from '../errors.ts';
import { type Host, isColoured } from '../host.ts';
import { interruptible } from '../interrupt.ts';
import { beside } from '../output/beside.ts';
import { sourcesFrom } from '../output/driver-folder.ts';
import { minimizingLines } from '../output/minimizing-lines.ts';
import { prepareFile, writeTarget } from '../output/target.ts';
import { requireProperty } from '../property.ts';
import { readTrace } from '../read-trace.ts';
import type { Services } from '../services.ts';
import { modesOf, whyNotChecked } from '../subject.ts';
import { type TraceDriverOptions, traceToRun, withTraceDriver } from '../trace-driver.ts';

export interface MinimizeCommandOptions extends TraceDriverOptions {
  /** The finding to keep, where it is not the recorded one. */
  readonly property?: string;
  readonly reason?: string;
  /** Executions allowed. */
  readonly budget?: number;
  /** Where the minimal trace goes, `-` for standard output; beside the given one otherwise. */
  readonly out?: string;
  readonly color: boolean;
  readonly quiet?: boolean;
}

const STANDARD_OUTPUT = '-';

/** `reports/trace.json`: `reports/trace.min.json`. */
async function besides(path: string): Promise<string> {
  return await beside(path, `.min${extname(path) || '.json'}`, 'the minimal trace goes');
}

/** Which finding is to be kept, and whose choice that is. */
interface Choice {
  readonly key: FindingKey;
  readonly chosen: 'asked' | 'recorded' | 'first';
}

/**
 * The finding asked for, else the recorded one, else the first that the trace shows; null when it shows none.
 *
 * @throws {NotSupportedError} when it shows none as far as it is executed.
 */
async function choose(
  session: Session,
  trace: Trace,
  recorded: RecordedBreach | null,
  { property, reason }: MinimizeCommandOptions,
): Promise<Choice | null> {
  if (property === undefined && reason !== undefined) {
    throw new UsageError('--reason needs the --property it is a reason of');
  }
  if (property !== undefined && reason !== undefined) return { key: { property, reason }, chosen: 'asked' };
  if (property === undefined && recorded !== null) return { key: recorded, chosen: 'recorded' };
  const { breaches, refused } = await session.replay(trace, null);
  const first = breaches.find((breach) => property === undefined || breach.property === property);
  if (first !== undefined) return { key: first, chosen: property === undefined ? 'first' : 'asked' };
  if (breaches.length === 0 && refused !== null) throw new NotSupportedError(refusalText(refused));
  return property === undefined ? null : { key: { property, reason: '' }, chosen: 'asked' };
}

async function minimized(
  session: Session,
  trace: Trace,
  key: FindingKey,
  { budget, quiet }: MinimizeCommandOptions,
  host: Host,
): Promise<Finding | null> {
  const onProgress = quiet === true ? undefined : minimizingLines(host);
  const onInterrupt = (): void => {
    host.stderr.write('interrupted: keeping the simplest trace so far; press Ctrl-C again to stop at once\n');
  };
  return await interruptible(host, onInterrupt, (signal) =>
    session.minimize(trace, key, {
      signal,
      ...(budget === undefined ? {} : { budget }),
      ...(onProgress === undefined ? {} : { onProgress }),
    }),
  );
}

/** `irpcheck minimize`: the simplest trace that shows the finding of a given one. */
export async function minimize(
  path: string,
  options: MinimizeCommandOptions,
  host: Host,
  services: Services,
): Promise<number> {
  if (options.property !== undefined) requireProperty(options.property);
  const target = options.out ?? (await besides(path));
  const document = await readTrace(path);
  const { finding: recorded } = document;
  const trace = traceToRun(document, options);
  return await withTraceDriver(path, document, options, host, services, async (session, model) => {
    modesOf(session.summary, [trace.setting.mode]);
    const choice = await choose(session, trace, recorded, options);
    const output = target === STANDARD_OUTPUT ? host.stderr : host.stdout;
    if (choice === null) {
      output.write('the trace shows no finding (exit 0)\n');
      return EXIT.CONFORMS;
    }
    const { key } = choice;
    const notChecked = whyNotChecked(session, trace, key);
    const folder = target === STANDARD_OUTPUT ? null : await prepareFile(target);
    let finding: Finding | null = null;
    try {
      if (notChecked === null) finding = await minimized(session, trace, key, options, host);
      if (finding === null) {
        const { breaches, refused } = await session.replay(trace, recorded);
        const others = breaches.filter((breach) => !sameFinding(breach, key));
        const { text, exitCode } = notShownText({ key, others, notChecked, refused });
        output.write(text);
        return exitCode;
      }
    } finally {
      if (finding === null) await folder?.discard();
    }
    const { formatTrace } = await import('../../trace/json.ts');
    const { digests, summary } = session;
    const sources = sourcesFrom(target === STANDARD_OUTPUT ? '.' : dirname(target), {
      subject: summary.name,
      openName: summary.openName,
      model: model ?? null,
      sources: digests,
    });
    const text = formatTrace(finding.trace, finding, finding.evidence.observed, sources);
    if (target === STANDARD_OUTPUT) host.stdout.write(text);
    else await writeTarget(target, text);
    const colour = isColoured(output, host.env, options.color);
    const shown = {
      colour,
      openName: session.summary.openName,
      tracePath: target === STANDARD_OUTPUT ? undefined : resolve(target),
    };
    const exitCode = finding.severity === 'error' ? EXIT.FINDINGS : EXIT.CONFORMS;
    const { chosen } = choice;
    output.write(`${findingText(finding, shown).join('\n')}\n\n`);
    const tracePath = target === STANDARD_OUTPUT ? undefined : target;
    output.write(minimizedText(finding, { chosen, before: trace, tracePath, exitCode }));
    return exitCode;
  });
}
