import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/report/html/html.ts';
import { failed, finding, result } from '../results.ts';
import { attribute, elements, parsed, rawText, textOf, withClass, withTag } from './dom.ts';
import { FINDINGS } from './fixtures.ts';
import { page, reported } from './html.setup.ts';

const ids = elements(page).flatMap((element) => attribute(element, 'id') ?? []);

describe('the page', () => {
  it('is told apart in the title, the verdict first', () => {
    expect(withTag(page, 'title').map(textOf)[0]).toBe(
      '6 findings, 1 warning, 1 known finding · article-verbatim · irpcheck',
    );
    expect(withTag(page, 'h1').map(textOf)).toEqual(['6 findings, 1 warning, 1 known finding']);
  });

  it('has no id twice, and leads to and names by ids that there are', () => {
    expect(new Set(ids).size).toBe(ids.length);
    const references = elements(page).flatMap((element) => [
      ...(attribute(element, 'aria-labelledby') ?? '').split(' '),
      attribute(element, 'for') ?? '',
      (attribute(element, 'href') ?? '').slice(1),
    ]);
    expect(references.filter((id) => id !== '' && !ids.includes(id))).toEqual([]);
    const fills = elements(page).flatMap((element) => attribute(element, 'fill') ?? []);
    expect(fills.length).toBeGreaterThan(0);
    expect(fills.filter((fill) => !ids.includes(fill.slice('url(#'.length, -1)))).toEqual([]);
  });

  it('has headings that skip no level', () => {
    const levels = elements(page, ({ tagName }) => /^h[1-6]$/.test(tagName)).map(({ tagName }) =>
      Number(tagName[1]),
    );
    expect(levels[0]).toBe(1);
    const jumps = levels.filter((level, index) => level > (levels[index - 1] ?? 1) + 1);
    expect(jumps).toEqual([]);
  });

  it('leads to every finding and every section', () => {
    const [navigation] = withTag(page, 'nav');
    const links =
      navigation === undefined ? [] : withTag(navigation, 'a').map((link) => attribute(link, 'href'));
    expect(links).toEqual([
      ...FINDINGS.map((_, index) => `#finding-${index + 1}`),
      ...['properties', 'not-checked', 'exercised', 'arms', 'corpus', 'baseline'].map((id) => `#${id}`),
    ]);
  });

  it('names drawings for those who do not see them', () => {
    const drawings = withTag(page, 'svg').filter((svg) => attribute(svg, 'aria-hidden') === null);
    expect(drawings).toHaveLength(FINDINGS.filter(({ evidence }) => evidence.buffer !== null).length);
    for (const svg of drawings) {
      expect(attribute(svg, 'role')).toBe('img');
      expect(withTag(svg, 'title').map(textOf)).toEqual(["The caller's buffer"]);
      expect(withTag(svg, 'desc').map(textOf).join()).not.toBe('');
    }
  });

  it('says its facts', () => {
    const [facts] = withClass(page, 'facts');
    const texts = (tag: string) => (facts === undefined ? [] : withTag(facts, tag).map(textOf));
    const pairs = texts('dt').map((term, index) => `${term}: ${texts('dd')[index]}`);
    expect(pairs).toEqual([
      'Modes: buffered, direct, neither',
      'Seed: 1',
      'Cases: 60,000',
      'Calls: 612,408',
      'Executions: 118,000',
      'Time: 8.3 s, 2 workers',
      'Started: 2026-01-02T03:04:05.000Z',
      'irpcheck: 0.1.0',
    ]);
  });
});

describe('a finding', () => {
  const articles = withClass(page, 'finding');

  it('has its place, and parts only for what there is', () => {
    expect(articles.map((article) => attribute(article, 'id'))).toEqual(
      FINDINGS.map((_, at) => `finding-${at + 1}`),
    );
    const parts = articles.map((article) => withTag(article, 'h4').map(textOf).join(', '));
    expect(parts).toEqual([
      'Minimal trace, What happened, The buffer, Why',
      'Minimal trace, What happened, The buffer, Bytes, Why',
      'Minimal trace, What happened, The buffer, Bytes, Why',
      'Minimal trace, What happened, Why',
      'Minimal trace, What happened, The buffer, Why',
      'Minimal trace, The buffer, Why',
      'Minimal trace, The buffer, Why',
      'Minimal trace, Why',
    ]);
  });

  it('says what it is, and what its reason code means', () => {
    const heads = articles.map((article) => withClass(article, 'eyebrow').map(textOf).join());
    expect(heads.slice(0, 2)).toEqual([
      'finding 1 of 8 · direct · case 7 · 41 operations → 2',
      'finding 2 of 8 · direct · case 7 · 41 operations → 3',
    ]);
    expect(heads.map((head) => head.split(' ')[0])).toEqual([
      ...['finding', 'finding', 'finding', 'finding', 'warning', 'finding', 'known', 'finding'],
    ]);
    const known = articles.map((article) => withClass(article, 'outcome').map(textOf).join());
    expect(known.filter((outcome) => outcome.includes('Known'))).toEqual([
      expect.stringContaining('Knownmended in 2.1'),
    ]);
    const meanings = articles.map((article) => withClass(article, 'meaning-line').map(textOf).join());
    expect(meanings.slice(0, 2)).toEqual([
      'the first was returned, the second expected',
      'other bytes than the device holds',
    ]);
  });

  it('offers its commands and its trace to copy', () => {
    const [first] = articles;
    const codes =
      first === undefined ? [] : withClass(first, 'command').flatMap((box) => withTag(box, 'code'));
    expect(codes.map(textOf).slice(0, 5)).toEqual([
      'npx irpcheck replay reports/trace-1.json',
      'npx irpcheck export reports/trace-1.json --to rust',
      'npx irpcheck export reports/trace-1.json --to c',
      'npx irpcheck export reports/trace-1.json --to powershell',
      'npx irpcheck export reports/trace-1.json --to vitest',
    ]);
    expect(JSON.parse(codes.map(rawText)[5] ?? '')).toMatchObject({
      format: 'irptrace/2',
      subject: 'article-verbatim',
    });
  });

  it('tells how to go on with one that is not minimal', () => {
    expect(articles.filter((article) => textOf(article).includes('npx irpcheck minimize'))).toEqual([
      articles[2],
    ]);
  });

  it('has no command without a file', () => {
    const alone = parsed(htmlReport(failed(), { tracePaths: [], documentation: [] }));
    expect(withClass(alone, 'take-away').map((part) => textOf(part))[0]).toContain('no file was written');
    expect(textOf(alone)).not.toContain('npx irpcheck');
  });

  it('says where the trace is: beside the page, or at its path', () => {
    const context = { tracePaths: ['/a/b/trace.json'], documentation: [] };
    const file = (folder?: string) => {
      const page = htmlReport(failed(), { ...context, ...(folder === undefined ? {} : { folder }) });
      return withClass(parsed(page), 'take-away').map((part) => textOf(part))[0];
    };
    expect(file('/a/b')).toContain('trace.json, in the folder of this page');
    for (const other of ['/a', '/a/b/c', '/a/bb', undefined])
      expect(file(other)).toContain(' /a/b/trace.json');
  });

  it('does not repeat a trace of thousands of operations', () => {
    const { trace } = finding();
    const ops = Array.from({ length: 10_000 }, () => trace.ops[1] ?? trace.ops[0]).filter(
      (op) => op !== undefined,
    );
    const long = finding({ trace: { ...trace, ops }, original: { ...trace, ops }, op: 5000 });
    const text = htmlReport(failed({ findings: [long] }), { tracePaths: ['t.json'], documentation: [] });
    expect(text.length).toBeLessThan(200_000);
    expect(text).toContain('10,000 operations are in its file.');
    expect(textOf(parsed(text))).toContain('4,984 operations not shown');
  });
});

describe('a campaign without findings', () => {
  it('says so, and what it did not check', () => {
    const text = textOf(reported(result()));
    expect(text).toContain('Conforms');
    expect(text).toContain('2 properties held, 1 not checked.');
    expect(text).toContain('No finding.');
    expect(text).toContain('model/user-ptr: no T');
  });

  it('names what was never executed when it is incomplete', () => {
    const { opKinds } = result();
    const text = textOf(
      reported(result({ conclusion: 'insufficient-coverage', opKinds: { ...opKinds, flush: 0 } })),
    );
    expect(text).toContain('Insufficient coverage: flush was never executed');
    expect(text).toContain('Never executed: flush.');
  });
});
