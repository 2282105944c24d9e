import { describe, expect, it } from 'vitest';
import { compareTraces } from '../../src/minimize/order.ts';
import type { Op } from '../../src/trace/ops/index.ts';
import { open, read, traceOf, write } from '../campaign/subjects.ts';

const compare = (left: readonly Op[], right: readonly Op[]): number =>
  compareTraces(traceOf('direct', left), traceOf('direct', right));

describe('of two traces the simpler', () => {
  it.each<[what: string, simpler: Op[], other: Op[]]>([
    ['has fewer operations', [write({ length: 9 })], [open(), open()]],
    [
      'transfers fewer bytes, if its first transfer is the longer one',
      [read({ length: 2 }), read({ length: 2 })],
      [read({ length: 1 }), read({ length: 9 })],
    ],
    [
      'has the shorter first transfer, of as many bytes',
      [read({ length: 1 }), read({ length: 3 })],
      [read({ length: 2 }), read({ length: 2 })],
    ],
    [
      'transfers fewer bytes, at whatever offset',
      [read({ length: 1, offset: '900' })],
      [read({ length: 2, offset: '0' })],
    ],
    ['has the smaller offset, of as many bytes', [read({ offset: '1' })], [read({ offset: '2' })]],
    [
      'has the simpler first operation',
      [read({ key: 1 }), read({ key: 9 })],
      [read({ key: 2 }), read({ key: 0 })],
    ],
  ])('%s', (_what, simpler, other) => {
    expect(compare(simpler, other)).toBeLessThan(0);
    expect(compare(other, simpler)).toBeGreaterThan(0);
  });

  it('is neither of two that are the same', () => {
    expect(compare([open(), read({ length: 3 })], [open(), read({ length: 3 })])).toBe(0);
  });
});
