/**
 * What happens while an operation runs, or while a driver is loaded or unloaded: a list of what is done at which
 * named point (design D4). An entry whose point is never passed does nothing.
 */

/** What can be done at a point: what is asked for is not had, an exception is raised, the caller changes its memory. */
export type Deed = 'fail' | 'raise' | 'unmap' | 'protect';

interface PointRow {
  /** What is done there, for the published JSON Schema. */
  readonly what: string;
  /** Whether it is what a driver asks for, or is given, that passes it: not the I/O manager alone. */
  readonly isDrivers: boolean;
  readonly deeds: readonly Deed[];
}

/**
 * Every point, in the order in which they count. Each is passed by a compiled twin of a driver too, and has its name
 * from what is done there, not from which call of a driver's it is.
 */
const POINTS = {
  'irp-allocation': { what: 'the I/O manager allocates the IRP', isDrivers: false, deeds: ['fail'] },
  'buffer-allocation': {
    what: 'it allocates the SystemBuffer or the MDL',
    isDrivers: false,
    deeds: ['fail'],
  },
  'system-mapping': { what: 'an MDL is mapped into system space', isDrivers: true, deeds: ['fail'] },
  'pool-allocation': { what: 'the driver allocates pool or an MDL', isDrivers: true, deeds: ['fail'] },
  'device-creation': { what: 'the driver creates a device', isDrivers: true, deeds: ['fail'] },
  'link-creation': { what: 'the driver creates a symbolic link', isDrivers: true, deeds: ['fail'] },
  'page-locking': { what: 'the pages of an MDL are probed and locked', isDrivers: true, deeds: ['raise'] },
  dispatch: {
    what: 'the driver is given the request',
    isDrivers: true,
    deeds: ['unmap', 'protect'],
  },
  probe: {
    what: 'the driver has probed memory of the caller',
    isDrivers: true,
    deeds: ['unmap', 'protect'],
  },
} as const satisfies Readonly<Record<string, PointRow>>;

/** A place that a request passes, by its name. */
export type Point = keyof typeof POINTS;

/** The points at which something can be done. */
export type PointOf<Done extends Deed> = {
  readonly [Name in Point]: Done extends (typeof POINTS)[Name]['deeds'][number] ? Name : never;
}[Point];

/** The names of all points, in the order in which they count. */
export const POINT_NAMES = Object.keys(POINTS) as readonly Point[];

/** The points at which something can be done, in the order in which they count. */
export function pointsOf<Done extends Deed>(deed: Done): readonly PointOf<Done>[] {
  const can = (point: Point): point is PointOf<Done> =>
    (POINTS[point].deeds as readonly Deed[]).includes(deed);
  return POINT_NAMES.filter(can);
}

/** A point whenever it is passed, or its `nth` passing alone, from 0, counted by name within one request. */
export type At<Name extends Point = Point> = Name | { readonly point: Name; readonly nth: number };

/** What is asked for there does not succeed: memory, a mapping or an object is not to be had. */
export interface Failure {
  readonly at: At<PointOf<'fail'>>;
  readonly do: 'fail';
}

/**
 * What MmProbeAndLockPages may raise (R71; DOC MmProbeAndLockPages: STATUS_ACCESS_VIOLATION or others; low resources
 * simulation has it fail): where memory can't be accessed, and where there is too little of it.
 */
export const RAISED_NAMES = [
  'STATUS_ACCESS_VIOLATION',
  'STATUS_INSUFFICIENT_RESOURCES',
  'STATUS_WORKING_SET_QUOTA',
  'STATUS_IN_PAGE_ERROR',
] as const;

/** One of {@link RAISED_NAMES}. */
export type RaisedName = (typeof RAISED_NAMES)[number];

/** An exception is raised there. */
export interface Raise {
  readonly at: At<PointOf<'raise'>>;
  readonly do: 'raise';
  readonly status: RaisedName;
}

/** Another thread of the caller unmaps all pages of the request's buffer, or makes them read-only. */
export interface MemoryChange {
  readonly at: At<PointOf<'unmap'>>;
  readonly do: 'unmap' | 'protect';
}

/** One thing that happens: told apart by `do`. */
export type DuringEntry = Failure | Raise | MemoryChange;

/** All that happens. Of entries at one point, the first that applies counts. */
export type During = readonly DuringEntry[];

/** The usual case; the same array everywhere, so that it costs nothing. */
export const NOTHING: During = Object.freeze([]);

/** The most entries of a list. */
export const MAX_ENTRIES = 16;
/** The largest `nth`. */
export const MAX_NTH = 9_999;

const only = (entry: DuringEntry): During => Object.freeze([entry]);

const FAILING = new Map<Point, During>(
  pointsOf('fail').map((point) => [point, only({ at: point, do: 'fail' })]),
);

/** The points fail, whenever they are passed. */
export function failing(...points: readonly PointOf<'fail'>[]): During {
  const [first, ...rest] = points;
  if (first !== undefined && rest.length === 0) return FAILING.get(first) ?? NOTHING;
  return points.flatMap((point) => FAILING.get(point) ?? NOTHING);
}

/** One passing of a point alone fails, counted from 0. */
export function failingAt(point: PointOf<'fail'>, nth: number): During {
  return only({ at: { point, nth }, do: 'fail' });
}

/** Pages can't be locked, whenever it is tried. */
export function raising(status: RaisedName): During {
  return only({ at: 'page-locking', do: 'raise', status });
}

/** The caller changes the memory of its buffer, whenever a point is passed. */
export function changing(point: PointOf<'unmap'>, change: MemoryChange['do']): During {
  return only({ at: point, do: change });
}

/** The point of an entry. */
export function pointOf({ at }: DuringEntry): Point {
  return typeof at === 'string' ? at : at.point;
}

/** Which passing an entry is about; null for each. */
export function nthOf({ at }: DuringEntry): number | null {
  return typeof at === 'string' ? null : at.nth;
}

/** What is done the n-th time, from 0, that a point is passed; null for nothing. */
export function passingAt(during: During, point: Point, nth: number): DuringEntry | null {
  for (const entry of during) if (pointOf(entry) === point && (nthOf(entry) ?? nth) === nth) return entry;
  return null;
}

/** What is done the first time that a point is passed; null for nothing. */
export function firstAt(during: During, point: Point): DuringEntry | null {
  return passingAt(during, point, 0);
}

/** Whether the first passing of a point fails. */
export function firstFails(during: During, point: Point): boolean {
  return firstAt(during, point) !== null;
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

/** Whether a driver may not get what it asks for while it answers. */
export function mayRunShort(during: During): boolean {
  for (const entry of during) if (isFault(entry) && POINTS[pointOf(entry)].isDrivers) return true;
  return false;
}

/** What is left where a driver gets what it asks for; the same list where it does anyway. */
export function withoutShortage(during: During): During {
  return mayRunShort(during)
    ? during.filter((entry) => !isFault(entry) || !POINTS[pointOf(entry)].isDrivers)
    : during;
}

const DEEDS: readonly Deed[] = ['fail', 'raise', 'unmap', 'protect'];

/** Simpler is: an earlier point, each passing, then an earlier one. */
export function entryRank(entry: DuringEntry): readonly number[] {
  const nth = nthOf(entry);
  return [
    POINT_NAMES.indexOf(pointOf(entry)),
    nth === null ? 0 : nth + 1,
    DEEDS.indexOf(entry.do),
    entry.do === 'raise' ? RAISED_NAMES.indexOf(entry.status) : 0,
  ];
}

/** What is done, where `place` is. */
function doneText(entry: DuringEntry, place: string): string {
  switch (entry.do) {
    case 'fail':
      return place;
    case 'raise':
      return `${place} raises ${entry.status}`;
    case 'unmap':
      return `buffer unmapped at ${place}`;
    case 'protect':
      return `buffer made read-only at ${place}`;
  }
}

/** For people: `system-mapping`, for one passing alone `pool-allocation (nth 2)`, `buffer unmapped at dispatch`. */
export function entryText(entry: DuringEntry): string {
  const nth = nthOf(entry);
  return doneText(entry, nth === null ? pointOf(entry) : `${pointOf(entry)} (nth ${nth})`);
}

/** Whether what is asked for is not had. */
export function isFault({ do: deed }: DuringEntry): boolean {
  return deed === 'fail' || deed === 'raise';
}

function told(entry: DuringEntry, text: string): string {
  return `${isFault(entry) ? 'fault ' : ''}${text}`;
}

/** An entry as it stands among other operands: `fault system-mapping`. */
export function happeningText(entry: DuringEntry): string {
  return told(entry, entryText(entry));
}

/** What entries have in common that do the same at the same point, whichever passing it is: `fault pool-allocation`. */
export function happeningKind(entry: DuringEntry): string {
  return told(entry, doneText(entry, pointOf(entry)));
}

/** What is done at a point when it is passed, in words. */
export function pointText(point: Point): string {
  return POINTS[point].what;
}
