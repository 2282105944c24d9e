import { describe, expect, it } from 'vitest';
import { FURTHER_CASES, furtherFindings } from '../../../src/campaign/baseline/further-findings.ts';
import type { NumberedFinding } from '../../../src/campaign/executed.ts';
import type { FirstCase } from '../../../src/execution/first-case.ts';
import { type Finding, toldBreach } from '../../../src/trace/finding/finding.ts';
import { canonicalOp, type Op } from '../../../src/trace/ops/index.ts';
import { finding, unalignedWrite } from '../../report/results.ts';

const open = canonicalOp('open');
const write = canonicalOp('write');
const flush = canonicalOp('flush');
const keyed = { ...write, key: 1 };

/** A finding at the last of some operations. */
const at = (ops: readonly Op[], parts: Partial<Finding> = {}): Finding =>
  finding({ trace: unalignedWrite({ ops }), op: ops.length - 1, ...parts });

const numbered = (caseIndex: number, found: Finding): NumberedFinding => ({ caseIndex, finding: found });

const caseAt = (caseIndex: number, ops: readonly Op[]): FirstCase => {
  const { trace, ...breach } = at(ops);
  return { breach: toldBreach(breach), trace, caseIndex };
};

/** Looks at some cases, each of which minimizes to its own trace but for some; tells what was minimized. */
async function looking(
  first: Finding,
  cases: readonly FirstCase[],
  others: Record<number, Finding | null> = {},
) {
  const minimized: number[] = [];
  const further = await furtherFindings(numbered(0, first), cases, async ({ caseIndex, trace }) => {
    minimized.push(caseIndex);
    const other = others[caseIndex];
    return other === undefined ? at(trace.ops) : other;
  });
  return { minimized, further: further.map(({ caseIndex }) => caseIndex) };
}

describe('furtherFindings', () => {
  it('looks first at cases that lack what the accepted trace needs, and keeps each shape once', async () => {
    const cases = [
      caseAt(0, [open, keyed]),
      caseAt(1, [open, keyed, keyed]),
      caseAt(2, [open, write]),
      caseAt(3, [open, flush, write]),
    ];
    const like = at([open, keyed]);
    const { minimized, further } = await looking(at([open, keyed]), cases, { 1: like, 3: at([open, write]) });
    // What has no key can't be the first; then all that is left may be anything.
    expect(minimized).toEqual([2, 1, 3]);
    expect(further).toEqual([2]);
  });

  it('minimizes so many cases and no more', async () => {
    const cases = Array.from({ length: 40 }, (_, index) => caseAt(index + 1, [open, write]));
    const { minimized, further } = await looking(at([open, write]), cases);
    expect(minimized).toEqual(Array.from({ length: FURTHER_CASES }, (_, index) => index + 1));
    expect(further).toEqual([]);
  });

  it('passes over what does not show again, or can not be minimized', async () => {
    const cases = [caseAt(1, [open, write]), caseAt(2, [open, flush, write])];
    const unminimized = at([open, flush, write], { minimization: 'none' });
    const { minimized, further } = await looking(at([open, keyed]), cases, { 1: null, 2: unminimized });
    expect(minimized).toEqual([1, 2]);
    expect(further).toEqual([]);
  });

  it.each<[string, Partial<Finding>]>([
    ['of a driver that does not come back', { property: 'contract/terminates' }],
    ['of one that is not minimal', { minimization: 'unfinished' }],
  ])('looks only at other places, %s', async (_what, parts) => {
    const cases = [caseAt(1, [open, keyed]), caseAt(2, [open, flush]), caseAt(3, [open, write, flush])];
    const { minimized, further } = await looking(at([open, write], parts), cases);
    expect(minimized).toEqual([2]);
    expect(further).toEqual([2]);
  });
});
