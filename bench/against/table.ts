import { median, tableLines, whole } from '../measure.ts';
import type { Samples } from './rounds.ts';

/** What was measured of something by its name. */
export interface Measured {
  readonly name: string;
  readonly samples: Samples;
}

/** Ratios of single rounds: their median, and the quartiles between which the middle half of them lies. */
interface Ratios {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
}

function ratiosOf(values: readonly number[]): Ratios {
  const sorted = [...values].sort((left, right) => left - right);
  const last = sorted.length - 1;
  return {
    median: median(sorted),
    lower: sorted[Math.floor(last / 4)] ?? Number.NaN,
    upper: sorted[Math.ceil((3 * last) / 4)] ?? Number.NaN,
  };
}

/** Of each round, the working tree and the second copy of REF over REF. */
function overRef(samples: Samples): { readonly current: number[]; readonly again: number[] } {
  return {
    current: samples.map(([ref, , current]) => current / ref),
    again: samples.map(([ref, again]) => again / ref),
  };
}

const RATIO_HEADINGS = ['this/REF', 'middle half', 'REF/REF', 'middle half'];

function ratioCells({ current, again }: ReturnType<typeof overRef>): string[] {
  return [current, again].flatMap((values) => {
    const ratios = ratiosOf(values);
    return [ratios.median.toFixed(3), `${ratios.lower.toFixed(2)}-${ratios.upper.toFixed(2)}`];
  });
}

const side = (samples: Samples, index: 0 | 1 | 2): number => median(samples.map((sample) => sample[index]));

/**
 * The lines of a table of rates, of which a higher one is better.
 *
 * @param mean whether the geometric mean of all the ratios is the last row
 */
export function rateTable(title: string, measured: readonly Measured[], mean: boolean): string[] {
  const rows = measured.map(({ name, samples }) => [
    name,
    whole(side(samples, 0)),
    whole(side(samples, 2)),
    ...ratioCells(overRef(samples)),
  ]);
  if (mean) rows.push(['geometric mean', '', '', ...ratioCells(geometricMeans(measured))]);
  return tableLines([title, 'REF/s', 'this/s', ...RATIO_HEADINGS], rows);
}

/** Of each round, the geometric means of the ratios of everything that was measured in it. */
function geometricMeans(measured: readonly Measured[]): ReturnType<typeof overRef> {
  const ratios = measured.map(({ samples }) => overRef(samples));
  const rounds = measured[0]?.samples ?? [];
  const meanOf = (values: readonly number[]): number =>
    Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
  return {
    current: rounds.map((_, round) => meanOf(ratios.map(({ current }) => current[round] ?? Number.NaN))),
    again: rounds.map((_, round) => meanOf(ratios.map(({ again }) => again[round] ?? Number.NaN))),
  };
}

/** The lines of a table of growths, of which a lower one is better. */
export function growthTable(title: string, measured: readonly Measured[]): string[] {
  const rows = measured.map(({ name, samples }) => [
    name,
    ...([0, 1, 2] as const).map((index) => side(samples, index).toFixed(2)),
  ]);
  return tableLines([title, 'REF', 'REF again', 'this'], rows);
}
