import { type During, failing, failingAt, NOTHING } from '../../trace/during.ts';
import type { GenerationProfile } from '../../trace/ops/draw/profile.ts';
import { pick, type Table, times } from '../../trace/ops/draw/table.ts';
import type { Setting } from '../../trace/setting.ts';

/** What happens while the driver is loaded and unloaded. */
export type Loading = Pick<Setting, 'load' | 'unload'>;

const USUAL: Loading = { load: NOTHING, unload: NOTHING };

/** A driver allocates more while it is loaded than while it answers, and each alone may be the one it does not look at. */
const LOAD: Table<During> = [
  failing('pool-allocation'),
  failing('device-creation'),
  failing('link-creation'),
  ...[0, 1, 2, 3, 4, 5, 6, 7].map((nth) => failingAt('pool-allocation', nth)),
  ...[0, 1].map((nth) => failingAt('device-creation', nth)),
  ...[0, 1].map((nth) => failingAt('link-creation', nth)),
];

const UNLOAD: Table<During> = [
  failing('pool-allocation'),
  ...[0, 1, 2].map((nth) => failingAt('pool-allocation', nth)),
  failing('system-mapping'),
];

const LOADINGS: Table<Loading> = [
  ...times(512 - LOAD.length * 2 - UNLOAD.length * 2, USUAL),
  ...[...LOAD, ...LOAD].map((load) => ({ ...USUAL, load })),
  ...[...UNLOAD, ...UNLOAD].map((unload) => ({ ...USUAL, unload })),
];

/** What a word has happen: nothing in nine of ten cases, for a driver whose DriverEntry fails is asked nothing. */
export function loadingOf(word: number, { faults, view }: GenerationProfile): Loading {
  return faults && view === 'native' ? pick(LOADINGS, word) : USUAL;
}
