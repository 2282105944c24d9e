import type { TextOutput } from './text-output.ts';

/** How much of a driver's own output is passed on. */
const MAX_LINES = 40;
const MAX_CHARACTERS = 4_000;

/** Passes on what a driver prints, up to a limit: a driver that prints in each of 100,000 cases is no help. */
export function driverOutput(output: TextOutput): (text: string) => void {
  let lines = MAX_LINES;
  let characters = MAX_CHARACTERS;
  return (text) => {
    if (lines <= 0) return;
    const shown = text.split('\n').slice(0, lines).join('\n').slice(0, characters);
    lines -= text.split('\n').length - 1;
    characters -= shown.length;
    if (shown === text) output.write(text);
    else {
      lines = 0;
      output.write(`${shown}\n… what else the driver prints is left out\n`);
    }
  };
}
