import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type BaselineEntry,
  BaselineFormatError,
  formatBaseline,
  parseBaseline,
} from '../../src/trace/baseline.ts';
import { BUFFERING_MODES } from '../../src/trace/trace.ts';

const arbitraryEntry: fc.Arbitrary<BaselineEntry> = fc.record(
  {
    subject: fc.constantFrom('article', './my driver.ts', 'B'),
    mode: fc.constantFrom(...BUFFERING_MODES),
    property: fc.constantFrom('model/status', 'contract/in-bounds'),
    reason: fc.constantFrom('STATUS_END_OF_FILE-for-STATUS_SUCCESS', 'pool-overrun', '"quoted"'),
    origin: fc.constantFrom('IRP_MJ_READ', 'IRP_MJ_WRITE, under a fault'),
    note: fc.constantFrom('', 'see issue 5', 'два\nстроки'),
  },
  { requiredKeys: ['subject', 'mode', 'property', 'reason', 'note'] },
);

const TEXT = `{
  "format": "irpbaseline/1",
  "findings": [
    { "subject": "article", "mode": "buffered", "property": "model/status", "reason": "A-for-B" },
    { "subject": "article", "mode": "direct", "property": "contract/in-bounds", "reason": "x", "origin": "IRP_MJ_READ", "note": "why" }
  ]
}
`;

describe('a baseline', () => {
  it('gives every entry back once, in an order that does not depend on theirs', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEntry), (entries) => {
        const text = formatBaseline(entries);
        expect(formatBaseline(parseBaseline(text))).toBe(text);
        expect(formatBaseline([...entries].reverse().concat(entries))).toBe(text);
        const set = (all: readonly BaselineEntry[]) => new Set(all.map((entry) => JSON.stringify(entry)));
        const ordered = entries.map(({ subject, mode, property, reason, origin, note }) => {
          return { subject, mode, property, reason, ...(origin === undefined ? {} : { origin }), note };
        });
        expect(set(parseBaseline(text))).toEqual(set(ordered));
      }),
      { numRuns: 300, seed: 1 },
    );
  });

  it('is written on one line for each finding', () => {
    expect(formatBaseline(parseBaseline(TEXT).reverse())).toBe(TEXT);
    expect(formatBaseline([])).toBe('{\n  "format": "irpbaseline/1",\n  "findings": []\n}\n');
  });
});

describe('a text that is no baseline', () => {
  const entry = { subject: 'article', mode: 'direct', property: 'model/status', reason: 'x' };
  const json = (findings: unknown): string => JSON.stringify({ format: 'irpbaseline/1', findings });

  it.each([
    ['', 'baseline: expected a JSON object, found empty text'],
    [
      TEXT.slice(0, -9),
      'baseline: expected a JSON object, found text that ends early (is the file complete?)',
    ],
    ['[]', 'baseline: expected an object, found an array'],
    [
      '{"format": "irptrace/1"}',
      'format: expected "irpbaseline/1", the only version this irpcheck reads, found "irptrace/1"',
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
  ])('%s', (text, message) => {
    expect(() => parseBaseline(text)).toThrow(new BaselineFormatError(message));
  });
});
