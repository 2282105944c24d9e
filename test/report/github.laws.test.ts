import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causesOf } from '../../src/report/causes.ts';
import { githubReport } from '../../src/report/github.ts';
import { arbitraryResult } from './arbitrary-result.ts';

const context = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

describe('githubReport', () => {
  it('is one command on each line, whatever the result holds', () => {
    fc.assert(
      fc.property(arbitraryResult, (given) => {
        const lines = githubReport(given, context).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines).toHaveLength(causesOf(given).length + (given.baseline?.fixed.length ?? 0) + 1);
        for (const line of lines) {
          expect(line).toMatch(
            /^::(?:error|warning|notice) title=[^,:\r\n]+(?:,file=[^,:\r\n]+,line=1)?::[^\r\n]+$/,
          );
          expect(() => decodeURIComponent(line.replaceAll(/%(?!25|0A|0D|3A|2C)/g, '!'))).not.toThrow();
          expect(line).not.toMatch(/%(?!25|0A|3A|2C)/);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
