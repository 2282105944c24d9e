import { describe, expect, it } from 'vitest';
import { githubReport } from '../../src/report/github.ts';
import { htmlReport } from '../../src/report/html/html.ts';
import { markdownReport } from '../../src/report/markdown.ts';
import { sarifReport } from '../../src/report/sarif.ts';
import { testCases } from '../../src/report/test-cases.ts';
import { textReport } from '../../src/report/text.ts';
import { verdictOf } from '../../src/report/verdict.ts';
import { failed, finding, property } from './results.ts';

const FINDINGS = [
  finding(),
  finding({ property: 'model/iosb', reason: 'not-written' }),
  finding({ property: 'contract/complete-once', reason: 'completed-twice' }),
  finding({ property: 'model/data', reason: 'wrong-bytes' }),
];
const given = failed({
  findings: FINDINGS,
  causes: [[0, 3, 1], [2]],
  properties: [
    property({ id: 'model/status', verdict: 'finding' }),
    property({ id: 'model/iosb', verdict: 'finding' }),
  ],
});
const context = { tracePaths: ['r/a-1.json', 'r/b-1.json', 'r/c-1.json', 'r/d-1.json'], documentation: [] };

describe('findings that one cause explains', () => {
  it('are told in text below the simplest, which alone is told in full', () => {
    const text = textReport(given, context, { colour: false });
    expect(text.match(/^FINDING .*? {2}\S+/gm)).toEqual([
      'FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS',
      'FINDING contract/complete-once  completed-twice',
    ]);
    expect(text).toContain(`  and 2 more ways it shows:
    model/data: wrong-bytes [d-1]
    model/iosb: not-written [b-1]
`);
  });

  it('are counted by cause, with the findings there are', () => {
    expect(verdictOf(given)).toMatchObject({ exitCode: 1, text: '2 causes (4 findings)' });
    expect(verdictOf(failed({ findings: FINDINGS })).text).toBe('4 findings');
  });

  it('are counted as the worst of them', () => {
    const [first, ...rest] = FINDINGS.slice(0, 2);
    const known = failed({ findings: [{ ...finding(), ...first, known: true }, ...rest], causes: [[1, 0]] });
    expect(verdictOf(known)).toMatchObject({ exitCode: 1, text: '1 cause (2 findings)' });
  });

  it('follow one another in SARIF, with the number of their cause', () => {
    const { runs } = JSON.parse(sarifReport(given, context)) as {
      runs: { results: { ruleId: string; message: { text: string }; properties: { cause: number } }[] }[];
    };
    const results = runs[0]?.results ?? [];
    expect(results.map(({ ruleId, properties: { cause } }) => [ruleId, cause])).toEqual([
      ['model/status', 1],
      ['model/data', 1],
      ['model/iosb', 1],
      ['contract/complete-once', 2],
    ]);
    expect(results[0]?.message.text).toContain('One cause, and 2 more ways it shows.');
    expect(results[1]?.message.text).toContain(
      'One of 3 ways in which one cause shows; the simplest is model/status',
    );
    expect(results[3]?.message.text).not.toContain('cause');
  });

  it('name in JUnit and CTRF the one that is told in full', () => {
    const [status, iosb] = testCases(given, context);
    expect(status?.text).toContain('and 2 more ways it shows:');
    expect(iosb).toMatchObject({
      outcome: 'failure',
      text: 'model/iosb not-written (direct, trace r/b-1.json): a way in which model/status STATUS_END_OF_FILE-for-STATUS_SUCCESS shows',
    });
  });

  it('stand together in Markdown, which tells the others below the simplest', () => {
    const text = markdownReport(given, context);
    expect(text).toMatch(/^### ❌ irpcheck: 2 causes \(4 findings\) \(exit 1\)\n/);
    expect(text.match(/^\| finding \|.*?\|.*?\|/gm)).toEqual([
      '| finding | <code>model/status</code> | <code>STATUS_END_OF_FILE-for-STATUS_SUCCESS</code> and 2 more ways it shows |',
      '| finding | <code>contract/complete-once</code> | <code>completed-twice</code> |',
    ]);
    expect(text.match(/<details><summary>.*<\/summary>/g)).toEqual([
      '<details><summary><code>model/status</code> <code>STATUS_END_OF_FILE-for-STATUS_SUCCESS</code>, 2 operations, and 2 more ways it shows</summary>',
      '<details><summary><code>contract/complete-once</code> <code>completed-twice</code>, 2 operations</summary>',
    ]);
    expect(text).toContain('model/iosb: not-written [b-1]\n');
  });

  it('are one annotation of GitHub, as grave as the worst of them', () => {
    const lines = githubReport(given, context).split('\n').slice(0, -1);
    expect(lines.map((line) => /^::\w+ title=[^,:]+/.exec(line)?.[0])).toEqual([
      '::error title=model/status',
      '::error title=contract/complete-once',
      '::error title=irpcheck',
    ]);
    expect(lines[0]).toContain(
      '%0Aand 2 more ways it shows:%0Amodel/data: wrong-bytes [d-1]%0Amodel/iosb: not-written [b-1]',
    );
    expect(lines[2]).toContain(': 2 causes (4 findings) (exit 1)');
    const [first, second] = FINDINGS;
    const known = failed({
      findings: [{ ...finding(), ...first, known: true }, second ?? finding()],
      causes: [[0, 1]],
    });
    expect(githubReport(known, context)).toMatch(/^::error title=model\/status,/);
  });

  it('are folded away in the page, below the simplest', () => {
    const page = htmlReport(given, context);
    expect(page.match(/<section class="ways"/g)).toHaveLength(1);
    expect(page).toContain('<summary>and 2 more ways it shows</summary>');
    expect(page.indexOf('id="finding-1"')).toBeLessThan(page.indexOf('<section class="ways"'));
    expect(page.indexOf('id="finding-2"')).toBeGreaterThan(page.indexOf('<section class="ways"'));
    expect(page).toContain('<h1>2 causes (4 findings)</h1>');
  });
});
