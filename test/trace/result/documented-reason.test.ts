import { describe, expect, it } from 'vitest';
import { documentedReason, microsoftText, reasonText } from '../../../src/trace/result/documented-reason.ts';
import type { PropertyDocumentation } from '../../../src/trace/result/property-documentation.ts';

const PROPERTY: PropertyDocumentation = {
  id: 'contract/example',
  summary: '',
  demands: '',
  rules: [],
  sources: [],
  consequence: '',
  guards: [],
  compared: '',
  reasons: [
    { code: 'exact', meaning: 'this one' },
    { code: 'stop-0x<code>', meaning: 'a stop' },
    {
      code: 'stop-0x<code>-in-<major>',
      meaning: 'a stop in a request',
      microsoft: { name: 'DoubleCompletion', code: '0x44', severity: 'fatal' },
    },
  ],
  example: null,
};

describe('what is documented of a reason', () => {
  it.each([
    ['exact', 'this one'],
    ['stop-0x44', 'a stop'],
    ['stop-0x44-in-IRP_MJ_READ', 'a stop in a request'],
    ['exactly', undefined],
    ['stop-0x', undefined],
    [`stop-0x${'4'.repeat(300)}`, undefined],
  ])('%s: %s', (reason, meaning) => {
    expect(documentedReason(PROPERTY, reason)?.meaning).toBe(meaning);
  });

  it('is nothing for what is no property', () => {
    expect(documentedReason(undefined, 'exact')).toBeNull();
  });
});

describe('Microsoft’s rule', () => {
  it.each([
    [
      { name: 'MarkIrpPending', code: '0xC9/0x23E', severity: 'non-fatal' },
      'MarkIrpPending (0xC9/0x23E, non-fatal)',
    ],
    [{ name: null, code: '0xC9/0x224', severity: 'fatal' }, '0xC9/0x224 (fatal)'],
    [{ name: 'DoubleFetch', code: null, severity: 'static' }, 'DoubleFetch (static)'],
  ] as const)('%o', (rule, text) => {
    expect(microsoftText(rule)).toBe(`Microsoft: ${text}`);
  });

  it('is behind the meaning', () => {
    expect(PROPERTY.reasons.map(reasonText)).toEqual([
      'this one',
      'a stop',
      'a stop in a request. Microsoft: DoubleCompletion (0x44, fatal)',
    ]);
  });
});
