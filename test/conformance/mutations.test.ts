import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { MUTATIONS } from './mutations/catalogue.ts';
import { CASES, type CampaignOutcome, isBuilt, occurrences, runCopy, sourceOf } from './mutations/mutant.ts';
import type { Mutation, Setting } from './mutations/mutation.ts';

/**
 * The mutation gate. Each mutation is a textual patch to a copy of the source; the property named for it must be
 * breached within the campaign's cases, and every property's verdict must be the one in verdicts.json. After a
 * change that is meant to change verdicts: UPDATE_VERDICTS=1, and read the difference.
 */

type Verdicts = Readonly<Record<string, string>>;

/** Campaigns that run at a time, each in a child process. */
const CHILDREN = 2;

const VERDICTS_FILE = fileURLToPath(new URL('./mutations/verdicts.json', import.meta.url));
const isUpdate = process.env['UPDATE_VERDICTS'] === '1';

const nameOf = ({ subject, modes }: Setting): string => `${subject} (${modes.join(', ')})`;

/** Every setting that a mutation uses, once. */
const CONTROLS: readonly Setting[] = [
  ...new Map(
    MUTATIONS.map(({ subject, modes }) => [nameOf({ subject, modes }), { subject, modes }]),
  ).values(),
];

/** By mutation id and by the name of a control's setting: the outcome, or why there is none. */
const results = new Map<string, CampaignOutcome | Error>();
let expected: Readonly<Record<string, Verdicts>> = {};

function resultOf(name: string): CampaignOutcome {
  const result = results.get(name);
  if (result === undefined) throw new Error(`${name} did not run`);
  if (result instanceof Error) throw result;
  return result;
}

function verdictsOf({ outcomes }: CampaignOutcome): Verdicts {
  return Object.fromEntries(Object.entries(outcomes).map(([id, { verdict }]) => [id, verdict]));
}

async function runAll(): Promise<void> {
  const queue: { name: string; setting: Setting; mutation: Mutation | null }[] = [
    ...CONTROLS.map((setting) => ({ name: nameOf(setting), setting, mutation: null })),
    ...MUTATIONS.map((mutation) => ({ name: mutation.id, setting: mutation, mutation })),
  ];
  const runQueue = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { name, setting, mutation } = next;
      try {
        results.set(name, await runCopy(setting, mutation));
      } catch (error) {
        results.set(name, error as Error);
      }
    }
  };
  await Promise.all(Array.from({ length: CHILDREN }, runQueue));
}

beforeAll(async () => {
  await runAll();
  if (isUpdate) {
    const verdicts = Object.fromEntries(MUTATIONS.map(({ id }) => [id, verdictsOf(resultOf(id))]));
    writeFileSync(VERDICTS_FILE, `${JSON.stringify(verdicts, null, 2)}\n`);
  }
  expected = JSON.parse(readFileSync(VERDICTS_FILE, 'utf8')) as typeof expected;
});

describe('mutations', () => {
  it('are at least 25, each with a name of its own', () => {
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(25);
    expect(new Set(MUTATIONS.map(({ id }) => id)).size).toBe(MUTATIONS.length);
  });

  it('change the model, the implementation and the drivers', () => {
    const folders = MUTATIONS.map(({ file }) => file.split('/')[0] ?? '');
    expect([...new Set(folders)].sort()).toEqual(['drivers', 'impl', 'model']);
  });

  it('are named for every property there is', () => {
    const [control] = CONTROLS;
    if (control === undefined) throw new Error('there is no control');
    const properties = Object.keys(resultOf(nameOf(control)).outcomes);
    expect([...new Set(MUTATIONS.map(({ property }) => property))].sort()).toEqual(properties.sort());
  });

  it('are what verdicts.json lists', () => {
    expect(Object.keys(expected)).toEqual(MUTATIONS.map(({ id }) => id));
  });

  it('are applied to a dist that is built from this src', () => {
    const files = [...new Set(MUTATIONS.map(({ file }) => file))];
    expect(files.filter((file) => !isBuilt(file))).toEqual([]);
  });
});

describe('without a mutation', () => {
  it.each(CONTROLS.map(nameOf))('%s has no finding and no warning', (name) => {
    const result = resultOf(name);
    expect(result.cases).toBe(CASES);
    const noticed = Object.entries(result.outcomes).filter(
      ([, { verdict, breaches }]) => verdict === 'finding' || verdict === 'warning' || breaches > 0,
    );
    expect(noticed).toEqual([]);
  });
});

describe.each(MUTATIONS.map((each) => [`${each.id}: ${each.what}`, each] as const))(
  '%s',
  (_name, mutation) => {
    it('changes text that occurs exactly once', () => {
      const source = sourceOf(mutation.file);
      for (const { find, replace } of mutation.edits) {
        expect(occurrences(source, find), find).toBe(1);
        expect(replace).not.toBe(find);
      }
    });

    it(`is killed by ${mutation.property}`, () => {
      const { cases, outcomes } = resultOf(mutation.id);
      expect(cases).toBe(CASES);
      expect(outcomes[mutation.property], JSON.stringify(outcomes, null, 1)).toMatchObject({
        verdict: 'finding',
      });
    });

    it('leads to the verdicts listed', () => {
      expect(verdictsOf(resultOf(mutation.id))).toEqual(expected[mutation.id]);
    });
  },
);
