import { describe, expect, it } from 'vitest';
import { BaselineFormatError, formatBaseline, parseBaseline } from '../../../src/trace/finding/baseline.ts';

const TEXT = `{
  "format": "irpbaseline/2",
  "findings": [
    { "subject": "article", "mode": "buffered", "property": "model/status", "reason": "A-for-B" },
    { "subject": "article", "mode": "direct", "property": "contract/in-bounds", "reason": "x", "origin": "IRP_MJ_READ", "note": "why",
      "op": 1, "trace": { "ops": [{ "op": "open" }, { "op": "read", "length": 1 }] } },
    { "subject": "article", "mode": "direct", "property": "contract/in-bounds", "reason": "y",
      "op": 0, "minimization": "unfinished", "trace": { "setting": { "machine": { "fragmentation": "reversed" } }, "ops": [] } }
  ]
}
`;

const entry = { subject: 'article', mode: 'direct', property: 'model/status', reason: 'x' };

describe('a baseline', () => {
  it('is written on a line for each finding, and one for its trace', () => {
    expect(formatBaseline(parseBaseline(TEXT).reverse())).toBe(TEXT);
    expect(formatBaseline([])).toBe('{\n  "format": "irpbaseline/2",\n  "findings": []\n}\n');
  });

  it('holds traces of its entries’ driver and mode', () => {
    const [, second] = parseBaseline(TEXT);
    expect(second?.shown).toMatchObject({ op: 1, minimization: 'complete' });
    expect(second?.shown?.trace).toMatchObject({
      subject: 'article',
      setting: { mode: 'direct' },
      seed: null,
    });
  });

  it('of the earlier version has entries without traces', () => {
    const entries = [
      { ...entry, note: 'why' },
      { ...entry, reason: 'y' },
    ];
    const earlier = JSON.stringify({ format: 'irpbaseline/1', findings: entries });
    expect(parseBaseline(earlier)).toEqual(entries.map((each) => ({ note: '', ...each, shown: null })));
  });
});

describe('a text that is no baseline', () => {
  const json = (findings: unknown): string => JSON.stringify({ format: 'irpbaseline/2', findings });

  it.each([
    ['', 'baseline: expected a JSON object, found empty text'],
    [
      TEXT.slice(0, -9),
      'baseline: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    ['[]', 'baseline: expected an object, found an array'],
    [
      '{"format": "irptrace/1"}',
      'format: expected "irpbaseline/2" or "irpbaseline/1", the versions this irpcheck reads, found "irptrace/1"',
    ],
    [json(null), 'findings: expected an array of at most 10000 entries, found null'],
    [json(Array(10_001).fill(entry)), 'findings: expected an array of at most 10000 entries, found an array'],
    [json([entry, 5]), 'findings[1]: expected an object, found 5'],
    [
      json([{ ...entry, mode: 'both' }]),
      'findings[0].mode: expected "buffered", "direct" or "neither", found "both"',
    ],
    [
      json([{ ...entry, subject: '' }]),
      'findings[0].subject: expected text of 1 to 4096 characters, found ""',
    ],
    [
      json([{ ...entry, property: 'status' }]),
      'findings[0].property: expected a property id such as "model/status", found "status"',
    ],
    [
      json([{ ...entry, reason: undefined }]),
      'findings[0].reason: expected a reason code: 1 to 200 printable ASCII characters, found nothing',
    ],
    [json([{ ...entry, note: 5 }]), 'findings[0].note: expected text of 0 to 4096 characters, found 5'],
    [json([{ ...entry, severity: 'error' }]), 'findings[0].severity: unknown field'],
    [
      json([{ ...entry, op: 1 }]),
      'findings[0]: expected "op" and "trace" together, or neither, found an object',
    ],
    [json([{ ...entry, op: 1, trace: 5 }]), 'findings[0].trace: expected an object, found 5'],
    [
      json([{ ...entry, op: 1, trace: { ops: [{ op: 'flush', length: 1 }] } }]),
      'findings[0].trace.ops[0].length: unknown field',
    ],
    [
      JSON.stringify({ format: 'irpbaseline/1', findings: [{ ...entry, op: 1, trace: { ops: [] } }] }),
      'findings[0].op: unknown field',
    ],
  ])('%s', (text, message) => {
    expect(() => parseBaseline(text)).toThrow(new BaselineFormatError(message));
  });
});
