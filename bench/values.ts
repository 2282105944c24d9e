import { findDefect } from '../src/subjects/index.ts';
import type { CaseSourceName } from '../src/trace/result/detection-result.ts';
import { printTable, whole } from './measure.ts';
import { CAP, SEEDS, searched } from './searched.ts';

/** Sources that lack some values, and the defects that those values are for. */
const VALUES: readonly (readonly [source: CaseSourceName, ids: readonly string[]])[] = [
  ['without-long-cases', ['hundredth-request', 'opens-in-five-bits']],
  ['without-bands', ['length-in-16-bits']],
  ['without-runs', ['escapes-high-bytes']],
  ['without-numbers', ['boot-code-shortened']],
  ['without-lengths-beyond-memory', ['length-signed', 'length-sum-wraps']],
  ['without-payloads', ['embedded-pointer-unprobed', 'pointer-fetched-twice']],
  ['without-open-options', ['write-through-refused', 'exclusive-share-kept']],
];

/** Cases until the defects show that some kind of values is for, with it and without. */
export function benchValues(): void {
  console.log(
    `\nValues: cases until a seeded defect shows, medians of ${SEEDS} seeds, at most ${whole(CAP)}, with the values that ` +
      'it takes and without\n',
  );
  const rows = VALUES.flatMap(([source, ids]) =>
    ids.map((id) => {
      const defect = findDefect(id);
      if (defect === undefined) throw new RangeError(`no defect is called ${id}`);
      const [ours, without] = [searched(defect, 'ours'), searched(defect, source)];
      const missed = ({ misses }: { readonly misses: number }): string => `${misses} of ${SEEDS}`;
      return [source, id, whole(ours.cases), missed(ours), whole(without.cases), missed(without)];
    }),
  );
  printTable(['source', 'defect', 'ours', 'missed', 'without', 'missed'], rows);
}
