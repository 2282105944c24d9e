import type { Progress } from '../campaign/campaign-request.ts';
import type { Stop } from '../campaign/conclude.ts';
import { stoppedBy } from '../campaign/stopped-by.ts';
import type { Timing } from '../trace/result/result.ts';
import type { Host } from './host.ts';
import { interruptible } from './interrupt.ts';
import { progressFor } from './output/progress.ts';
import { progressText } from './output/progress-lines.ts';
import { Rate } from './output/rate.ts';

export interface ExecutingOptions {
  readonly quiet?: boolean;
  /** Seconds after which no more cases are executed. */
  readonly time?: number;
}

/** What a campaign needs of the process that it runs in. */
export interface Surroundings {
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
  readonly deadline: AbortSignal;
}

/** A signal that is aborted after so many seconds, and how to call that off. */
function deadlineAfter(seconds: number | undefined): { signal: AbortSignal; cancel: () => void } {
  const controller = new AbortController();
  if (seconds === undefined) return { signal: controller.signal, cancel: () => {} };
  const timer = setTimeout(() => controller.abort(), 1000 * seconds);
  return { signal: controller.signal, cancel: () => clearTimeout(timer) };
}

/** How a campaign ended. */
export interface Ended<Outcome> {
  readonly outcome: Outcome;
  readonly timing: Timing;
  /** Who asked for its end, if anybody did: it may have been complete by then. */
  readonly asked: Stop | null;
}

/** Executes a campaign: shows how far it is, lets the user and the clock end it, and takes the time. */
export async function executing<Outcome>(
  { quiet, time }: ExecutingOptions,
  workers: number,
  host: Host,
  campaign: (surroundings: Surroundings) => Promise<Outcome>,
): Promise<Ended<Outcome>> {
  const rate = new Rate(() => host.now());
  const progress = await progressFor(host.stderr, quiet === true, (state) =>
    [progressText(state), ...rate.text(state)].join(', '),
  );
  const onInterrupt = (): void => {
    progress.stop();
    host.stderr.write('interrupted: finishing up; press Ctrl-C again to stop at once\n');
  };
  const startedAt = host.wallClock().toISOString();
  const start = host.now();
  const deadline = deadlineAfter(time);
  try {
    return await interruptible(host, onInterrupt, async (signal) => {
      const onProgress = (state: Progress): void => progress.update(state);
      const outcome = await campaign({ onProgress, signal, deadline: deadline.signal });
      const elapsedMs = Math.round(host.now() - start);
      const timing = { startedAt, elapsedMs, workers, shards: 1 };
      return { outcome, timing, asked: stoppedBy({ signal, deadline: deadline.signal }) };
    });
  } finally {
    deadline.cancel();
    progress.stop();
  }
}
