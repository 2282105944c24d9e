import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/report/html/html.ts';
import type { Finding } from '../../../src/trace/finding/finding.ts';
import { canonicalOp } from '../../../src/trace/ops/index.ts';
import { attribute, elements, parsed, rawText, withTag } from './dom.ts';
import { FINDINGS, rich } from './fixtures.ts';

const TEXTS = [
  '</script><script>alert(1)</script>',
  '</style></title></textarea></pre><img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "' onfocus='alert(1)",
  '<!-- --!> ]]> &lt;b&gt; &#60;',
  '$(reboot) `reboot` {{x}}',
  '\u202etxt.exe\u2066\u2028\u0000\u001b[31m\ud800',
  'x'.repeat(65_536),
];

const INVISIBLE = ['\u202e', '\u2066', '\u2028', '\u0000', '\u001b'];

/** A page in which every text is the given one. One with a quote stands in no command. */
function hostile(text: string) {
  const findings = FINDINGS.map((finding): Finding => {
    const { evidence } = finding;
    return {
      ...finding,
      property: text,
      reason: text,
      origin: text,
      expected: text,
      observed: text,
      consequence: text,
      note: text,
      remarks: [text],
      relevance: { matters: [text], doesNotMatter: [text], executions: 1 },
      trace: {
        ...finding.trace,
        subject: text,
        ops: [{ ...canonicalOp('open'), name: text }, ...finding.trace.ops],
      },
      evidence: {
        ...evidence,
        facts: [...evidence.facts, { kind: 'bug-check', request: null, detail: { code: 0, reason: text } }],
        timeline: evidence.timeline.map((event) => ({ ...event, text })),
        bytes: evidence.bytes.map((bytes) => ({ ...bytes, what: text, observed: text })),
      },
    };
  });
  const result = rich({
    findings,
    version: text,
    subject: text,
    openName: text,
    model: text,
    notChecked: [text],
    modelArms: { [text]: 0 },
    properties: rich().properties.map((property) => ({ ...property, id: text, note: text })),
    baseline: { known: 1, fixed: [{ property: text, reason: text, mode: 'direct', note: text }] },
  });
  return htmlReport(result, { tracePaths: findings.map(() => text), documentation: [] });
}

/** The elements of a page and the names of their attributes, without those of texts that may be left out. */
function skeleton(page: string): string[] {
  return elements(parsed(page))
    .filter(({ tagName }) => !['mark', 'td', 'th', 'tr'].includes(tagName))
    .map(({ tagName, attrs }) => `${tagName} ${attrs.map(({ name }) => name).join(' ')}`);
}

const plain = skeleton(hostile('"plain"'));

describe('texts from elsewhere', () => {
  it.each(TEXTS.map((text) => [text.slice(0, 24), text]))('leave the page as it is: %j', (_, text) => {
    const page = hostile(`"${text}`);
    expect(skeleton(page)).toEqual(plain);
    expect(INVISIBLE.filter((character) => page.includes(character))).toEqual([]);
  });

  it('never become elements, attributes or script', () => {
    const pieces = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '/',
      '-',
      '!',
      '=',
      'script',
      'style',
      ' on',
      '`',
      '$',
      '\n',
      '\u202e',
    );
    const texts = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary' })), { maxLength: 12 });
    fc.assert(
      fc.property(texts, (parts) => {
        const page = hostile(`"${parts.join('')}`);
        expect(skeleton(page)).toEqual(plain);
      }),
      { numRuns: 20 },
    );
  });

  it('are shortened where they would hide the rest', () => {
    const document = parsed(hostile('x'.repeat(65_536)));
    const lengths = [...withTag(document, 'h3'), ...withTag(document, 'h1'), ...withTag(document, 'nav')]
      .flatMap((element) => withTag(element, 'code'))
      .map((code) => rawText(code).length);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(200);
    const words = elements(document).flatMap((element) => attribute(element, 'data-words') ?? []);
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(400);
  });
});
