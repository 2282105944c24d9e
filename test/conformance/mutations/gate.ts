import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { sample } from '../amount.ts';
import { type CampaignOutcome, Copy, isBuilt, occurrences, sourceOf } from './mutant.ts';
import type { Mutation, Setting } from './mutation.ts';

type Verdicts = Readonly<Record<string, string>>;

/** Campaigns that run at a time, each in a child process. */
const CHILDREN = 2;

const isUpdate = process.env['UPDATE_VERDICTS'] === '1';

const nameOf = ({ subject, modes }: Setting): string => `${subject} (${modes.join(', ')})`;

/** What a gate is about. All of its mutations are of one view. */
export interface Gate {
  readonly mutations: readonly Mutation[];
  readonly leastMutations: number;
  /** Cases within which a mutation must be noticed, all modes of its setting together. */
  readonly cases: number;
  /** Folders of src that the mutations change. */
  readonly folders: readonly string[];
  /** The file that lists the verdicts, beside this one. */
  readonly verdictsFile: string;
}

/**
 * Defines the tests of a mutation gate. Each mutation is a textual patch to a copy of the source; the property
 * named for it must be breached within the campaign's cases, and every property's verdict must be the one listed. By
 * itself it takes each eighth mutation, in a soak all.
 * After a change that is meant to change verdicts: UPDATE_VERDICTS=1, and read the difference.
 */
export function mutationGate({ mutations: all, leastMutations, cases, folders, verdictsFile }: Gate): void {
  const mutations = isUpdate ? all : sample(all, 8);
  const verdictsPath = fileURLToPath(new URL(verdictsFile, import.meta.url));

  /** Every setting that a mutation uses, once. */
  const controls: readonly Setting[] = [
    ...new Map(
      mutations.map(({ view, subject, modes }) => [
        nameOf({ view, subject, modes }),
        { view, subject, modes },
      ]),
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
      ...controls.map((setting) => ({ name: nameOf(setting), setting, mutation: null })),
      ...mutations.map((mutation) => ({ name: mutation.id, setting: mutation, mutation })),
    ];
    const runQueue = async (): Promise<void> => {
      const copy = new Copy();
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        const { name, setting, mutation } = next;
        try {
          results.set(name, await copy.run(setting, cases, mutation));
        } catch (error) {
          results.set(name, error as Error);
        }
      }
      copy.remove();
    };
    await Promise.all(Array.from({ length: CHILDREN }, runQueue));
  }

  beforeAll(async () => {
    await runAll();
    if (isUpdate) {
      const verdicts = Object.fromEntries(mutations.map(({ id }) => [id, verdictsOf(resultOf(id))]));
      writeFileSync(verdictsPath, `${JSON.stringify(verdicts, null, 2)}\n`);
    }
    expected = JSON.parse(readFileSync(verdictsPath, 'utf8')) as typeof expected;
  });

  describe('mutations', () => {
    it(`are at least ${leastMutations}, each with a name of its own`, () => {
      expect(all.length).toBeGreaterThanOrEqual(leastMutations);
      expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    });

    it(`change ${folders.join(', ')}`, () => {
      const changed = all.map(({ file }) => file.split('/')[0] ?? '');
      expect([...new Set(changed)].sort()).toEqual([...folders].sort());
    });

    it.each(all.map((each) => [each.id, each] as const))(
      '%s changes text that occurs exactly once',
      (_id, mutation) => {
        const source = sourceOf(mutation.file);
        for (const { find, replace } of mutation.edits) {
          expect(occurrences(source, find), find).toBe(1);
          expect(replace).not.toBe(find);
        }
      },
    );

    it('are named for every property there is', () => {
      const [control] = controls;
      if (control === undefined) throw new Error('there is no control');
      const properties = Object.keys(resultOf(nameOf(control)).outcomes);
      expect([...new Set(all.map(({ property }) => property))].sort()).toEqual(properties.sort());
    });

    it('are what the file of verdicts lists', () => {
      expect(Object.keys(expected)).toEqual(all.map(({ id }) => id));
    });

    it('are applied to a dist that is built from this src', () => {
      const files = [...new Set(all.map(({ file }) => file))];
      expect(files.filter((file) => !isBuilt(file))).toEqual([]);
    });
  });

  describe('without a mutation', () => {
    it.each(controls.map(nameOf))('%s has no finding and no warning', (name) => {
      const result = resultOf(name);
      expect(result.cases).toBe(cases);
      const noticed = Object.entries(result.outcomes).filter(
        ([, { verdict, breaches }]) => verdict === 'finding' || verdict === 'warning' || breaches > 0,
      );
      expect(noticed).toEqual([]);
    });
  });

  describe.each(mutations.map((each) => [`${each.id}: ${each.what}`, each] as const))(
    '%s',
    (_name, mutation) => {
      it(`is killed by ${mutation.property}`, () => {
        const { cases: executed, outcomes } = resultOf(mutation.id);
        expect(executed).toBe(cases);
        expect(outcomes[mutation.property], JSON.stringify(outcomes, null, 1)).toMatchObject({
          verdict: 'finding',
        });
      });

      it('leads to the verdicts listed', () => {
        expect(verdictsOf(resultOf(mutation.id))).toEqual(expected[mutation.id]);
      });
    },
  );
}
