import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { consequenceOf, DOCUMENTED_PROPERTIES, PROPERTIES } from '../../src/properties/registry.ts';
import { defects } from '../../src/subjects/index.ts';

interface Row {
  readonly property: string;
  readonly reason: string;
}

const EXPECTED = new URL('../conformance/article-verbatim.expected.json', import.meta.url);
const RULES = new URL('../../doc/rules.md', import.meta.url);
const rows: readonly Row[] = [...(JSON.parse(readFileSync(EXPECTED, 'utf8')) as readonly Row[]), ...defects];
const ids = DOCUMENTED_PROPERTIES.map(({ id }) => id);

/** Whether a documented code stands for a reason: what is between angle brackets may be anything but nothing. */
function standsFor(code: string, reason: string): boolean {
  const pattern = code
    .split(/<[^>]+>/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.+');
  return new RegExp(`^${pattern}$`).test(reason);
}

describe('the documentation', () => {
  it('has the properties that a campaign judges, each once, and no others', () => {
    expect(ids).toEqual(PROPERTIES.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(DOCUMENTED_PROPERTIES)('of $id is complete', (property) => {
    const { summary, demands, rules, sources, consequence, guards, compared, reasons } = property;
    for (const text of [summary, demands, consequence, compared, ...sources, ...guards]) {
      expect(text.trim()).toBe(text);
      expect(text).not.toBe('');
    }
    expect(summary.length).toBeLessThanOrEqual(72);
    expect(demands).toMatch(/^[A-Z].*\.$/);
    expect([sources.length, guards.length, reasons.length]).not.toContain(0);
    for (const rule of rules) expect(rule).toMatch(/^[RWMG]\d+[a-z]?$/);
    const codes = reasons.map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)]);
    expect(consequenceOf({ property: property.id, reason: 'no-such-reason' })).toContain(consequence);
  });

  it('names Microsoft’s rule, with its code and severity, where there is one', () => {
    const rules = DOCUMENTED_PROPERTIES.flatMap(({ reasons }) =>
      reasons.flatMap(({ microsoft }) => microsoft ?? []),
    );
    expect(rules.length).toBeGreaterThanOrEqual(18);
    for (const { name, code, severity } of rules) {
      expect(name ?? code).not.toBeNull();
      expect(name ?? 'None').toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(code ?? '0x1').toMatch(/^0x[0-9A-F]+(\/0x[0-9A-F]+)?$/);
      // What Windows stops with nothing has no code.
      expect(severity === 'static').toBe(code === null);
    }
    expect(consequenceOf({ property: 'contract/pending-marked', reason: 'marked-not-returned' })).toMatch(
      /\. Microsoft: MarkIrpPending \(0xC9\/0x23E, non-fatal\)$/,
    );
  });

  it('cites rules that there are', () => {
    const text = readFileSync(RULES, 'utf8');
    const cited = new Set(DOCUMENTED_PROPERTIES.flatMap(({ rules }) => rules));
    for (const rule of cited) expect(text, rule).toMatch(new RegExp(`\\b${rule}\\b`));
  });

  it.each(rows.map(({ property, reason }) => [property, reason]))('knows %s %s', (property, reason) => {
    const documented = DOCUMENTED_PROPERTIES.find(({ id }) => id === property);
    const codes = documented?.reasons.map(({ code }) => code) ?? [];
    expect(
      codes.some((code) => standsFor(code, reason)),
      codes.join(', '),
    ).toBe(true);
  });
});
