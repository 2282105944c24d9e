import { printable } from '../../trace/printable.ts';
import type { TextOutput } from './text-output.ts';

/** How much of a driver's own output is passed on. */
const MAX_LINES = 40;
const MAX_CHARACTERS = 4_000;

/**
 * Passes on what a driver prints, as lines that say so and hold nothing that a terminal or a build service obeys. There
 * is a limit: a driver that prints in each of 100,000 cases is no help.
 */
export class DriverOutput {
  readonly #output: TextOutput;
  #lines = MAX_LINES;
  #characters = MAX_CHARACTERS;
  /** A line that has no end yet. */
  #begun = '';
  #isFull = false;

  constructor(output: TextOutput) {
    this.#output = output;
  }

  /** What was printed, in pieces as they come. */
  pass(text: string): void {
    if (this.#isFull) return;
    const lines = (this.#begun + text).split('\n');
    this.#begun = lines.pop() ?? '';
    for (const line of lines) this.#tell(line);
    // Whatever its end is, it is not shown.
    if (this.#begun.length > this.#characters) this.end();
  }

  /** Nothing more comes: a line without an end is told too. */
  end(): void {
    if (this.#begun !== '') this.#tell(this.#begun);
    this.#begun = '';
  }

  #tell(line: string): void {
    if (this.#isFull) return;
    const bare = line.endsWith('\r') ? line.slice(0, -1) : line;
    const shown = bare.slice(0, this.#characters);
    if (this.#lines > 0 && (shown !== '' || bare === '')) this.#output.write(`driver: ${printable(shown)}\n`);
    this.#isFull = this.#lines === 0 || shown !== bare;
    if (this.#isFull) this.#output.write('driver: … what else it prints is left out\n');
    this.#lines -= 1;
    this.#characters -= shown.length;
  }
}
