import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DetectionRequest } from '../../src/defects/measure.ts';
import { defects } from '../../src/subjects/index.ts';
import { detection, differing } from '../report/detections.ts';
import { measuring } from './defects.setup.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

/** What is measured for these arguments. */
async function requested(...args: string[]): Promise<DetectionRequest> {
  const requests: DetectionRequest[] = [];
  const fake = measuring((request) => {
    requests.push(request);
    return detection();
  });
  expect((await irpcheck(['defects', ...args], fake)).exitCode).toBe(0);
  const [request] = requests;
  if (request === undefined) throw new Error('nothing was measured');
  return request;
}

describe('irpcheck defects', () => {
  it('measures all defects unless some are named', async () => {
    expect(await requested()).toMatchObject({
      defects,
      seeds: 10,
      cap: 5000,
      baseCases: 3000,
      source: 'ours',
    });
    expect((await requested()).workers).toBeGreaterThan(0);
    const some = await requested('forgets-to-complete', 'defects/overclaim', 'overclaim');
    expect(some.defects.map(({ id }) => id)).toEqual(['overclaim', 'forgets-to-complete']);
  });

  it('hands options on', async () => {
    const args = ['--seeds', '3', '--cap', '9', '--accuse-cases', '7', '--source', 'fc-commands', '-w', '2'];
    const wanted = { seeds: 3, cap: 9, baseCases: 7, source: 'fc-commands', workers: 2 };
    expect(await requested(...args)).toMatchObject(wanted);
  });

  it('prints the report, and exits by the verdict', async () => {
    const good = await irpcheck(
      ['defects', '-q'],
      measuring(() => detection()),
    );
    expect([good.exitCode, good.err]).toEqual([0, '']);
    expect(good.out).toContain('every defect found, and minimized to the published trace (exit 0)');
    const bad = await irpcheck(
      ['defects', '-q'],
      measuring(() => differing()),
    );
    expect(bad.exitCode).toBe(1);
    expect(bad.out).toContain('accused: article (exit 1)');
  });

  it('writes the result for programs and as Markdown', async () => {
    const folder = temporaryFolder();
    const files = { json: join(folder, 'new/result.json'), markdown: join(folder, 'result.md') };
    const args = ['defects', '-q', '--json', files.json, '--markdown', files.markdown];
    expect(
      (
        await irpcheck(
          args,
          measuring(() => detection()),
        )
      ).exitCode,
    ).toBe(0);
    expect(JSON.parse(readFileSync(files.json, 'utf8'))).toEqual(detection());
    expect(readFileSync(files.markdown, 'utf8')).toContain('| overclaim | R46 |');
    const { out, err } = await irpcheck(
      ['defects', '-q', '--json', '-'],
      measuring(() => detection()),
    );
    expect(JSON.parse(out)).toEqual(detection());
    expect(err).toContain('overclaim');
  });

  it('leaves no folder behind when it fails', async () => {
    const folder = temporaryFolder();
    const fake = measuring(() => Promise.reject(new Error('broken')));
    const { exitCode } = await irpcheck(['defects', '-q', '--json', join(folder, 'new/x.json')], fake);
    expect(exitCode).toBe(3);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves no folder behind when the second file is refused', async () => {
    const folder = temporaryFolder();
    const fake = measuring(() => Promise.reject(new Error('it was measured')));
    const args = ['--json', join(folder, 'new/x.json'), '--markdown', folder];
    const { exitCode, err } = await irpcheck(['defects', '-q', ...args], fake);
    expect([exitCode, err]).toEqual([2, `error: cannot write to '${folder}': it is a folder\n`]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('lists the catalogue', async () => {
    const { exitCode, out } = await irpcheck(['defects', '--list']);
    expect(exitCode).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(defects.length);
    for (const { id, rule, property, title } of defects) {
      expect(out).toMatch(new RegExp(`^${id} +${rule} +${property} +${title}$`, 'm'));
    }
    expect((await irpcheck(['defects', '--list', 'overclaim'])).out).toMatch(/^overclaim .*\n$/);
  });

  it('ends early when it is interrupted', async () => {
    const host = new FakeHost();
    const fake = measuring(({ signal }) => {
      host.interrupt();
      return detection({ conclusion: signal?.aborted === true ? 'interrupted' : 'as-published' });
    });
    const { exitCode, err } = await irpcheck(['defects', '-q'], fake, host);
    expect(exitCode).toBe(5);
    expect(err).toBe('interrupted: finishing up; press Ctrl-C again to stop at once\n');
  });

  it.each([
    [
      ['overclam'],
      "unknown defect 'overclam' (did you mean 'overclaim'?); irpcheck defects --list names them",
    ],
    [['\u001b'], "unknown defect '\\u001b'; irpcheck defects --list names them"],
  ])('refuses %j', async (args, message) => {
    const refused = { exitCode: 2, out: '', err: `error: ${message}\n` };
    expect(await irpcheck(['defects', ...args])).toEqual(refused);
  });

  it.each([
    ['--seeds', '0'],
    ['--cap', '-1'],
    ['--workers', '257'],
    ['--source', 'theirs'],
    ['--json', ''],
  ])('refuses %s %s', async (option, value) => {
    const { exitCode, out, err } = await irpcheck(['defects', option, value]);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^error: option '.*${option}.*' argument '${value}' is invalid\\..*\n$`));
  });
});

describe('a seeded defect as a driver', () => {
  it('runs by its name', async () => {
    const opened: string[] = [];
    const fake = fakeServices({}, { onOpen: ({ driver }) => opened.push(driver) });
    const { exitCode } = await irpcheck(['run', 'defects/overclaim', '-o', temporaryFolder()], fake);
    expect([exitCode, opened]).toEqual([0, ['defects/overclaim']]);
  });

  it('is suggested where it was probably meant', async () => {
    const { exitCode, err } = await irpcheck(['run', 'defects/overclame', '-o', temporaryFolder()]);
    expect(exitCode).toBe(2);
    expect(err).toContain("unknown driver 'defects/overclame' (did you mean 'defects/overclaim'?)");
  });
});
