import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MinimizeRequest } from '../../src/hosts/minimize-in.ts';
import { formatTrace } from '../../src/trace/json.ts';
import { finding } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, localServices, temporaryFolder } from './fakes.ts';
import { LONG, minimized } from './minimize.setup.ts';

describe('minimize', () => {
  it('refuses what it can not write before it begins', async () => {
    const folder = temporaryFolder();
    const { exitCode, err } = await minimized(formatTrace(LONG), ['-o', folder]);
    expect([exitCode, err]).toEqual([2, `error: cannot write to '${folder}': it is a folder\n`]);
  });

  it.each([
    [
      ['--budget', '1'],
      /^error: option '--budget <n>' argument '1' is invalid\. Expected a whole number from 2/,
    ],
    [
      ['-p', 'model/stature', '--reason', 'x'],
      /^error: unknown property 'model\/stature' \(did you mean 'model\/status'\?\); irpcheck explain lists them\n$/,
    ],
    [['-p', 'position'], /^error: unknown property 'position' \(did you mean 'model\/position'\?\); /],
    [['-p', '\u001b'], /^error: unknown property '\\u001b'; irpcheck explain lists them\n$/],
    [['--reason', 'x'], /^error: --reason needs the --property it is a reason of\n$/],
  ])('refuses %j', async (args, message) => {
    const { exitCode, err } = await minimized(formatTrace(LONG), args);
    expect(exitCode).toBe(2);
    expect(err).toMatch(message);
  });

  it('asks where to write the minimum of what is no regular file', async () => {
    if (process.platform === 'win32') return;
    const folder = temporaryFolder();
    const pipe = join(folder, 'pipe.json');
    execFileSync('mkfifo', [pipe]);
    for (const path of [pipe, '/dev/stdin']) {
      const message = `'${path}' is no regular file: say with --out (-o) where the minimal trace goes`;
      const refused = { exitCode: 2, out: '', err: `error: ${message}\n` };
      expect(await irpcheck(['minimize', path], localServices)).toEqual(refused);
    }
    expect(readdirSync(folder)).toEqual(['pipe.json']);
  });

  it('refuses a file that is no trace', async () => {
    const { exitCode, err } = await minimized('hello');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/^error: 'trace\.json' is no trace: /);
  });

  it('tells how far it is every few seconds, unless it is to be quiet', async () => {
    const told = async (args: readonly string[]): Promise<string> => {
      const host = new FakeHost();
      const services = fakeServices(
        {},
        {
          async minimize(_trace, _key, request: MinimizeRequest = {}) {
            for (const seconds of [1, 2, 3, 5]) {
              host.time = 1000 * seconds;
              request.onProgress?.({ ops: 20 - seconds, executions: 100 * seconds });
            }
            return finding();
          },
        },
      );
      return (await minimized(formatTrace(LONG, finding()), args, services, host)).err;
    };
    expect(await told([])).toBe(
      'minimizing: 18 ops left after 200 executions\nminimizing: 15 ops left after 500 executions\n',
    );
    expect(await told(['-q'])).toBe('');
  });

  it('Ctrl-C keeps the simplest trace so far', async () => {
    const host = new FakeHost();
    const services = fakeServices(
      {},
      {
        async minimize(trace, _key, { signal }: MinimizeRequest = {}) {
          host.interrupt();
          return finding({ trace, minimization: signal?.aborted === true ? 'unfinished' : 'complete' });
        },
      },
    );
    const { exitCode, out, err, folder } = await minimized(formatTrace(LONG, finding()), [], services, host);
    expect(err).toMatch(/^interrupted: keeping the simplest trace so far/);
    expect(out).toContain('4 ops, as it was, 99 executions, not minimal yet');
    expect([exitCode, existsSync(join(folder, 'trace.min.json'))]).toEqual([1, true]);
  });

  it('leaves nothing behind when it fails', async () => {
    const services = fakeServices(
      {},
      {
        async minimize() {
          throw new Error('broken');
        },
      },
    );
    const folder = temporaryFolder();
    const target = join(folder, 'new', 'x.json');
    const { exitCode } = await minimized(formatTrace(LONG, finding()), ['-o', target], services);
    expect([exitCode, readdirSync(folder)]).toEqual([3, []]);
  });
});
