import { type During, NOTHING, nthOf, type Point, pointOf } from '../../trace/during.ts';
import type { StrikeCounts } from '../../trace/run/run.ts';

/** The faults that are to strike while the present operation runs, and whether one has. */
export class FaultPlan {
  #armed: During = NOTHING;
  /** Of the armed entries, those that have struck. */
  readonly #struck = new Set<number>();
  /** Times that a point was passed. */
  readonly #passed = new Map<Point, number>();
  /** Of the run. */
  #counts = { entries: 0, struck: 0 };

  /** Replaces the plan; the record of strikes begins anew. */
  arm(during: During): void {
    this.#armed = during;
    if (this.#struck.size > 0) this.#struck.clear();
    if (this.#passed.size > 0) this.#passed.clear();
    this.#counts.entries += during.length;
  }

  /** As before a run. */
  reset(): void {
    this.arm(NOTHING);
    this.#counts = { entries: 0, struck: 0 };
  }

  /** A request passes a point. Whether a fault strikes there; remembered. */
  strikes(point: Point): boolean {
    if (this.#armed.length === 0) return false;
    const passing = this.#passed.get(point) ?? 0;
    this.#passed.set(point, passing + 1);
    const index = this.#armed.findIndex(
      (entry) => pointOf(entry) === point && (nthOf(entry) ?? passing) === passing,
    );
    if (index < 0) return false;
    if (!this.#struck.has(index)) {
      this.#struck.add(index);
      this.#counts.struck += 1;
    }
    return true;
  }

  /** Whether an armed fault has struck since they were armed. */
  get struck(): boolean {
    return this.#struck.size > 0;
  }

  /** Entries that were armed in the run so far. */
  get counts(): StrikeCounts {
    return this.#counts;
  }
}
