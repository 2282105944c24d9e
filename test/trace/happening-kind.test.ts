import { expect, it } from 'vitest';
import { type DuringEntry, happeningKind } from '../../src/trace/during.ts';
import { HAPPENING_KINDS, HAPPENING_NAMES } from '../../src/trace/happening-kind.ts';
import { during } from '../../src/trace/ops/fields/during.ts';

it('has each kind once, with its point', () => {
  expect(HAPPENING_NAMES).toMatchInlineSnapshot(`
    [
      "fault irp-allocation",
      "fault buffer-allocation",
      "fault system-mapping",
      "fault pool-allocation",
      "fault device-creation",
      "fault link-creation",
      "fault page-locking raises STATUS_ACCESS_VIOLATION",
      "fault page-locking raises STATUS_INSUFFICIENT_RESOURCES",
      "fault page-locking raises STATUS_WORKING_SET_QUOTA",
      "fault page-locking raises STATUS_IN_PAGE_ERROR",
      "buffer unmapped at dispatch",
      "buffer made read-only at dispatch",
      "buffer unmapped at probe",
      "buffer made read-only at probe",
    ]
  `);
  expect(new Set(HAPPENING_NAMES).size).toBe(HAPPENING_KINDS.length);
  for (const { what, point } of HAPPENING_KINDS) expect(what).toContain(point);
});

it.each<[DuringEntry, string]>([
  [{ at: { point: 'pool-allocation', nth: 3 }, do: 'fail' }, 'fault pool-allocation'],
  [
    { at: { point: 'page-locking', nth: 1 }, do: 'raise', status: 'STATUS_IN_PAGE_ERROR' },
    'fault page-locking raises STATUS_IN_PAGE_ERROR',
  ],
  [{ at: { point: 'probe', nth: 0 }, do: 'unmap' }, 'buffer unmapped at probe'],
  [{ at: 'dispatch', do: 'protect' }, 'buffer made read-only at dispatch'],
])('%o is %s, whichever passing it is', (entry, kind) => {
  expect(happeningKind(entry)).toBe(kind);
  expect(HAPPENING_NAMES).toContain(kind);
});

it('names every kind that minimization can come to', () => {
  for (const entry of during
    .simpler([{ at: 'link-creation', do: 'fail' }], { ops: 1, lengths: [], ends: [], opened: 0 })
    .flat())
    expect(HAPPENING_NAMES).toContain(happeningKind(entry));
});
