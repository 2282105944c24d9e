import type { NTSTATUS } from '../../nt/ntstatus.ts';
import {
  type During,
  type DuringEntry,
  isFault,
  type MemoryChange,
  NOTHING,
  nthOf,
  type Point,
  type PointOf,
  pointOf,
} from '../../trace/during.ts';
import { RAISED } from '../../trace/raised-status.ts';
import type { StrikeCounts } from '../../trace/run/run.ts';

/** What the caller does to the memory of its buffer. */
type Change = (change: MemoryChange['do']) => void;

/** What is to happen while the present operation runs, and whether it has. */
export class FaultPlan {
  #armed: During = NOTHING;
  #change: Change | null = null;
  /** Of the armed entries, those that have struck. */
  readonly #struck = new Set<DuringEntry>();
  #hasStruck = false;
  /** Times that a point was passed. */
  readonly #passed = new Map<Point, number>();
  /** Of the run. */
  #counts = { entries: 0, struck: 0 };

  /**
   * Replaces the plan; the record of strikes begins anew.
   *
   * @param change what changes the memory of the operation's buffer; null for one without a buffer
   */
  arm(during: During, change: Change | null = null): void {
    this.#armed = during;
    this.#change = change;
    this.#hasStruck = false;
    if (this.#struck.size > 0) this.#struck.clear();
    if (this.#passed.size > 0) this.#passed.clear();
    this.#counts.entries += during.length;
  }

  /** Nothing more is to happen. */
  disarm(): void {
    if (this.#armed.length > 0) this.arm(NOTHING);
  }

  /** As before a run. */
  reset(): void {
    this.arm(NOTHING);
    this.#counts = { entries: 0, struck: 0 };
  }

  /** A request passes a point at which something is asked for. Whether a fault strikes there; remembered. */
  strikes(point: PointOf<'fail'>): boolean {
    return this.#armed.length > 0 && this.#at(point) !== null;
  }

  /** Pages are to be locked. The status that is raised instead; null for none. */
  raises(point: PointOf<'raise'>): NTSTATUS | null {
    if (this.#armed.length === 0) return null;
    const entry = this.#at(point);
    return entry?.do === 'raise' ? RAISED[entry.status] : null;
  }

  /** The caller may change its buffer's memory at this point. */
  passes(point: PointOf<'unmap'>): void {
    if (this.#armed.length === 0) return;
    const change = this.#change;
    const entry = change === null ? null : this.#at(point);
    if (entry?.do === 'unmap' || entry?.do === 'protect') change?.(entry.do);
  }

  /** What happens at a point that is passed. */
  #at(point: Point): DuringEntry | null {
    const passing = this.#passed.get(point) ?? 0;
    this.#passed.set(point, passing + 1);
    const entry = this.#armed.find((each) => pointOf(each) === point && (nthOf(each) ?? passing) === passing);
    if (entry === undefined) return null;
    if (!this.#struck.has(entry)) {
      this.#struck.add(entry);
      this.#counts.struck += 1;
    }
    if (isFault(entry)) this.#hasStruck = true;
    return entry;
  }

  /** Whether an armed fault has struck since they were armed: what was asked for was not had. */
  get struck(): boolean {
    return this.#hasStruck;
  }

  /** Entries that were armed in the run so far. */
  get counts(): StrikeCounts {
    return this.#counts;
  }
}
