import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type FreshStructure, isNull } from '../../src/nt/fresh/facts.ts';
import { FRESH_STRUCTURES } from '../../src/nt/fresh/index.ts';
import { SOURCES } from '../../src/nt/fresh/sources.ts';

interface Reference {
  fieldReference(structures: readonly FreshStructure[], sources: Readonly<Record<string, string>>): string;
}

const ROOT = new URL('../../', import.meta.url);
const { fieldReference } = (await import(new URL('scripts/field-reference.js', ROOT).href)) as Reference;

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** Everything that is cited. */
const cited = new Set(
  FRESH_STRUCTURES.flatMap(({ moments }) =>
    Object.values(moments).flatMap(({ holds }) =>
      Object.values(holds).flatMap((fact) => (fact.kind === 'unknown' ? [] : fact.sources)),
    ),
  ),
);

it('doc/fields.md says what the tables say: npm run reference writes it', () => {
  expect(read('doc/fields.md')).toBe(fieldReference(FRESH_STRUCTURES, SOURCES));
});

it('another fact makes it another page', () => {
  const [irp, ...others] = FRESH_STRUCTURES as readonly [FreshStructure, ...FreshStructure[]];
  const [when, moment] = Object.entries(irp.moments)[0] as [string, FreshStructure['moments'][string]];
  const holds = { ...moment.holds, ApcEnvironment: isNull('R59') };
  const changed = { ...irp, moments: { ...irp.moments, [when]: { ...moment, holds } } };
  expect(fieldReference([changed, ...others], SOURCES)).not.toBe(read('doc/fields.md'));
});

it('every source that is listed is cited, and every rule that is cited is listed', () => {
  const rules = read('doc/rules.md');
  expect([...cited].filter((source) => !(source in SOURCES) && !rules.includes(`**${source}** `))).toEqual(
    [],
  );
  expect(Object.keys(SOURCES).filter((source) => !cited.has(source as keyof typeof SOURCES))).toEqual([]);
});
