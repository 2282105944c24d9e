import { describe, expect, it } from 'vitest';
import { causesOf } from '../../../src/explanation/causes/causes.ts';
import type { Finding } from '../../../src/trace/finding/finding.ts';
import { EVIDENCE, finding } from '../../report/results.ts';

const withSigns = (signs: readonly string[], parts: Partial<Finding> = {}): Finding =>
  finding({ ...parts, evidence: { ...EVIDENCE, signs } });

describe('causesOf', () => {
  it('keeps apart what has no sign in common, or none at all', () => {
    expect(causesOf([withSigns(['a']), withSigns(['b']), withSigns([]), withSigns([])])).toEqual([
      [0],
      [1],
      [2],
      [3],
    ]);
    expect(causesOf([])).toEqual([]);
  });

  it('joins those with a sign in common, also by way of others', () => {
    const findings = [['a'], ['b'], ['c', 'd'], ['b', 'a'], ['d']].map((signs) => withSigns(signs));
    expect(causesOf(findings)).toEqual([
      [0, 1, 3],
      [2, 4],
    ]);
  });

  it('puts the simplest first: an error, what the driver does, few operations, nothing that happens', () => {
    const { trace } = finding();
    const [open, write] = trace.ops;
    if (open === undefined || write === undefined || write.op !== 'write') throw new Error('two operations');
    const fault = {
      ...trace,
      ops: [open, { ...write, during: [{ at: 'system-mapping', do: 'fail' } as const] }],
    };
    const findings = [
      withSigns(['a'], { property: 'contract/in-bounds', severity: 'warning' }),
      withSigns(['a'], { property: 'metamorphic/filter', trace: { ...trace, ops: [open] } }),
      withSigns(['a'], { trace: fault }),
      withSigns(['a']),
      withSigns(['a'], { trace: { ...trace, ops: [open] } }),
      withSigns(['a'], { property: 'contract/in-bounds' }),
    ];
    expect(causesOf(findings)).toEqual([[5, 4, 3, 2, 1, 0]]);
  });

  it('orders causes as their simplest findings are listed', () => {
    const findings = [
      withSigns(['a'], { property: 'metamorphic/filter' }),
      withSigns(['b']),
      withSigns(['a'], { property: 'contract/in-bounds' }),
    ];
    expect(causesOf(findings)).toEqual([[1], [2, 0]]);
  });
});
