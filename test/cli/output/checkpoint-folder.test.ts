import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { SegmentPart } from '../../../src/campaign/segment-run.ts';
import { CheckpointFolder, keptCorpus } from '../../../src/cli/output/checkpoint-folder.ts';
import { Tally } from '../../../src/execution/tally.ts';
import { CAMPAIGN as SMALL } from '../../campaign/shards/documents.ts';
import { temporaryFolder } from '../fakes.ts';

/** Of as many segments as there can be. */
const CAMPAIGN = { ...SMALL, cases: 120_000 };

const part = (segment: number): SegmentPart => ({
  segment,
  counts: new Tally().part(),
  without: [],
  ended: false,
  leftOut: [],
});

describe('checkpoints', () => {
  let path: string;
  let folder: CheckpointFolder;
  let failures: string[];

  beforeEach(() => {
    path = join(temporaryFolder(), 'deep', 'article.partial');
    failures = [];
    folder = new CheckpointFolder(path, CAMPAIGN, (message) => failures.push(message));
  });

  it('are kept as they were saved', async () => {
    expect(folder.isEmpty).toBe(true);
    for (const segment of [3, 0, 12]) await folder.save(part(segment));
    expect(folder.isEmpty).toBe(false);
    expect(await folder.load()).toEqual([part(0), part(3), part(12)]);
    expect(readdirSync(path)).toEqual(['segment-00.json', 'segment-03.json', 'segment-12.json']);
  });

  it('that were cut off, or are none, are passed over', async () => {
    await folder.save(part(0));
    await folder.save(part(1));
    const file = join(path, 'segment-00.json');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, 100));
    writeFileSync(join(path, 'segment-02.json'), '{}');
    writeFileSync(join(path, 'notes.txt'), 'of the user');
    expect(await folder.load()).toEqual([part(1)]);
  });

  it('of another campaign are refused', async () => {
    await folder.save(part(0));
    const other = new CheckpointFolder(path, { ...CAMPAIGN, seed: 4 }, () => {});
    await expect(other.load()).rejects.toThrow(
      `cannot resume: what is kept in '${path}' is of another seed (3, not 4); without --resume it starts over`,
    );
  });

  it('are gone when they are discarded, also where there are none', async () => {
    await folder.save(part(0));
    folder.discard();
    expect(existsSync(path)).toBe(false);
    folder.discard();
    expect(await folder.load()).toEqual([]);
  });

  it('that a killed process was discarding are hidden, and gone with the next', async () => {
    const left = join(dirname(path), `.irpcheck-${basename(path)}`);
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'segment-1.json'), '{}');
    expect(await folder.load()).toEqual([]);
    await folder.save(part(0));
    folder.discard();
    expect([existsSync(left), existsSync(path)]).toEqual([false, false]);
  });

  it('keep which files the corpus had, for as long as there is a segment', async () => {
    expect(keptCorpus(path)).toBeNull();
    folder.saveCorpus(['a.json', 'b.json']);
    expect(folder.isEmpty).toBe(true);
    expect(keptCorpus(path)).toBeNull();
    await folder.save(part(0));
    expect(keptCorpus(path)).toEqual(['a.json', 'b.json']);
    writeFileSync(join(path, 'corpus.json'), '{}');
    expect(keptCorpus(path)).toBeNull();
  });

  it('that can not be written are given up, which is told once', async () => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(join(path, '..', 'file'), 'in the way');
    const inTheWay = new CheckpointFolder(join(path, '..', 'file', 'x'), CAMPAIGN, (message) =>
      failures.push(message),
    );
    for (const segment of [0, 1]) await inTheWay.save(part(segment));
    expect(failures).toEqual([expect.stringMatching(/^cannot write to .*part of the path is a file$/)]);
  });

  it('that can not be read are a clear error', async () => {
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, 'a file in the way');
    await expect(folder.load()).rejects.toThrow(/^cannot read .*part of the path is a file$/);
    const withFolder = new CheckpointFolder(join(path, '..', 'other'), CAMPAIGN, () => {});
    mkdirSync(join(path, '..', 'other', 'segment-00.json'), { recursive: true });
    await expect(withFolder.load()).rejects.toThrow(/^cannot read .*segment-00.json': it is a folder$/);
  });
});
