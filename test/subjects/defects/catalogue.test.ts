import { describe, expect, it } from 'vitest';
import { PROPERTIES } from '../../../src/properties/registry.ts';
import { defects, findDefect } from '../../../src/subjects/index.ts';

/** What the catalogue has to have at least. */
const DEFECTS_AT_LEAST = 50;
const RULES_AT_LEAST = 25;
/** More defects of one rule would say more about that rule than about what is found. */
const DEFECTS_OF_A_RULE_AT_MOST = 3;

/** A rule of doc/rules.md, a bug check or Driver Verifier code, or a rule of the device. */
const RULE = /^(?:[RMGWQ]\d+(?:\.\d+)?[a-z]?|0x[\dA-F]+(?:\/0x[\dA-F]+)?)$/;
/** Without a full stop: a name such as `UserPtr.write` has none. */
const ONE_PHRASE = /^[a-zA-Z](?:[^\n.]|\.(?=\w))*$/;

function occurrences(values: readonly string[]): number[] {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts.values()];
}

describe('the catalogue of seeded defects', () => {
  it('is large enough', () => {
    expect(defects.length).toBeGreaterThanOrEqual(DEFECTS_AT_LEAST);
    expect(new Set(defects.map(({ rule }) => rule)).size).toBeGreaterThanOrEqual(RULES_AT_LEAST);
  });

  it('has no more than a few of one rule', () => {
    const most = Math.max(...occurrences(defects.map(({ rule }) => rule)));
    expect(most).toBeLessThanOrEqual(DEFECTS_OF_A_RULE_AT_MOST);
  });

  it('has each id once, in kebab case', () => {
    expect(occurrences(defects.map(({ id }) => id))).toEqual(defects.map(() => 1));
    for (const { id } of defects) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  });

  it('has each rule, property and minimal trace once', () => {
    const keys = defects.map(({ rule, property, minimal }) => {
      const { setting, ops } = minimal;
      return JSON.stringify([rule, property, setting, ops]);
    });
    expect(occurrences(keys)).toEqual(defects.map(() => 1));
  });

  it('is found by id', () => {
    for (const defect of defects) expect(findDefect(defect.id)).toBe(defect);
    expect(findDefect('nonesuch')).toBeUndefined();
  });
});

describe.each(defects.map((defect) => [defect.id, defect] as const))('%s', (id, defect) => {
  const { rule, title, property, coupled, subject } = defect;

  it('says what it is in one line each', () => {
    expect(rule).toMatch(RULE);
    for (const text of [title, ...(coupled === null ? [] : [coupled])]) expect(text).toMatch(ONE_PHRASE);
    expect(subject).toMatchObject({ name: `defects/${id}`, description: title });
    expect(PROPERTIES.map((entry) => entry.id)).toContain(property);
  });
});
