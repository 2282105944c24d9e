import { describe, expect, it } from 'vitest';
import type { FirstCase } from '../../src/execution/first-case.ts';
import { FurtherCases } from '../../src/execution/further-cases.ts';
import { toldBreach } from '../../src/trace/finding/finding.ts';
import { canonicalOp, type Op } from '../../src/trace/ops/index.ts';
import { finding, unalignedWrite } from '../report/results.ts';

const open = canonicalOp('open');
const write = canonicalOp('write');
const flush = canonicalOp('flush');
const keyed = { ...write, key: 1 };

const caseOf = (caseIndex: number, ops: readonly Op[], op = ops.length - 1): FirstCase => ({
  breach: { ...toldBreach(finding()), op },
  trace: unalignedWrite({ ops }),
  caseIndex,
});

const noted = (...cases: readonly FirstCase[]): FurtherCases => {
  const further = new FurtherCases();
  for (const each of cases) further.note('key', each);
  return further;
};

const indices = (further: FurtherCases): number[] => further.of('key').map(({ caseIndex }) => caseIndex);

describe('FurtherCases', () => {
  it('keeps the simplest case in each of its circumstances, and of two the first', () => {
    const further = noted(
      caseOf(1, [open, flush, keyed]),
      caseOf(2, [open, keyed]),
      caseOf(3, [open, keyed]),
      caseOf(4, [open, write]),
    );
    expect(indices(further)).toEqual([4, 2, 1]);
    expect(further.of('another')).toEqual([]);
  });

  it('ends a trace where the finding shows', () => {
    const [kept] = noted(caseOf(1, [open, write, flush, keyed], 1)).of('key');
    expect(kept?.trace.ops).toEqual([open, write]);
  });

  it('keeps the same in whatever parts the cases are noted', () => {
    const cases = [
      caseOf(1, [open, flush, keyed]),
      caseOf(2, [open, flush, write]),
      caseOf(3, [open, keyed]),
      caseOf(4, [open, flush, keyed]),
      caseOf(5, [open, { ...write, length: 4096 }]),
      caseOf(6, [open, keyed, flush]),
    ];
    const whole = noted(...cases);
    expect(indices(whole).length).toBeGreaterThan(3);
    for (let border = 0; border <= cases.length; border += 1) {
      const parts = [noted(...cases.slice(border)), noted(...cases.slice(0, border))];
      expect(noted(...parts.flatMap((part) => part.list())).of('key')).toEqual(whole.of('key'));
    }
  });
});
