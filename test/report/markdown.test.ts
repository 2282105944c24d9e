import fc from 'fast-check';
import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../src/report/markdown.ts';
import { codeBlock, codeText, plainText } from '../../src/report/markdown-text.ts';
import type { CampaignResult } from '../../src/trace/result.ts';
import { arbitraryResult, HOSTILE } from './arbitrary-result.ts';
import { failed, finding, result } from './results.ts';
import { RESULTS } from './results-of-all-kinds.ts';

const context = { tracePaths: ['reports/model-status-1.json'], documentation: [] };

/** As GitHub shows it, where HTML in Markdown is HTML. */
function html(markdown: string): string {
  return micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  });
}

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
  it('has the verdict first, then findings, properties and what was not checked', () => {
    const text = markdownReport(failed({ notChecked: ['model/user-ptr: no T'] }), context);
    const shown = html(text);
    expect(shown).toMatch(
      /^<h3>❌ irpcheck: 1 finding \(exit 1\)<\/h3>\n<p><code>article-verbatim<\/code> · buffered/,
    );
    expect(shown).toContain('<td><code>npx irpcheck replay reports/model-status-1.json</code></td>');
    expect(shown).toMatch(/<details><summary><code>model\/status<\/code>.*2 operations<\/summary>/);
    expect(shown).toContain('FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS');
    expect(shown).toMatch(
      /<td><code>model\/status<\/code><\/td>\s*<td>612,408 calls<\/td>\s*<td>finding<\/td>/,
    );
    expect(shown).toContain('<strong>Not checked</strong>');
    expect(shown).toContain('<li>model/user-ptr: no T</li>');
  });

  it('is short where the driver conforms', () => {
    const text = markdownReport(result({ notChecked: [] }), context);
    expect(text).toMatch(/^### ✅ irpcheck: conforms \(exit 0\)\n/);
    expect(text).not.toContain('<details>');
    expect(text).not.toContain('Not checked');
  });

  it('tells what is fixed and the time', () => {
    const fixed = [{ property: 'model/data', reason: 'wrong-bytes', mode: 'direct', note: '' }] as const;
    const timing = { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 1500, workers: 1, shards: 1 };
    const text = html(markdownReport(result({ baseline: { known: 0, fixed }, timing }), context));
    expect(text).toContain('<li>fixed: model/data wrong-bytes (direct) is in the baseline and was not found');
    expect(text).toContain(' · 1.5 s');
  });

  it('tells the first findings alone, and stays within what a comment may have', () => {
    const findings = Array.from({ length: 100 }, () => finding({ observed: 'y'.repeat(65_536) }));
    const text = markdownReport(failed({ findings }), context);
    expect(text.split('<details>')).toHaveLength(26);
    expect(text.split('\n| finding |')).toHaveLength(26);
    expect(text).toContain('… and 75 findings more');
    expect(text.split('findings more')).toHaveLength(2);
    expect(text.length).toBeLessThan(100_000);
  });

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

describe('text in Markdown', () => {
  const shownText = (markdown: string) =>
    html(markdown)
      .replaceAll(/<\/?(?:p|code|pre)\b[^>]*>/g, '')
      .trim()
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');

  it.each(HOSTILE.filter((text) => text !== '' && !/[\p{Cc}\p{Cs}\p{Bidi_Control}\uffff]/u.test(text)))(
    '%j is shown as it is',
    (text) => {
      expect(shownText(plainText(text))).toBe(text);
      expect(shownText(codeText(text))).toBe(text);
      expect(shownText(codeBlock([text]))).toBe(text);
    },
  );
});
