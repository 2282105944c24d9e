import { replayExitCode, replayText } from '../../report/replay-text.ts';
import { type Host, isColoured } from '../host.ts';
import { readTrace } from '../read-trace.ts';
import type { Services } from '../services.ts';
import { modesOf, whyNotChecked } from '../subject.ts';
import { type TraceDriverOptions, traceToRun, withTraceDriver } from '../trace-driver.ts';

export interface ReplayOptions extends TraceDriverOptions {
  readonly color: boolean;
}

/** `irpcheck replay`: runs a recorded trace again and prints what it shows now. */
export async function replay(
  path: string,
  options: ReplayOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const document = await readTrace(path);
  const { finding: recorded, observed } = document;
  const trace = traceToRun(document, options);
  return await withTraceDriver(path, document, options, host, services, async (session) => {
    modesOf(session.summary, [trace.setting.mode]);
    const replayed = await session.replay(trace, recorded);
    const colour = isColoured(host.stdout, host.env, options.color);
    const { openName } = session.summary;
    const notChecked = whyNotChecked(session, trace, recorded);
    const shown = { colour, openName, recorded, observed, notChecked };
    host.stdout.write(replayText(replayed, shown));
    return replayExitCode(replayed, shown);
  });
}
