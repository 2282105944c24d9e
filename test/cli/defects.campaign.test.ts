import { describe, expect, it } from 'vitest';
import { measureDetection } from '../../src/defects/measure.ts';
import { measuring } from './defects.setup.ts';
import { irpcheck } from './fakes.ts';

describe('irpcheck defects', () => {
  it('measures for real', async () => {
    const args = ['defects', 'overclaim', '--seeds', '1', '--accuse-cases', '20', '--workers', '1'];
    const { exitCode, out, err } = await irpcheck(args, measuring(measureDetection));
    expect(exitCode).toBe(0);
    expect(out).toContain('  overclaim');
    expect(err).toContain('100 %  3 of 3 steps, 1 found\n');
  });
});
