import type { Progress } from '../../campaign/campaign-request.ts';
import { counted, grouped } from '../../report/format.ts';

/** Shows how far a campaign is. */
export interface ProgressDisplay {
  update(progress: Progress): void;
  stop(): void;
}

/** How far something is, in words. */
export type ProgressText = (progress: Progress) => string;

/** `12,000 of 120,000 cases, 122,400 calls, 1 finding`. */
export function progressText({ cases, casesRequested, calls, findings }: Progress): string {
  const parts = [`${grouped(cases)} of ${counted(casesRequested, 'case')}`, counted(calls, 'call')];
  if (findings > 0) parts.push(counted(findings, 'finding'));
  return parts.join(', ');
}

const STEP_PERCENT = 10;

/** For logs: a line at each tenth of the way, and one when minimizing starts. */
export function progressLines(write: (text: string) => void, textOf: ProgressText): ProgressDisplay {
  let shownPercent = 0;
  let isMinimizing = false;
  return {
    update(progress) {
      if (progress.phase === 'minimizing') {
        if (!isMinimizing) write(`minimizing ${counted(progress.findings, 'finding')}\n`);
        isMinimizing = true;
        return;
      }
      const percent = Math.floor((100 * progress.cases) / progress.casesRequested);
      if (percent < shownPercent + STEP_PERCENT) return;
      shownPercent = percent - (percent % STEP_PERCENT);
      write(`${`${shownPercent} %`.padStart(5)}  ${textOf(progress)}\n`);
    },
    stop() {},
  };
}

/** For those who want to see nothing. */
export const noProgress: ProgressDisplay = { update() {}, stop() {} };
