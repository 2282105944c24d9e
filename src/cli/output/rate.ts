import type { Progress } from '../../campaign/campaign-request.ts';
import { grouped } from '../../report/format.ts';

/** Time that has to pass before a rate means anything, milliseconds. */
const SETTLED_MS = 1_000;

/** `16 s`, `3 min`, `2 h 5 min`; rounded up. */
function roughly(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 100) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 100 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** How fast cases are executed, and how long those left will take. */
export class Rate {
  readonly #now: () => number;
  /** What had been executed when the campaign, or the rest of an interrupted one, began. */
  #start: { readonly at: number; readonly cases: number } | null = null;

  /** @param now milliseconds from an arbitrary start */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** `6,812 cases/s, 16 s left`; nothing as long as there is nothing to tell it by. */
  text({ phase, cases, casesRequested }: Progress): string[] {
    const at = this.#now();
    this.#start ??= { at, cases };
    const elapsedMs = at - this.#start.at;
    const executed = cases - this.#start.cases;
    if (phase !== 'cases' || elapsedMs < SETTLED_MS || executed <= 0 || cases >= casesRequested) return [];
    const left = roughly(((casesRequested - cases) * elapsedMs) / executed);
    return [`${grouped(Math.round((1000 * executed) / elapsedMs))} cases/s`, `${left} left`];
  }
}
