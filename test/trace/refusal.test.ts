import { describe, expect, it } from 'vitest';
import { IRP_MJ_CLEANUP, IRP_MJ_READ } from '../../src/nt/irp.ts';
import {
  addRefused,
  firstRefusalText,
  type RefusedCases,
  refusalOf,
  refusalText,
} from '../../src/trace/refusal.ts';
import { ASYNCHRONOUS_REQUESTS } from '../../src/trace/run/run.ts';

const OPS = [{ op: 'open' }, { op: 'read' }];

const of = (op: number, major: number, variant: string | null = null) => {
  const refusal = refusalOf({ feature: ASYNCHRONOUS_REQUESTS, op, major, requests: [1] }, OPS, variant);
  if (refusal === null) throw new Error('nothing was refused');
  return refusal;
};

describe('a refusal', () => {
  it('is none of a run that was executed to its end', () => {
    expect(refusalOf(null, OPS)).toBeNull();
  });

  it.each([
    ['operation 2, read (IRP_MJ_READ)', of(1, IRP_MJ_READ)],
    ['the closing of handles at the end (IRP_MJ_CLEANUP)', of(2, IRP_MJ_CLEANUP)],
    [
      'operation 2, read (IRP_MJ_READ), of a variant for metamorphic/repeat',
      of(1, IRP_MJ_READ, 'metamorphic/repeat'),
    ],
  ])('is at %s', (place, refusal) => {
    expect(refusalText(refusal)).toBe(
      `asynchronous requests are not executed by this version: the driver marks a request pending and does not complete it within its call, at ${place}`,
    );
    expect(firstRefusalText({ ...refusal, caseIndex: 4 })).toBe(`case 4 at ${place}`);
    expect(firstRefusalText({ ...refusal, caseIndex: -1 })).toBe(`a trace of the corpus at ${place}`);
  });
});

describe('refusals together', () => {
  const refused = (cases: number, traces: number, caseIndex: number): RefusedCases => ({
    cases,
    traces,
    first: { ...of(1, IRP_MJ_READ), caseIndex },
  });

  it('are counted, with the first of all', () => {
    expect(addRefused(refused(2, 0, 7), refused(3, 1, -1))).toEqual(refused(5, 1, -1));
    expect(addRefused(refused(3, 1, -1), refused(2, 0, 7))).toEqual(refused(5, 1, -1));
  });

  it('are those of one where the other has none', () => {
    expect(addRefused(null, refused(1, 0, 3))).toEqual(refused(1, 0, 3));
    expect(addRefused(refused(1, 0, 3), null)).toEqual(refused(1, 0, 3));
    expect(addRefused(null, null)).toBeNull();
  });
});
