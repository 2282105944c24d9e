import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/report/fingerprint.ts';
import { canonicalOp } from '../../src/trace/ops/index.ts';
import { finding, unalignedWrite } from './results.ts';

describe('fingerprint', () => {
  it('is of property, reason and kinds of operations', () => {
    const prints = [
      finding(),
      finding({ property: 'model/data' }),
      finding({ reason: 'another' }),
      finding({ trace: unalignedWrite({ ops: [canonicalOp('open'), canonicalOp('read')] }) }),
    ].map(fingerprint);
    expect(new Set(prints).size).toBe(4);
    for (const print of prints) expect(print).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is not of seed, case, subject, texts, counts or operands', () => {
    const { ops } = unalignedWrite();
    const other = finding({
      expected: 'other',
      observed: 'other',
      executions: 1,
      known: true,
      trace: unalignedWrite({
        subject: '/elsewhere/driver.ts',
        seed: { seed: 9, caseIndex: 99 },
        ops: ops.map((op) => canonicalOp(op.op)),
      }),
    });
    expect(fingerprint(other)).toBe(fingerprint(finding()));
  });
});
