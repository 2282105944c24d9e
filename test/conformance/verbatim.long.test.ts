import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { amount } from './amount.ts';
import { irpcheck } from './dist.ts';
import { type ExpectedRow, expected, expectedRows, ROWS_FILE, rowsOf } from './verbatim.ts';

/** Drivers whose rows must be the same from each of 20 seeds, and those that lean on what is permitted. */
const TWENTY_SEEDS = ['article-verbatim', 'record-verbatim', 'overclaim-verbatim'];
const THREE_SEEDS = [
  'default-verbatim',
  'complete-then-err-verbatim',
  'forgets-to-complete-verbatim',
  'status-disagrees-verbatim',
];

const update = process.env['UPDATE_EXPECTED'] === '1';
const updated: ExpectedRow[] = [];

for (const [names, seeds] of [[TWENTY_SEEDS, amount(1, 20)] as const, [THREE_SEEDS, amount(1, 3)] as const]) {
  for (const name of names) {
    const subject = irpcheck.findSubject(name);
    describe(name, () => {
      for (const mode of subject.modes) {
        it(`${mode}: exactly the expected findings from each of ${seeds} seeds`, async () => {
          const rows = expectedRows(name, mode);
          if (update) {
            updated.push(...(await rowsOf(subject, mode, 1)));
            writeFileSync(ROWS_FILE, `${JSON.stringify(updated, null, 2)}\n`);
            return;
          }
          expect(rows.length).toBeGreaterThan(0);
          for (let seed = 1; seed <= seeds; seed += 1) {
            expect(await rowsOf(subject, mode, seed), `seed ${seed}`).toEqual(rows);
          }
        });
      }
    });
  }
}

describe('the defects of the published code', () => {
  it.each([1, 2, 3, 4, 6, 7, 8])('defect %i has a row', (defect) => {
    expect(expected.some((row) => row.defect === defect)).toBe(true);
  });

  it('every row names its defect', () => {
    expect(expected.filter((row) => row.defect < 1 || row.defect > 8)).toEqual([]);
  });
});
