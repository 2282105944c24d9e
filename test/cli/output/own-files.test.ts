import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OwnFolder, ownFilesIn } from '../../../src/cli/output/own-files.ts';
import { temporaryFolder } from '../fakes.ts';

const OWNER = { name: './driver.ts', path: '../../driver.ts' };
const LIST = 'irpcheck-files.json';
const filesOf = (...names: string[]) => new Map(names.map((name) => [name, `text of ${name}\n`]));

async function replace(folder: string, ...names: string[]): Promise<string[]> {
  const own = await OwnFolder.open(folder, OWNER);
  await own.write(filesOf(...names));
  return await own.removeOthers();
}

describe('a driver’s folder', () => {
  it('is made, and lists what was written there', async () => {
    const folder = join(temporaryFolder(), 'a', 'b');
    expect(await ownFilesIn(folder)).toBeNull();
    await replace(folder, 'x.json', 'y.html');
    const own = await ownFilesIn(folder);
    expect(own?.driver).toEqual(OWNER);
    expect(own?.files.map(({ name }) => name)).toEqual(['x.json', 'y.html']);
    expect(readFileSync(join(folder, 'y.html'), 'utf8')).toBe('text of y.html\n');
  });

  it('loses what was written before and is not any more, and nothing else', async () => {
    const folder = temporaryFolder();
    await replace(folder, 'gone.json', 'stays.json');
    for (const name of ['gone.min.json', 'model-status-0123456789ab.json'])
      writeFileSync(join(folder, name), 'mine');
    expect(await replace(folder, 'stays.json', 'new.json')).toEqual([]);
    const left = ['gone.min.json', LIST, 'model-status-0123456789ab.json', 'new.json', 'stays.json'];
    expect(readdirSync(folder)).toEqual(left);
  });

  it('keeps what somebody has changed or put there instead, and says so', async () => {
    const folder = temporaryFolder();
    await replace(folder, 'edited.json', 'link.json', 'folder.json', 'deleted.json');
    writeFileSync(join(folder, 'edited.json'), 'edited by hand');
    const { unlinkSync } = await import('node:fs');
    for (const name of ['link.json', 'folder.json', 'deleted.json']) unlinkSync(join(folder, name));
    writeFileSync(join(folder, 'elsewhere'), 'text of link.json\n');
    symlinkSync('elsewhere', join(folder, 'link.json'));
    mkdirSync(join(folder, 'folder.json'));
    expect(await replace(folder, 'new.json')).toEqual(['edited.json', 'link.json', 'folder.json']);
    for (const name of ['edited.json', 'link.json', 'folder.json', 'elsewhere'])
      expect(existsSync(join(folder, name))).toBe(true);
  });

  it('knows what a run that was killed had written', async () => {
    const folder = temporaryFolder();
    await replace(folder, 'first.json');
    const killed = await OwnFolder.open(folder, OWNER);
    await killed.write(filesOf('second.json'));
    await replace(folder, 'third.json');
    expect(readdirSync(folder)).toEqual([LIST, 'third.json']);
  });

  it('keeps the rest where something is added', async () => {
    const folder = temporaryFolder();
    await replace(folder, 'first.json');
    const added = await OwnFolder.open(folder, OWNER);
    await added.write(filesOf('second.sarif'));
    await added.keepOthers();
    expect(readdirSync(folder)).toEqual(['first.json', LIST, 'second.sarif']);
    await replace(folder, 'third.json');
    expect(readdirSync(folder)).toEqual([LIST, 'third.json']);
  });

  it.each(['../outside.json', '/etc/passwd', 'a/b.json', '..', '.hidden', 'C:\\x', ''])(
    'never removes by a list that names %j',
    async (name) => {
      const folder = join(temporaryFolder(), 'inner');
      await replace(folder, 'x.json');
      const list = JSON.parse(readFileSync(join(folder, LIST), 'utf8'));
      list.files[0].name = name;
      writeFileSync(join(folder, LIST), JSON.stringify(list));
      await expect(replace(folder, 'y.json')).rejects.toThrow(
        /irpcheck-files\.json' is no list of the files that irpcheck wrote: files\[0\]\.name: .*delete it to go on$/,
      );
      expect(readdirSync(folder)).toEqual([LIST, 'x.json']);
    },
  );
});
