import { describe, expect, it } from 'vitest';
import { inBounds } from '../../../src/properties/contract/in-bounds.ts';
import { informationBounded } from '../../../src/properties/contract/information-bounded.ts';
import { readOnlyRespected } from '../../../src/properties/contract/read-only-respected.ts';
import type { RunProperty } from '../../../src/properties/property.ts';
import { breachOf } from '../../../src/properties/verdict.ts';
import { atRequest } from '../../../src/properties/where.ts';
import type { JudgedBreach } from '../../../src/trace/finding/finding.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import type { EventOf } from '../../../src/trace/run/event.ts';
import { USER_SURROUNDINGS } from '../../../src/trace/run/observation.ts';
import type { Run } from '../../../src/trace/run/run.ts';
import { open, write } from '../../model/calls.ts';
import { irp, OBSERVED, runOf } from './runs.ts';

const CALLS: readonly Call[] = [open(), write()];
const surrounded: EventOf<'surroundings'> = {
  op: 1,
  request: null,
  moment: 8,
  context: 'entry',
  kind: 'surroundings',
  detail: { from: 4, to: 5, hex: '07', surrounding: USER_SURROUNDINGS },
};
const run: Run = runOf({ calls: CALLS, events: [surrounded] });

function contentsOf({ id, evidence }: RunProperty) {
  const breach: JudgedBreach = breachOf(id, 'because', atRequest(irp(), 5), 'expected', 'observed');
  return evidence.contents?.({ run, variant: null }, breach, () => null) ?? [];
}

describe('the bytes that a breach is shown with', () => {
  it.each([
    ['contract/in-bounds', inBounds],
    ['contract/information-bounded', informationBounded],
  ])('of %s are those around the buffer that changed', (_id, property) => {
    expect(contentsOf(property)).toEqual([
      {
        what: "the caller's memory behind its buffer",
        start: 4,
        observed: Uint8Array.of(7),
        other: Uint8Array.of(USER_SURROUNDINGS),
        isExpected: true,
      },
    ]);
  });

  it("of contract/read-only-respected are the caller's own", () => {
    const data = CALLS[1]?.call === 'NtWriteFile' ? CALLS[1].data : null;
    expect(contentsOf(readOnlyRespected)).toEqual([
      expect.objectContaining({ start: 0, observed: OBSERVED.buffer, other: data, isExpected: true }),
    ]);
  });
});

const completed = (information: number): EventOf<'complete'> => ({
  op: 1,
  request: 0,
  moment: 5,
  context: 'entry',
  kind: 'complete',
  detail: { status: 0, information },
});

describe('the bytes that an event tells to be wrong', () => {
  it.each([
    [3, []],
    [4, []],
    [5, [{ from: 4, to: 5 }]],
    [9, [{ from: 4, to: 9 }]],
  ])('are those that are claimed beyond four with Information %i', (information, offending) => {
    expect(informationBounded.evidence.offending?.(completed(information), 4)).toEqual(offending);
  });

  it.each([
    [true, [{ from: 4, to: 6 }]],
    [false, []],
  ])("are those written beyond the request's own block: %s", (ofRequest, offending) => {
    const violation: EventOf<'violation'> = {
      op: 1,
      request: 0,
      moment: 5,
      context: 'entry',
      kind: 'violation',
      detail: { kind: 'pool-overrun', detail: '', beyond: { from: 4, to: 6, ofRequest } },
    };
    expect(inBounds.evidence.offending?.(violation, 4)).toEqual(offending);
  });

  it('are none of another event', () => {
    expect(informationBounded.evidence.offending?.(surrounded, 4)).toEqual([]);
    expect(inBounds.evidence.offending?.(completed(9), 4)).toEqual([]);
  });
});
