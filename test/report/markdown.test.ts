import { describe, expect, it } from 'vitest';
import { markdownReport } from '../../src/report/markdown.ts';
import { codeBlock, codeText, plainText } from '../../src/report/markdown-text.ts';
import { printable } from '../../src/trace/printable.ts';
import { HOSTILE } from './arbitrary-result.ts';
import { context, html } from './markdown.setup.ts';
import { failed, finding, result } from './results.ts';

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

  it.each(HOSTILE.filter((text) => text !== '' && printable(text) === text))(
    '%j is shown as it is',
    (text) => {
      expect(shownText(plainText(text))).toBe(text);
      expect(shownText(codeText(text))).toBe(text);
      expect(shownText(codeBlock([text]))).toBe(text);
    },
  );
});
