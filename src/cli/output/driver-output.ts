import type { TextOutput } from './text-output.ts';

/** Characters of a driver's own output that are passed on. */
const MAX_CHARACTERS = 10_000;

/** Passes on what a driver prints, up to a limit: a driver that prints in each of 100,000 cases is no help. */
export function driverOutput(output: TextOutput): (text: string) => void {
  let left = MAX_CHARACTERS;
  return (text) => {
    if (left <= 0) return;
    output.write(text.slice(0, left));
    left -= text.length;
    if (left <= 0) output.write('\n… what else the driver prints is left out\n');
  };
}
