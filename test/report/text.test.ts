import { describe, expect, it } from 'vitest';
import { textReport } from '../../src/report/text.ts';
import { EVIDENCE, failed, finding, property, result } from './results.ts';

const plain = { colour: false };
const TIMING = { startedAt: '2026-01-31T12:00:00.000Z', elapsedMs: 12_345, workers: 2, shards: 1 };
const nowhere = { tracePaths: [], documentation: [] };
const at = (...tracePaths: string[]) => ({ tracePaths, documentation: [] });

describe('textReport', () => {
  it('tells what was done, what conforms and what was not checked', () => {
    const notChecked = ['model/user-ptr: no T', 'operation flush: never executed'];
    expect(textReport(result({ timing: TIMING, notChecked }), nowhere, plain)).toMatchInlineSnapshot(`
      "article · buffered, direct · seed 1
        60,000 cases  612,408 calls  10.2 calls per case  12.3 s
        cases per mode   buffered 30,000, direct 30,000
        distinct traces  59,994 (99.9 %)
        executions       118,000
        operations       open 60,000, read 200,000, write 210,000, flush 10,000, set-position 12,000,
                         query-position 13,000, duplicate 1,000, close 106,408
        model arms       2 of 3 reached
          never          R4 exclusive

        model/status    612,408 calls            ok
        model/data       41,377 bytes            ok
        model/user-ptr        -                  skipped  no T

        not checked:
          operation flush: never executed

      conforms (exit 0)
      Now see it catch the code as published:
        npx irpcheck run article-verbatim --mode direct
      "
    `);
  });

  it('says nothing of the cases of each mode where there is one: its first line has that', () => {
    const [one] = result().modes;
    if (one === undefined) throw new Error('no mode');
    const text = textReport(result({ modes: [one] }), nowhere, plain);
    expect(text).toMatch(/^article · buffered · seed 1\n/);
    expect(text).not.toContain('cases per mode');
  });

  it('says what faults struck, which had no occasion, and what was reached last', () => {
    const happenings = [
      { what: 'fault irp-allocation', entries: 3, struck: 2, occasion: true },
      { what: 'fault pool-allocation', entries: 3, struck: 0, occasion: true },
      { what: 'buffer unmapped at probe', entries: 9, struck: 0, occasion: false },
    ];
    const lastReached = { what: 'model arm R9 \u202eopened', caseIndex: 1234 };
    const text = textReport(result({ happenings, lastReached }), at(), plain);
    expect(text).toContain(
      [
        '    never          R4 exclusive',
        '  faults           1 of 2 kinds struck, 3,000 times in all, 1 without an occasion',
        '    never          fault pool-allocation',
        '  reached last     model arm R9 \\u202eopened in case 1,234',
      ].join('\n'),
    );
  });

  it('tells of the control codes that it sent most of, and of those that are never known', () => {
    const codes = [0x222000, 0x222004].map((code) => ({
      code,
      recognised: code === 0x222000,
      statuses: ['STATUS_SUCCESS'],
      inputs: [],
      outputs: [],
    }));
    const many = ['STATUS_A', 'STATUS_B', 'STATUS_C', 'STATUS_D'].map((status, index) => ({
      status,
      requests: index + 1,
    }));
    const controls = [
      { code: 0x222000, sent: 10, statuses: many },
      { code: 0x222003, sent: 1, statuses: [{ status: null, requests: 1 }] },
    ];
    const text = textReport(
      result({ scouted: { requests: 99, ended: false, codes }, controls }),
      at(),
      plain,
    );
    expect(text).toContain(
      [
        '  control codes    1 of 2 codes recognised in 99 requests before the first case',
        '    0x222000       METHOD_BUFFERED, sent 10 times, STATUS_D 4, STATUS_C 3, STATUS_B 2, 1 more status',
        '    0x222003       METHOD_NEITHER, sent 1 time, no status 1',
        '    never known    0x222004',
      ].join('\n'),
    );
    const lots = Array.from({ length: 9 }, (_, index) => ({ code: index * 4, sent: 0, statuses: [] }));
    const declared = textReport(result({ controls: lots }), at(), plain);
    expect(declared).toContain(
      '  control codes    as they are declared\n    0x0            METHOD_BUFFERED, sent 0 times',
    );
    expect(declared).toContain('    3 more         in the page, or with --json');
    expect(textReport(result(), at(), plain)).not.toContain('control codes');
  });

  it('explains a finding at the operation where it shows', () => {
    const text = textReport(failed(), at('reports/model-status-1.json'), plain);
    expect(text.slice(text.indexOf('  model/status'))).toMatchInlineSnapshot(`
      "  model/status  612,408 calls  finding  in 1,234 cases

      FINDING model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS  direct · case 7, 41 ops → 2
        1 open  \\??\\Example
        2 write offset 0, 1 byte, buffer page 0 +0x001  expected STATUS_SUCCESS, Information 1
                                                        observed STATUS_END_OF_FILE
                page 0 +0x001, 1 byte ─ MDL ByteOffset 1, ByteCount 1 ─ frames 7
        Matters: in-page offset (≥ 1)
        Does not: key, data
        Cause: request.offset() = 1; stack ByteOffset = 0
               the dispatch routine returned STATUS_END_OF_FILE
        Windows: WriteFile fails with ERROR_HANDLE_EOF
        replay: npx irpcheck replay reports/model-status-1.json

      1 finding (exit 1)
      "
    `);
  });

  it('gives each finding its own trace', () => {
    const findings = [finding(), finding({ property: 'model/data' })];
    const text = textReport(failed({ findings }), at('a b.json', 'c.json'), plain);
    expect(text).toMatch(
      /FINDING model\/status[\s\S]*replay: npx irpcheck replay "a b\.json"\n\nFINDING model\/data/,
    );
    expect(text).toContain('replay: npx irpcheck replay c.json\n\n2 findings (exit 1)\n');
  });

  it('prints warnings of a driver that conforms', () => {
    const text = textReport(
      result({
        properties: [property({ verdict: 'warning', breaches: 1 })],
        findings: [finding({ severity: 'warning' })],
      }),
      nowhere,
      plain,
    );
    expect(text).toContain('  model/status  612,408 calls  warning  in 1 case\n');
    expect(text).toContain('\nWARNING model/status  ');
    expect(text).toContain('\nconforms with 1 warning (exit 0)\n');
  });

  it('tells known findings from others, and which of the baseline were not found', () => {
    const fixed = [
      { property: 'model/data', reason: 'x', mode: 'direct', note: '' },
      { property: 'model/iosb', reason: 'y', mode: 'buffered', origin: 'IRP_MJ_READ', note: 'issue 5' },
    ] as const;
    const findings = [finding({ known: true })];
    const known = { findings, properties: [property({ verdict: 'known', breaches: 9 })], notChecked: [] };
    const text = textReport(result({ ...known, baseline: { known: 1, fixed } }), nowhere, plain);
    expect(text).toContain('  baseline         1 known, 2 fixed\n');
    expect(text).toMatch(/model\/status {2}612,408 calls {2}known {2}in 9 cases\n/);
    expect(text).toContain('KNOWN model/status  STATUS_END_OF_FILE-for-STATUS_SUCCESS  direct');
    expect(text).toContain(
      '\nfixed: model/data x (direct) is in the baseline and was not found, nor does its own trace show it: remove it, or use --update-baseline\n' +
        'fixed: model/iosb y (buffered, IRP_MJ_READ) is in the baseline and was not found, nor does its own trace show it: remove it, or use --update-baseline; its note: issue 5\n',
    );
    expect(text).toContain('\nconforms with 1 known finding (exit 0)\n');
  });

  it('says what the corpus showed', () => {
    const row = (traces: number, showing: number) =>
      /^ {2}corpus +(.*)$/m.exec(textReport(result({ corpus: { traces, showing } }), nowhere, plain))?.[1];
    expect(row(0, 0)).toBe('0 traces');
    expect(row(1, 0)).toBe('1 trace, none shows a finding');
    expect(row(3, 2)).toBe('3 traces, 2 of them with a finding');
    expect(textReport(result(), nowhere, plain)).not.toContain('  corpus ');
  });

  it('leaves the next step to the plain article that conforms', () => {
    expect(textReport(result({ subject: 'record' }), nowhere, plain)).toMatch(/conforms \(exit 0\)\n$/);
    expect(textReport(failed({ subject: 'article' }), nowhere, plain)).toMatch(/1 finding \(exit 1\)\n$/);
  });

  it('says how far an interrupted campaign came', () => {
    const text = textReport(
      result({ cases: 0, calls: 0, distinctTraces: 0, modelArms: {}, conclusion: 'interrupted' }),
      nowhere,
      plain,
    );
    expect(text).toContain('  0 of 60,000 cases  0 calls\n');
    expect(text).toContain('  distinct traces  0\n');
    expect(text).toContain('  model arms       no model\n');
    expect(text).toMatch(/interrupted after 0 of 60,000 cases \(exit 5\)\n$/);
  });

  it('names what compared nothing', () => {
    const properties = [property({ verdict: 'vacuous', compared: 0 })];
    const text = textReport(result({ properties, conclusion: 'insufficient-coverage' }), nowhere, plain);
    expect(text).toContain('  model/status  0 calls  compared nothing\n');
    expect(text).toMatch(/insufficient coverage: model\/status compared nothing \(exit 5\)\n$/);
  });

  it('colours without changing the text', () => {
    const verdicts = ['ok', 'finding', 'vacuous', 'warning', 'skipped'] as const;
    const properties = verdicts.map((verdict) => property({ id: `model/${verdict}`, verdict }));
    const coloured = textReport(failed({ properties }), at('a.json'), { colour: true });
    const control = String.fromCharCode(27);
    expect(coloured).toContain(`${control}[31m`);
    expect(coloured.replaceAll(new RegExp(`${control}\\[\\d+m`, 'g'), '')).toBe(
      textReport(failed({ properties }), at('a.json'), plain),
    );
  });

  it('lets no text from a driver command the terminal', () => {
    const evil = 'x\u001b[2J\ny\u202e';
    const detail = { code: 0, reason: `${evil}.` };
    const evidence = { ...EVIDENCE, facts: [{ kind: 'bug-check', request: null, detail } as const] };
    const text = textReport(
      failed({
        subject: evil,
        notChecked: [evil],
        findings: [finding({ expected: evil, observed: evil, evidence, remarks: [evil], consequence: evil })],
      }),
      nowhere,
      plain,
    );
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u202e');
    expect(text.split('x\\u001b[2J\\u000ay\\u202e')).toHaveLength(8);
  });
});
