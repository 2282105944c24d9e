import { Tally } from '../../src/campaign/tally.ts';

export const part = (segment: number) => ({
  segment,
  counts: new Tally().part(),
  without: [],
  ended: false,
  leftOut: [],
});
