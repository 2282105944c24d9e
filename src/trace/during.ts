/**
 * What happens while an operation runs, or while a driver is loaded or unloaded: a list of what is done at which
 * named point (design D4). An entry whose point is never passed does nothing.
 */

interface PointRow {
  /** What is done there, for the published JSON Schema. */
  readonly what: string;
  /** Whether it is the driver's own: generated for drivers that are said to pass it. */
  readonly own: boolean;
  /** Of the 16 values that a generated transfer draws, the one that has this point fail; null for none. */
  readonly drawn: number | null;
}

/**
 * Every point, in the order in which they count. Each is passed by a compiled twin of a driver too, and has its name
 * from what is done there, not from which call of a driver's it is.
 */
const POINTS = {
  'irp-allocation': { what: 'the I/O manager allocates the IRP', own: false, drawn: 13 },
  'buffer-allocation': { what: 'it allocates the SystemBuffer or the MDL', own: false, drawn: 14 },
  'system-mapping': { what: 'an MDL is mapped into system space', own: false, drawn: 15 },
  'pool-allocation': { what: 'the driver allocates pool or an MDL', own: true, drawn: 12 },
} as const satisfies Readonly<Record<string, PointRow>>;

/** A place that a request passes, by its name. */
export type Point = keyof typeof POINTS;

export const POINT_NAMES = Object.keys(POINTS) as readonly Point[];

/** A point whenever it is passed, or its `nth` passing alone, from 0, counted by name within one request. */
export type At = Point | { readonly point: Point; readonly nth: number };

/** What is asked for there does not succeed: memory or a mapping is not to be had. */
export interface Failure {
  readonly at: At;
  readonly do: 'fail';
}

/** One thing that happens: told apart by `do`. */
export type DuringEntry = Failure;

/** All that happens. Of entries at one point, the first that applies counts. */
export type During = readonly DuringEntry[];

/** The usual case; the same array everywhere, so that it costs nothing. */
export const NOTHING: During = Object.freeze([]);

/** The most entries of a list. */
export const MAX_ENTRIES = 16;
/** The largest `nth`. */
export const MAX_NTH = 9_999;

const SINGLE = new Map<Point, During>(
  POINT_NAMES.map((point) => [point, Object.freeze([{ at: point, do: 'fail' as const }])]),
);

/** The points fail, whenever they are passed. */
export function failing(...points: readonly Point[]): During {
  const [first, ...rest] = points;
  if (first !== undefined && rest.length === 0) return SINGLE.get(first) ?? NOTHING;
  return points.flatMap((point) => SINGLE.get(point) ?? NOTHING);
}

const DRAWN = new Map<number | null, { readonly during: During; readonly own: boolean }>(
  POINT_NAMES.map((point) => [POINTS[point].drawn, { during: failing(point), own: POINTS[point].own }]),
);

/** What a generated transfer has for one of the 16 values; `own` says whether its driver may be met at its own points. */
export function drawnDuring(value: number, own: boolean): During {
  const drawn = DRAWN.get(value);
  return drawn === undefined || (drawn.own && !own) ? NOTHING : drawn.during;
}

/** The point of an entry. */
export function pointOf({ at }: DuringEntry): Point {
  return typeof at === 'string' ? at : at.point;
}

/** Which passing an entry is about; null for each. */
export function nthOf({ at }: DuringEntry): number | null {
  return typeof at === 'string' ? null : at.nth;
}

/** Whether the first passing of a point fails. */
export function firstFails(during: During, point: Point): boolean {
  for (const entry of during) if (pointOf(entry) === point && (nthOf(entry) ?? 0) === 0) return true;
  return false;
}

/** Whether a point fails each time, or some times, of which only what is executed can tell whether they come. */
export function failsAt(during: During, point: Point): 'never' | 'sometimes' | 'always' {
  let fails: 'never' | 'sometimes' = 'never';
  for (const entry of during) {
    if (pointOf(entry) !== point) continue;
    if (nthOf(entry) === null) return 'always';
    fails = 'sometimes';
  }
  return fails;
}

/** Simpler is: each passing, then an earlier one. */
export function entryRank(entry: DuringEntry): readonly number[] {
  const nth = nthOf(entry);
  return [POINT_NAMES.indexOf(pointOf(entry)), nth === null ? 0 : nth + 1];
}

/** For people: `system-mapping`, and for one passing alone `pool-allocation (nth 2)`. */
export function entryText(entry: DuringEntry): string {
  const nth = nthOf(entry);
  return nth === null ? pointOf(entry) : `${pointOf(entry)} (nth ${nth})`;
}

/** What is done at a point when it is passed, in words. */
export function pointText(point: Point): string {
  return POINTS[point].what;
}
