import {
  noProgress,
  type ProgressDisplay,
  type ProgressText,
  progressLines,
  progressText,
} from './progress-lines.ts';
import type { TextOutput } from './text-output.ts';

/** The display that suits an output. */
export async function progressFor(
  output: TextOutput,
  isQuiet: boolean,
  textOf: ProgressText = progressText,
): Promise<ProgressDisplay> {
  if (isQuiet) return noProgress;
  if (!output.isTTY) return progressLines((text) => output.write(text), textOf);
  const { progressBar } = await import('./progress-bar.ts');
  return progressBar(output.stream, textOf);
}
