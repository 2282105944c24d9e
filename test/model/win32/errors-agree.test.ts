import { describe, expect, it } from 'vitest';
import { rtlNtStatusToDosError } from '../../../src/impl/win32/nt-status-to-dos-error.ts';
import { lastErrorOf } from '../../../src/model/win32/last-error.ts';
import { OWN_ERRORS, PARALLEL_ERRORS } from '../../../src/model/win32/parallel-errors.ts';
import { STATUSES_OF_ERROR } from '../../../src/model/win32/statuses-of-error.ts';

/** Each table was written by itself: a row that is lost in one of them is still in the other. */

const FACILITY = 0x10000;

/** Every status of the facilities that a table has a status of. */
function around(statuses: readonly number[]): readonly number[] {
  const facilities = new Set(statuses.map((status) => Math.floor(status / FACILITY)));
  return [...facilities].flatMap((facility) =>
    Array.from({ length: 0x1000 }, (_, code) => facility * FACILITY + code),
  );
}

const LISTED = [
  ...STATUSES_OF_ERROR.flatMap(([, ...statuses]) => statuses),
  ...PARALLEL_ERRORS.map(([status]) => status),
  ...OWN_ERRORS.map(([status]) => status),
];

describe('W1 the Win32 error of a status', () => {
  it('is the same in the model and in the implementation, in all facilities that have one', () => {
    const statuses = around(LISTED);
    const differing = statuses.filter(
      (status) => lastErrorOf(status | 0) !== rtlNtStatusToDosError(status | 0),
    );
    expect(differing.map((status) => status.toString(16))).toEqual([]);
    const errors = new Set(statuses.map((status) => lastErrorOf(status | 0)));
    expect(errors.size).toBeGreaterThan(500);
  });
});
