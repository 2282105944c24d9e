import { type DuringEntry, happeningKind, type Point, pointOf, pointsOf, RAISED_NAMES } from './during.ts';

/** A kind of thing that happens during an operation: what is done at which point, whichever passing it is. */
export interface HappeningKind {
  /** For people, and unique: `fault pool-allocation`, `buffer unmapped at probe`. */
  readonly what: string;
  readonly point: Point;
}

const entries: readonly DuringEntry[] = [
  ...pointsOf('fail').map((at): DuringEntry => ({ at, do: 'fail' })),
  ...pointsOf('raise').flatMap((at) =>
    RAISED_NAMES.map((status): DuringEntry => ({ at, do: 'raise', status })),
  ),
  ...pointsOf('unmap').flatMap((at): DuringEntry[] => [
    { at, do: 'unmap' },
    { at, do: 'protect' },
  ]),
];

/** Every kind, in the order of what is done, then of the points. */
export const HAPPENING_KINDS: readonly HappeningKind[] = entries.map((entry) => ({
  what: happeningKind(entry),
  point: pointOf(entry),
}));

/** The names of the kinds. */
export const HAPPENING_NAMES: readonly string[] = HAPPENING_KINDS.map(({ what }) => what);
