import { describe, expect, it } from 'vitest';
import { DOCUMENTED_PROPERTIES } from '../../../src/properties/registry.ts';
import { propertyMeaning, reasonMeaning } from '../../../src/report/html/meaning.ts';

const [any] = DOCUMENTED_PROPERTIES;

describe('reasonMeaning', () => {
  it('knows every documented code', () => {
    for (const property of DOCUMENTED_PROPERTIES) {
      for (const { code } of property.reasons) {
        const reason = code.replaceAll(/<[^>]*>/g, 'X');
        expect(reasonMeaning(property, reason), `${property.id} ${reason}`).not.toBeNull();
      }
    }
  });

  it('takes the most definite of several', () => {
    const reasons = [
      { code: '<status>-for-<status>', meaning: 'any' },
      { code: 'bug-check-for-<status>', meaning: 'this' },
    ];
    expect(reasonMeaning(any && { ...any, reasons }, 'bug-check-for-STATUS_SUCCESS')).toBe('this');
    expect(reasonMeaning(any && { ...any, reasons }, 'A-for-B')).toBe('any');
  });

  it('knows nothing of others', () => {
    expect(reasonMeaning(undefined, 'x')).toBeNull();
    expect(reasonMeaning(any && { ...any, reasons: [{ code: 'a.<b>', meaning: 'm' }] }, 'ab1')).toBeNull();
    expect(
      reasonMeaning(any && { ...any, reasons: [{ code: 'a<b>', meaning: 'm' }] }, `a${'b'.repeat(300)}`),
    ).toBeNull();
  });
});

describe('propertyMeaning', () => {
  it('is nothing without documentation', () => {
    expect(propertyMeaning(undefined)).toBeNull();
  });
});
