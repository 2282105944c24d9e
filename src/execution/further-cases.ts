import { circumstancesOf, neededIn } from '../trace/finding/circumstances.ts';
import type { Trace } from '../trace/trace.ts';
import type { FirstCase } from './first-case.ts';

/** A case, and how many of its circumstances are not as simple as can be. */
interface RankedCase {
  readonly shown: FirstCase;
  readonly complexity: number;
}

/**
 * Of every finding the simplest case in each of the circumstances that a shape has to do with. What shows by one property,
 * reason and origin may be two defects: whatever one of them needs, some of these cases lack, and the simpler a case is
 * the less is in it beside one of them. As many as there are circumstances at most, which is dozens.
 */
export class FurtherCases {
  readonly #cases = new Map<string, Map<string, RankedCase>>();

  /** Notes a case that shows a finding. Of two that are as simple, the one with the lower index stays. */
  note(key: string, shown: FirstCase): void {
    const { trace, breach } = shown;
    const known = this.#cases.get(key) ?? new Map<string, RankedCase>();
    this.#cases.set(key, known);
    const circumstances = circumstancesOf(trace, breach.op);
    const complexity = neededIn(circumstances).length;
    let ranked: RankedCase | null = null;
    for (const circumstance of [trace.setting.mode, ...circumstances]) {
      const other = known.get(circumstance);
      if (other !== undefined && compared({ shown, complexity }, other) >= 0) continue;
      ranked ??= { shown: { ...shown, trace: untilShown(shown) }, complexity };
      known.set(circumstance, ranked);
    }
  }

  /** The cases of all findings. */
  list(): FirstCase[] {
    return [...this.#cases.keys()].flatMap((key) => this.of(key));
  }

  /** The cases of one finding, each once, the simplest first. */
  of(key: string): FirstCase[] {
    const cases = new Set(this.#cases.get(key)?.values());
    return [...cases].sort(compared).map(({ shown }) => shown);
  }
}

/** What comes after an error may show another one. */
function untilShown({ trace, breach: { op } }: FirstCase): Trace {
  return op + 1 < trace.ops.length ? { ...trace, ops: trace.ops.slice(0, op + 1) } : trace;
}

function compared(left: RankedCase, right: RankedCase): number {
  return left.complexity - right.complexity || left.shown.caseIndex - right.shown.caseIndex;
}
