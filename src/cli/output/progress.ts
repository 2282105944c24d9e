import { noProgress, type ProgressDisplay, progressLines } from './progress-lines.ts';
import type { TextOutput } from './text-output.ts';

/** The display that suits an output. */
export async function progressFor(output: TextOutput, isQuiet: boolean): Promise<ProgressDisplay> {
  if (isQuiet) return noProgress;
  if (!output.isTTY) return progressLines((text) => output.write(text));
  const { progressBar } = await import('./progress-bar.ts');
  return progressBar(output.stream);
}
