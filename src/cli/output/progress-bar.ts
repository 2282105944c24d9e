import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../../campaign/campaign-request.ts';
import type { ProgressDisplay, ProgressText } from './progress-lines.ts';
import type { OutputStream } from './text-output.ts';

const BAR_WIDTH = 24;

/** For terminals: a bar that is gone once the campaign ends. */
export function progressBar(stream: OutputStream, textOf: ProgressText): ProgressDisplay {
  const bar = new SingleBar(
    {
      format: '  {bar} {text}',
      barsize: BAR_WIDTH,
      clearOnComplete: true,
      // The process may end while the bar shows; the cursor must be there then.
      hideCursor: false,
      stream,
    },
    Presets.shades_classic,
  );
  let isStarted = false;
  let isStopped = false;
  return {
    update(progress: Progress) {
      if (isStopped) return;
      const text = progress.phase === 'minimizing' ? `${textOf(progress)}, minimizing` : textOf(progress);
      if (!isStarted) bar.start(progress.casesRequested, progress.cases, { text });
      else bar.update(progress.cases, { text });
      isStarted = true;
    },
    stop() {
      if (isStarted && !isStopped) bar.stop();
      isStopped = true;
    },
  };
}
