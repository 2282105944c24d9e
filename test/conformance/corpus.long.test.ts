import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { amount } from './amount.ts';
import { startCampaign } from './bad-input/campaign.ts';
import { irpcheckHere } from './bad-input/in-process.ts';
import { type Ended, ended, irpcheck, listing, newFolder } from './bad-input/process.ts';
import { folderIn } from './command.ts';
import { fromDist, ROOT } from './dist.ts';
import { guideFiles } from './guide.ts';

const { parseTrace } = await fromDist<typeof import('../../src/trace/json.ts')>('trace/json');
const { formatBaseline, parseBaseline } =
  await fromDist<typeof import('../../src/trace/finding/baseline.ts')>('trace/finding/baseline');

const { driver, defectiveDriver, model } = guideFiles();
/** Cases in which the mistake of the guide shows, and those that it takes to compare all there is. */
const ENOUGH = amount(40, 400);
const FOR_ALL = amount(500, 1500);
const NAME = /^mailbox\.[a-z]+-[a-z-]+\.[0-9a-f]{12}\.json$/;

let folder = '';

beforeEach(() => {
  folder = newFolder();
  writeFileSync(join(folder, 'mailbox.ts'), defectiveDriver);
  writeFileSync(join(folder, 'mailbox-model.ts'), model);
});

const fix = (): void => writeFileSync(join(folder, 'mailbox.ts'), driver);
const corpus = (): string[] => readdirSync(join(folder, 'corpus')).sort();
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

const RUN = ['run', './mailbox.ts', '--model', './mailbox-model.ts', '-q', '-n'];

/** Checks the driver of the guide, with so many cases: in this process, which spares its start. */
const run = (cases: number, ...args: string[]): Promise<Ended> =>
  irpcheckHere(folder, [...RUN, String(cases), ...args]);

/** Headings of the findings in a report. */
const headings = ({ stdout }: Ended): string[] =>
  [...stdout.matchAll(/^(?:FINDING|KNOWN|WARNING) (\S+ {2}\S+)/gm)].map(([, name = '']) => name).sort();

describe('a corpus', () => {
  it('finds again what was found once, from any seed, until it is fixed', async () => {
    const first = await run(ENOUGH, '--corpus', 'corpus');
    expect(first.exitCode).toBe(1);
    const names = corpus();
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) {
      expect(name).toMatch(NAME);
      expect(first.stdout).toContain(`  corpus/${name}\n`);
      expect(parseTrace(read(`corpus/${name}`)).finding).not.toBeNull();
    }
    const before = listing(join(folder, 'corpus'));

    const again = await run(1, '-s', '78');
    expect(again.exitCode).toBe(1);
    expect(headings(again)).toEqual(headings(first));
    expect(again.stdout).toContain(`${names.length} of them with a finding\n`);
    expect(again.stdout).not.toContain('added');
    expect((await run(1, '-s', '78', '--no-corpus')).exitCode).toBe(5);

    fix();
    const fixed = await run(FOR_ALL);
    expect(fixed.exitCode).toBe(0);
    expect(fixed.stdout).toMatch(/^ {2}corpus +\d+ traces?, none shows a finding$/m);
    expect(listing(join(folder, 'corpus'))).toEqual(before);
  });

  it('gives results that do not depend on the number of workers', async () => {
    await run(ENOUGH, '--corpus', 'corpus');
    const results: unknown[] = [];
    for (const workers of ['1', '3']) {
      await run(ENOUGH, '-s', '5', '-w', workers);
      results.push({
        ...JSON.parse(readFileSync(join(folderIn(join(folder, 'reports')), 'mailbox.json'), 'utf8')),
        timing: null,
      });
    }
    expect(results[1]).toEqual(results[0]);
    expect(results[0]).toMatchObject({ corpus: { traces: corpus().length } });
  });

  it('with a malformed file ends the run at once, and nothing is lost', async () => {
    await run(ENOUGH, '--corpus', 'corpus');
    const [name = ''] = corpus();
    const whole = read(`corpus/${name}`);
    for (const text of ['', 'x', whole.slice(0, 90), '{}']) {
      writeFileSync(join(folder, 'corpus', 'zz.json'), text);
      const before = listing(folder);
      const { exitCode, stdout, stderr } = await run(ENOUGH);
      expect([exitCode, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(/^error: 'corpus\/zz\.json' is no trace: .*; --no-corpus leaves .* out\n$/);
      expect(listing(folder)).toEqual(before);
    }
    expect((await run(ENOUGH, '--no-corpus')).exitCode).toBe(1);
  });

  it('takes what several processes add at a time', async () => {
    const seeds = ['1', '2', '3'];
    const runs = await Promise.all(
      seeds.map((seed) =>
        irpcheck(folder, [...RUN, String(ENOUGH), '-s', seed, '--corpus', 'corpus', '-o', `out-${seed}`]),
      ),
    );
    for (const { exitCode, stderr } of runs) expect([exitCode, stderr]).toEqual([1, '']);
    for (const name of corpus()) {
      expect(name).toMatch(NAME);
      expect(parseTrace(read(`corpus/${name}`)).finding).not.toBeNull();
      // Told by the one that added it.
      expect(runs.filter(({ stdout }) => stdout.includes(`  corpus/${name}\n`))).toHaveLength(1);
    }
  });

  it('holds what a driver dies of, too', async () => {
    copyFileSync(join(ROOT, 'test/fixtures/drivers/loops-in-reads.ts'), join(folder, 'loops.ts'));
    for (const common of ['example.ts', 'common.cjs']) {
      copyFileSync(join(ROOT, 'test/fixtures/drivers', common), join(folder, common));
    }
    const loops = (...args: string[]) =>
      irpcheck(folder, ['run', './loops.ts', '-m', 'direct', '-q', '--stall', '1', ...args]);
    const first = await loops('-n', String(amount(3, 30)), '--corpus', 'corpus');
    expect(first.exitCode).toBe(1);
    expect(corpus().join()).toMatch(/loops\.contract-terminates\.[0-9a-f]{12}\.json/);
    const again = await loops('-n', '1', '-s', '3');
    expect(again.exitCode).toBe(1);
    expect(again.stdout).toContain('FINDING contract/terminates');
  });

  it('gets what the shards of a campaign found when they are merged', async () => {
    const whole = await run(ENOUGH, '--corpus', 'corpus');
    const names = corpus();
    rmSync(join(folder, 'corpus'), { recursive: true });
    mkdirSync(join(folder, 'corpus'));
    for (const shard of ['1/2', '2/2']) await run(ENOUGH, '--shard', shard);
    expect(corpus()).toEqual([]);
    const reports = folderIn(join(folder, 'reports'));
    const shards = readdirSync(reports).filter((name) => name.includes('.shard-'));
    const paths = shards.map((name) => join(reports, name));
    const merged = await irpcheck(folder, ['merge', ...paths, '--baseline', 'b.json', '--update-baseline']);
    expect(merged.exitCode).toBe(0);
    expect(headings(merged)).toEqual(headings(whole));
    expect(corpus()).toEqual(names);
    expect((await irpcheck(folder, ['merge', ...paths])).exitCode).toBe(1);
    expect((await irpcheck(folder, ['merge', ...paths, '--baseline', 'b.json'])).exitCode).toBe(0);
  });
});

describe('a baseline', () => {
  const BASELINE = ['--baseline', 'known.json'];
  const update = (cases = ENOUGH): Promise<Ended> => run(cases, ...BASELINE, '--update-baseline');

  it('keeps known findings from failing a campaign, from any seed', async () => {
    const { exitCode } = await update();
    expect(exitCode).toBe(0);
    const before = read('known.json');
    const again = await run(ENOUGH, '-s', '7', ...BASELINE);
    expect(again.exitCode).toBe(0);
    expect(again.stdout).toMatch(/^KNOWN /m);
    expect(again.stdout).toMatch(
      /conforms with (?:\d+ causes? \(\d+ known findings\)|1 known finding) \(exit 0\)\n$/,
    );
    expect(read('known.json')).toBe(before);
    await update();
    expect(read('known.json')).toBe(before);
  });

  it('does not keep a new finding beside known ones from failing it', async () => {
    await update();
    const known = parseBaseline(read('known.json'));
    expect(known.length).toBeGreaterThan(1);
    writeFileSync(join(folder, 'known.json'), formatBaseline(known.slice(1)));
    const { exitCode, stdout } = await run(ENOUGH, ...BASELINE);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(
      /(?:1 finding|1 cause \(\d+ findings\)), (?:1 known finding|\d+ causes? \(\d+ known findings\)) \(exit 1\)\n$/,
    );
  });

  it('tells what is fixed, and forgets it when told to', async () => {
    await update();
    const known = parseBaseline(read('known.json'));
    fix();
    const { exitCode, stdout } = await run(FOR_ALL, ...BASELINE);
    expect(exitCode).toBe(0);
    expect(stdout.match(/^fixed: .* is in the baseline and was not found/gm)).toHaveLength(known.length);
    const updated = await update(FOR_ALL);
    expect(updated.stdout).toMatch(
      new RegExp(`baseline: 0 added, ${known.length} removed: known\\.json\\n$`),
    );
    expect(parseBaseline(read('known.json'))).toEqual([]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('a run that %s ends says nothing is fixed', async (signal) => {
    await update();
    const before = read('known.json');
    fix();
    const args = ['--model', './mailbox-model.ts', ...BASELINE, '--update-baseline'];
    const child = await startCampaign(folder, './mailbox.ts', ...args);
    await sleep(500);
    child.kill(signal);
    const { exitCode, stdout } = await ended(child);
    expect(exitCode).toBe(5);
    expect(stdout).not.toMatch(/^fixed/m);
    expect(stdout).toContain('baseline: 0 added, 0 removed: known.json\n');
    expect(read('known.json')).toBe(before);
  });
});
