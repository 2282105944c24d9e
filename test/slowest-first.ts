import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What the names of files say of how long they take, the longest first. */
const LANES = [/\.long\.test\.ts$/, /\/conformance\//, /\.(?:campaign|laws)\.test\.ts$/];

function rankOf({ moduleId }: TestSpecification): number {
  const rank = LANES.findIndex((lane) => lane.test(moduleId));
  return rank < 0 ? LANES.length : rank;
}

/** Files of a minute come before those of a second, so that no processor waits for the last one. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((left, right) => rankOf(left) - rankOf(right));
  }
}
