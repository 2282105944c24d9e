import type { TextOutput } from './text-output.ts';

/** Lines of a driver's own output that are passed on. */
const MAX_LINES = 40;

/** Passes on what a driver prints, up to a limit: a driver that prints in each of 100,000 cases is no help. */
export function driverOutput(output: TextOutput): (text: string) => void {
  let left = MAX_LINES;
  return (text) => {
    if (left <= 0) return;
    const lines = text.split('\n');
    if (lines.length <= left) output.write(text);
    else output.write(`${lines.slice(0, left).join('\n')}\n… what else the driver prints is left out\n`);
    left -= lines.length - 1;
  };
}
