import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amount, isWhole } from './amount.ts';
import { command, folderIn } from './command.ts';

const FORMS = 'json,junit,sarif,ctrf,markdown,html';
/** Every shard executes the first 1,000 cases; the others are three segments at least, fewer than shards. */
const CASES = amount(2002, 5000);
const SHARDS = amount(4, 7);

const roots: string[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-scale-'));
  roots.push(folder);
  return folder;
}

afterAll(() => {
  for (const folder of roots) rmSync(folder, { recursive: true });
});

type Files = ReadonlyMap<string, string>;

function filesIn(out: string): Files {
  const folder = folderIn(out);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}

/** The result with its timing as it is for nobody: the one section that may differ. */
function withoutTiming(json: string): string {
  const result: unknown = JSON.parse(json);
  expect(result).toHaveProperty('timing.elapsedMs');
  return JSON.stringify({ ...(result as object), timing: null }, null, 2);
}

async function whole(
  args: readonly string[],
  workers: number,
): Promise<{ folder: string; status: number | null }> {
  const folder = newFolder();
  const { status } = await command(
    ['run', ...args, '-q', '-w', String(workers), '--report', FORMS],
    undefined,
    folder,
  );
  return { folder, status };
}

async function sharded(args: readonly string[], count: number): Promise<string> {
  const folder = newFolder();
  for (let index = 1; index <= count; index += 1) {
    await command(['run', ...args, '-q', '--shard', `${index}/${count}`], undefined, folder);
  }
  return folder;
}

const shardsIn = (out: string): string[] => {
  const folder = folderIn(out);
  return readdirSync(folder).map((name) => join(folder, name));
};

async function merged(shards: readonly string[]) {
  const folder = newFolder();
  const { status, stderr } = await command(['merge', ...shards, '-o', folder, '--report', FORMS]);
  return { folder, status, stderr };
}

describe.each([
  ['article-verbatim', ['article-verbatim', '-n', `${CASES}`, '-s', '5']],
  ['a driver that conforms', ['disk', '-n', `${CASES}`]],
])(`%s in one process, with 2 workers, and in ${SHARDS} shards`, (name, args) => {
  let one: string;
  let shards: string;

  beforeAll(async () => {
    one = (await whole(args, 1)).folder;
    shards = await sharded(args, SHARDS);
  });

  it('gives the same bytes but for the timing', async () => {
    const two = (await whole(args, 2)).folder;
    const { folder: parts, status } = await merged(shardsIn(shards));
    expect(status).toBe(name === 'article-verbatim' ? 1 : 0);
    const expected = filesIn(one);
    expect(expected.size).toBeGreaterThan(name === 'article-verbatim' ? 20 : 5);
    const json = `${args[0]}.json`;
    for (const folder of [two, parts]) {
      const found = filesIn(folder);
      expect([...found.keys()]).toEqual([...expected.keys()]);
      expect(withoutTiming(found.get(json) ?? '')).toBe(withoutTiming(expected.get(json) ?? ''));
      // Traces tell no times; the other reports tell only those of the result.
      for (const [file, text] of expected) {
        if (/^[a-z]+-[a-z-]+-[0-9a-f]{12}\.json$/.test(file)) expect(found.get(file)).toBe(text);
      }
    }
  });

  it('refuses shards that are not the whole', async () => {
    const all = shardsIn(shards);
    const [first = '', second = ''] = all;
    const foreign = join(newFolder(), 'foreign.json');
    const text = readFileSync(second, 'utf8');
    writeFileSync(foreign, text.replace(/"seed":\d+,"corpus"/, '"seed":99,"corpus"'));
    const cut = join(newFolder(), 'cut.json');
    writeFileSync(cut, text.slice(0, text.length / 2));
    for (const [shardFiles, message] of [
      [all.slice(1), `cannot merge: shard 1 of ${SHARDS} is missing`],
      [[...all, first], `cannot merge: shard 1 of ${SHARDS} is there twice`],
      [
        all.map((each) => (each === second ? foreign : each)),
        /is of another campaign than .*: another seed \(99, not /,
      ],
      [all.map((each) => (each === second ? cut : each)), /cut.json' is no shard/],
    ] as const) {
      const { status, stderr, folder } = await merged(shardFiles);
      expect([status, readdirSync(folder)]).toEqual([2, []]);
      expect(stderr).toMatch(message);
    }
  });
});

// In a soak alone: each case that does not come back takes seconds.
it.runIf(isWhole)(
  'a driver that does not come back gives the same result with 2 workers as with 1, in shards',
  async () => {
    const args = ['test/fixtures/drivers/loops-in-reads.ts', '-n', '2200', '--stall', '1'];
    const { folder: two, status } = await whole(args, 2);
    expect(status).toBe(1);
    const { folder: shards } = await merged(shardsIn(await sharded([...args, '-w', '1'], 2)));
    const [left = '', right] = [two, shards].map((folder) =>
      withoutTiming(readFileSync(join(folderIn(folder), 'loops-in-reads.json'), 'utf8')),
    );
    expect(left).toContain('"operation read from case');
    expect(right).toBe(left);
  },
);
