import { type Asking, askAll } from '../../../src/minimize/asking.ts';
import { Search } from '../../../src/minimize/search.ts';
import type { Op } from '../../../src/trace/ops/index.ts';
import { traceOf } from '../../campaign/subjects.ts';

export interface Passed {
  /** What one pass leaves. */
  readonly ops: readonly Op[];
  /** What it asked about, in turn. */
  readonly asked: readonly (readonly Op[])[];
}

/** One pass over operations of which some candidates fail. */
export function passed(
  pass: (search: Search) => Asking<void>,
  ops: readonly Op[],
  fails: (ops: readonly Op[]) => boolean,
): Passed {
  const search = new Search(traceOf('direct', ops), 10_000);
  const asked: (readonly Op[])[] = [];
  askAll(pass(search), (candidate) => {
    asked.push(candidate.ops);
    return fails(candidate.ops);
  });
  return { ops: search.ops, asked };
}
