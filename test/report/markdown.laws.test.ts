import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../src/report/markdown.ts';
import type { CampaignResult } from '../../src/trace/result/result.ts';
import { arbitraryResult } from './arbitrary-result.ts';
import { context, html } from './markdown.setup.ts';
import { RESULTS } from './results-of-all-kinds.ts';

/** The elements in their order. */
function elements(markdown: string): string[] {
  return Array.from(html(markdown).matchAll(/<(\/?[a-z][a-z0-9]*)[^>]*>/g), ([, name = '']) => name);
}

const BLOCK = new Set([
  'table',
  'tr',
  'td',
  'th',
  'details',
  'summary',
  'pre',
  'h3',
  'ul',
  'li',
  'code',
  'p',
]);

/** How often each of the elements occurs that a report has. */
function shape(markdown: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of elements(markdown)) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** The same result with plain words for every text. */
function tamed(given: CampaignResult): CampaignResult {
  const word = (text: string): string => (text === '' ? '' : 'word');
  return {
    ...given,
    subject: 'word',
    openName: 'word',
    model: given.model === null ? null : 'word',
    notChecked: given.notChecked.map(() => 'word'),
    properties: given.properties.map((each) => ({ ...each, note: word(each.note) })),
    findings: given.findings.map((each) => ({
      ...each,
      reason: 'word',
      expected: word(each.expected),
      observed: word(each.observed),
      consequence: word(each.consequence),
    })),
    baseline: given.baseline && {
      ...given.baseline,
      fixed: given.baseline.fixed.map((each) => ({ ...each, reason: 'word' })),
    },
  };
}

describe('markdownReport', () => {
  it.each(RESULTS)('has the same elements %s as with plain words', (_kind, given) => {
    expect(shape(markdownReport(given, context))).toEqual(shape(markdownReport(tamed(given), context)));
  });

  it('has the same elements whatever the result holds', () => {
    fc.assert(
      fc.property(arbitraryResult, (given) => {
        const text = markdownReport(given, context);
        expect(shape(text)).toEqual(shape(markdownReport(tamed(given), context)));
        for (const name of elements(text)) {
          const bare = name.replace('/', '');
          expect(BLOCK.has(bare) || ['thead', 'tbody', 'strong'].includes(bare)).toBe(true);
        }
      }),
      { seed: 4, numRuns: 150 },
    );
  });
});
