import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sourcesFrom } from '../../src/cli/output/driver-folder.ts';
import { OwnFolder } from '../../src/cli/output/own-files.ts';
import type { Services } from '../../src/cli/services.ts';
import { formatTrace } from '../../src/trace/json.ts';
import type { SourceDigests, TraceSources } from '../../src/trace/trace-sources.ts';
import { finding, unalignedWrite } from '../report/results.ts';
import { irpcheck, localServices, temporaryFolder } from './fakes.ts';

const DIGESTS = { driver: 'd'.repeat(64), model: 'e'.repeat(64) };
const TRACE = 'reports/driver-01234567/model-status-0123456789ab.json';

let home = '';
let before = '';

beforeEach(() => {
  before = process.cwd();
  home = temporaryFolder();
  for (const name of ['driver.ts', 'model.ts']) writeFileSync(join(home, name), '');
  process.chdir(home);
});
afterEach(() => process.chdir(before));

/** Writes the trace of a finding of ./driver.ts, as a run in `home` does. */
function write(path = TRACE, sources?: TraceSources): string {
  const folder = dirname(path);
  mkdirSync(folder, { recursive: true });
  const trace = unalignedWrite({ subject: './driver.ts' });
  const result = { subject: './driver.ts', model: './model.ts', openName: '\\??\\Mine', sources: DIGESTS };
  writeFileSync(path, formatTrace(trace, finding(), [], sources ?? sourcesFrom(folder, result)));
  return join(home, path);
}

/** What a replay comes to where the files that are loaded have these digests, and what it loads. */
async function replayed(args: readonly string[], digests: SourceDigests = DIGESTS, openName = '\\??\\Mine') {
  const opened: (string | null)[] = [];
  const services: Services = {
    ...localServices,
    async sessions() {
      const real = await localServices.sessions();
      return {
        ...real,
        async open(request) {
          opened.push(request.driver, request.model);
          const session = await real.open({ ...request, driver: 'article-verbatim' });
          const { summary } = session;
          return {
            ...session,
            digests,
            summary: { ...summary, openName },
            replay: (trace, recorded) => session.replay({ ...trace, subject: 'article-verbatim' }, recorded),
          };
        },
      };
    },
  };
  return { ...(await irpcheck(['replay', ...args], services)), opened };
}

describe('replay of a trace of a driver in a file', () => {
  it('finds driver and model from the trace, from any folder', async () => {
    const path = write();
    expect(await replayed([TRACE])).toMatchObject({
      exitCode: 1,
      err: '',
      opened: ['./driver.ts', './model.ts'],
    });
    process.chdir('/');
    const elsewhere = await replayed([path]);
    expect(elsewhere).toMatchObject({ exitCode: 1, err: '' });
    expect(elsewhere.out).toContain('still shows');
    expect(elsewhere.opened.map((name) => name?.replace(/^\.\//, '/'))).toEqual([
      join(home, 'driver.ts'),
      join(home, 'model.ts'),
    ]);
  });

  it('prefers what lies where the trace says to what has its name here', async () => {
    const path = write();
    mkdirSync('other');
    for (const name of ['driver.ts', 'model.ts']) writeFileSync(join('other', name), '');
    process.chdir('other');
    expect((await replayed([path])).opened).toEqual([join(home, 'driver.ts'), join(home, 'model.ts')]);
  });

  it('runs a driver that has changed, as it has to after it is mended', async () => {
    write();
    const changed = await replayed([TRACE], { ...DIGESTS, driver: 'f'.repeat(64) });
    expect(changed).toMatchObject({ exitCode: 1, err: '' });
  });

  it('refuses another driver at its place, unless it is asked for', async () => {
    write();
    const other = { ...DIGESTS, driver: 'f'.repeat(64) };
    expect(await replayed([TRACE], other, '\\??\\Other')).toMatchObject({
      exitCode: 2,
      out: '',
      err: `error: './driver.ts' is not known to be the driver of '${TRACE}': its device is '\\??\\Other', not '\\??\\Mine'; if it is, run it with --driver ./driver.ts\n`,
    });
    const asked = await replayed([TRACE, '--driver', './driver.ts'], other, '\\??\\Other');
    expect(asked).toMatchObject({ exitCode: 1, err: '' });
  });

  it('that was moved runs on the driver of its name here if it is the same, and refuses any other', async () => {
    write();
    renameSync('reports', 'downloads');
    mkdirSync('deep/er', { recursive: true });
    renameSync('downloads', 'deep/er/downloads');
    const moved = join('deep', 'er', 'downloads', ...TRACE.split('/').slice(1));
    expect(await replayed([moved])).toMatchObject({
      exitCode: 1,
      err: '',
      opened: ['./driver.ts', './model.ts'],
    });
    const other = await replayed([moved], { ...DIGESTS, driver: 'f'.repeat(64) });
    expect([other.exitCode, other.err]).toEqual([
      2,
      `error: './driver.ts' is not known to be the driver of '${moved}': it lies elsewhere and its code is another; if it is, run it with --driver ./driver.ts\n`,
    ]);
    const model = await replayed([moved], { ...DIGESTS, model: 'f'.repeat(64) });
    expect([model.exitCode, model.err]).toEqual([
      2,
      "error: './model.ts' is not known to be the model that the trace was judged by: it lies elsewhere and its code is another; if it is, give it with --model ./model.ts\n",
    ]);
  });

  it('says when the driver is not there', async () => {
    write();
    rmSync('driver.ts');
    const { exitCode, err, opened } = await replayed([TRACE]);
    expect([exitCode, opened]).toEqual([2, []]);
    expect(err).toBe(
      `error: the driver of '${TRACE}', './driver.ts', is not there: name its file with --driver\n`,
    );
  });

  it('says when the model has changed or is not there', async () => {
    write();
    const changed = await replayed([TRACE], { ...DIGESTS, model: 'f'.repeat(64) });
    expect([changed.exitCode, changed.err]).toEqual([
      1,
      "note: the model './model.ts' has changed since the trace was recorded\n",
    ]);
    rmSync('model.ts');
    const missing = await replayed([TRACE], { ...DIGESTS, model: null });
    expect(missing.opened).toEqual(['./driver.ts', null]);
    expect(missing.err).toBe(
      "note: the model that the trace was judged by is not there ('./model.ts'): nothing is judged by a model; give its file with --model\n",
    );
    writeFileSync('other.ts', '');
    const given = await replayed([TRACE, '--model', './other.ts'], { ...DIGESTS, model: 'f'.repeat(64) });
    expect(given).toMatchObject({ exitCode: 1, err: '', opened: ['./driver.ts', './other.ts'] });
  });

  it('runs one that remembers nothing as it is named, from here', async () => {
    write(TRACE, { driver: null, model: null });
    expect(await replayed([TRACE])).toMatchObject({ exitCode: 1, err: '', opened: ['./driver.ts', null] });
  });
});

describe('a trace of another driver than it was written for', () => {
  const listed = async (
    folder: string,
    owner: { name: string; path: string | null },
    name: string,
    text: string,
  ) => {
    const own = await OwnFolder.open(folder, owner);
    await own.write(new Map([[name, text]]));
  };

  it('is refused, unless the driver is asked for', async () => {
    const name = 'model-status-0123456789ab.json';
    const text = formatTrace(unalignedWrite({ subject: 'article' }), finding());
    await listed('reports/article-verbatim', { name: 'article-verbatim', path: null }, name, text);
    const path = join('reports', 'article-verbatim', name);
    const refused = await irpcheck(['replay', path], localServices);
    expect(refused).toEqual({
      exitCode: 2,
      out: '',
      err: `error: '${path}' was written for a finding of 'article-verbatim', and now it is a trace of 'article': --driver says which driver to run it on\n`,
    });
    expect((await irpcheck(['replay', path, '--driver', 'article'], localServices)).exitCode).toBe(0);
    expect((await irpcheck(['replay', path, '--driver', 'article-verbatim'], localServices)).exitCode).toBe(
      1,
    );
  });

  it('is told by the driver’s path where the names are one', async () => {
    const path = write();
    const folder = dirname(path);
    await listed(folder, { name: './driver.ts', path: '../../driver.ts' }, 'x.json', '');
    writeFileSync(join(folder, 'x.json'), formatTrace(unalignedWrite({ subject: './driver.ts' })));
    const other = {
      driver: { path: '../../b/driver.ts', sha256: 'd'.repeat(64), openName: 'x' },
      model: null,
    };
    write(`${dirname(TRACE)}/x.json`, other);
    const { exitCode, err } = await replayed([join(folder, 'x.json')]);
    expect(exitCode).toBe(2);
    expect(err).toContain(
      "was written for a finding of './driver.ts', and now it is a trace of './b/driver.ts'",
    );
  });
});
