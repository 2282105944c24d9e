import { describe, expect, it } from 'vitest';
import { axis } from '../../../src/report/html/axis.ts';

describe('axis', () => {
  const regions = [
    { from: 0, to: 4096, x: 10, width: 100 },
    { from: 4096, to: 8192, x: 110, width: 50 },
  ];

  it('draws regions where they are, and what lies outside of them at their ends', () => {
    const at = axis(regions, []);
    expect([-5, 0, 4096, 8192, 9000].map(at)).toEqual([10, 10, 110, 160, 160]);
    expect(at(2048)).toBe(60);
  });

  it('makes room for what is short between the places that matter', () => {
    const at = axis(regions, [1, 2]);
    expect(at(2) - at(1)).toBeCloseTo(at(1) - at(0));
    expect(at(2) - at(1)).toBeGreaterThan(5);
  });

  it('draws a region without bytes, and none at all', () => {
    expect(axis([{ from: 0, to: 0, x: 5, width: 20 }], [0])(0)).toBe(5);
    expect(axis([], [])(3)).toBe(0);
  });
});
