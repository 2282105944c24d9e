import type { NTSTATUS } from '../../nt/ntstatus.ts';
import {
  type During,
  type DuringEntry,
  isFault,
  type MemoryChange,
  NOTHING,
  nthOf,
  POINT_NAMES,
  type Point,
  type PointOf,
  pointOf,
} from '../../trace/during.ts';
import { RAISED } from '../../trace/raised-status.ts';
import type { Happenings } from '../../trace/run/run.ts';

/** What the caller does to the memory of its buffer. */
type Change = (change: MemoryChange['do']) => void;

/** A bit for each point: which were passed is noted at each passing. */
const BITS = Object.fromEntries(POINT_NAMES.map((point, index) => [point, 1 << index])) as Readonly<
  Record<Point, number>
>;

/** The sets that were asked for: runs pass few different ones. */
const SETS = new Map<number, ReadonlySet<Point>>();

function pointsIn(bits: number): ReadonlySet<Point> {
  const known = SETS.get(bits);
  if (known !== undefined) return known;
  const points = new Set(POINT_NAMES.filter((point) => (bits & BITS[point]) !== 0));
  SETS.set(bits, points);
  return points;
}

/** What is to happen while the present operation runs, and whether it has. */
export class FaultPlan {
  #armed: During = NOTHING;
  #change: Change | null = null;
  /** Of the armed entries, those that have struck. */
  readonly #struck = new Set<DuringEntry>();
  #hasStruck = false;
  /** Times that a point was passed. */
  readonly #passings = new Map<Point, number>();
  /** Of the run: what was armed, what of it has struck, and the points that were passed. */
  readonly #entries: DuringEntry[] = [];
  readonly #hits: DuringEntry[] = [];
  #points = 0;

  /**
   * Replaces the plan; the record of strikes begins anew.
   *
   * @param change what changes the memory of the operation's buffer; null for one without a buffer
   */
  arm(during: During, change: Change | null = null): void {
    this.#change = change;
    // Most requests are met by nothing, and come after others that were not either.
    if (during.length === 0 && this.#armed.length === 0) return;
    this.#armed = during;
    this.#hasStruck = false;
    this.#struck.clear();
    this.#passings.clear();
    this.#entries.push(...during);
  }

  /** Nothing more is to happen. */
  disarm(): void {
    if (this.#armed.length > 0) this.arm(NOTHING);
  }

  /** As before a run. */
  reset(): void {
    this.arm(NOTHING);
    this.#entries.length = 0;
    this.#hits.length = 0;
    this.#points = 0;
  }

  /** A request passes a point at which something is asked for. Whether a fault strikes there; remembered. */
  strikes(point: PointOf<'fail'>): boolean {
    this.#points |= BITS[point];
    return this.#armed.length > 0 && this.#at(point) !== null;
  }

  /** Pages are to be locked. The status that is raised instead; null for none. */
  raises(point: PointOf<'raise'>): NTSTATUS | null {
    this.#points |= BITS[point];
    if (this.#armed.length === 0) return null;
    const entry = this.#at(point);
    return entry?.do === 'raise' ? RAISED[entry.status] : null;
  }

  /** The caller may change its buffer's memory at this point. */
  passes(point: PointOf<'unmap'>): void {
    const change = this.#change;
    if (change === null) return;
    this.#points |= BITS[point];
    const entry = this.#armed.length === 0 ? null : this.#at(point);
    if (entry?.do === 'unmap' || entry?.do === 'protect') change(entry.do);
  }

  /** What happens at a point that is passed. */
  #at(point: Point): DuringEntry | null {
    const passing = this.#passings.get(point) ?? 0;
    this.#passings.set(point, passing + 1);
    const entry = this.#armed.find((each) => pointOf(each) === point && (nthOf(each) ?? passing) === passing);
    if (entry === undefined) return null;
    if (!this.#struck.has(entry)) {
      this.#struck.add(entry);
      this.#hits.push(entry);
    }
    if (isFault(entry)) this.#hasStruck = true;
    return entry;
  }

  /** Whether an armed fault has struck since they were armed: what was asked for was not had. */
  get struck(): boolean {
    return this.#hasStruck;
  }

  /** What was armed in the run so far, and what became of it. */
  get happenings(): Happenings {
    const isCalm = this.#entries.length === 0;
    return {
      entries: isCalm ? NOTHING : [...this.#entries],
      struck: isCalm ? NOTHING : [...this.#hits],
      passed: pointsIn(this.#points),
    };
  }
}
