import type { Session } from '../../campaign/isolated/session.ts';
import { replayExitCode, replayText } from '../../report/replay-text.ts';
import type { FindingKey } from '../../trace/finding.ts';
import type { Trace } from '../../trace/trace.ts';
import { type Host, isColoured } from '../host.ts';
import { readTrace } from '../read-trace.ts';
import type { Services } from '../services.ts';
import { type DriverOptions, modesOf, withDriver } from '../subject.ts';

export interface ReplayOptions extends DriverOptions {
  readonly color: boolean;
}

/** Why the replay could not show what the trace was recorded for, and what to do about it. */
function whyNotChecked(session: Session, { options }: Trace, finding: FindingKey | null): string | null {
  const reason = finding === null ? null : session.notChecked(finding.property, options.mode);
  const needsModel = session.summary.modelArms === null && finding?.property.startsWith('model/') === true;
  return reason !== null && needsModel ? `${reason}; give its file with --model` : reason;
}

/** `irpcheck replay`: runs a recorded trace again and prints what it shows now. */
export async function replay(
  path: string,
  options: ReplayOptions,
  host: Host,
  services: Services,
): Promise<number> {
  const { trace, finding } = await readTrace(path);
  return await withDriver(trace.subject, options, host, services, async (session) => {
    modesOf(session.summary, [trace.options.mode]);
    const replayed = await session.replay(trace, finding);
    const colour = isColoured(host.stdout, host.env, options.color);
    const { openName } = session.summary;
    const shown = { colour, openName, recorded: finding, notChecked: whyNotChecked(session, trace, finding) };
    host.stdout.write(replayText(replayed, shown));
    return replayExitCode(replayed, shown);
  });
}
