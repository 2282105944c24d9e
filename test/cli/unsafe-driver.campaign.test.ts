import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { parseResult } from '../../src/trace/result/result-json.ts';
import { UNSAFE_TEXT, unsafeIn } from '../trace/printable.setup.ts';
import { irpcheck, type Outcome, temporaryFolder } from './fakes.ts';

/** A driver in a file, in a worker, that says all it can in text that is not safe. */
const DRIVER = 'test/fixtures/drivers/unsafe-text.ts';
const RUN = ['run', DRIVER, '-q', '--no-corpus', '--cases', '60', '--workers', '1'];

const command = (...args: string[]): Promise<Outcome> => irpcheck(args, services);

/** A line of the driver's own output, and those of irpcheck. */
function told(err: string): { readonly driver: string[]; readonly others: string[] } {
  const lines = err.split('\n').filter((line) => line !== '');
  const isDriver = (line: string): boolean => line.startsWith('driver: ');
  return { driver: lines.filter(isDriver), others: lines.filter((line) => !isDriver(line)) };
}

describe('a driver that says all it can in text that is not safe', () => {
  it('commands nothing by what is written of it, and gets into no output', async () => {
    const folder = temporaryFolder();
    const found = await command(
      ...RUN,
      '-o',
      folder,
      '--json',
      '-',
      '--report',
      'junit,sarif,ctrf,markdown,html',
    );
    expect([found.exitCode, ...unsafeIn(found.out + found.err)]).toEqual([1]);
    const { driver, others } = told(found.err);
    expect(driver).toContain('driver: \\u003a:stop-commands::loaded');
    expect(driver).toContain('driver: \\u202etxt.exe');
    expect(others[0]).toMatch(
      /^test\/fixtures\/drivers\/unsafe-text\.ts · buffered, direct, neither · seed 1$/,
    );
    const { openName, findings } = parseResult(found.out);
    expect(openName).toBe(`\\??\\${UNSAFE_TEXT}`);
    expect(findings.length).toBeGreaterThan(0);
    const [inner = 'none'] = readdirSync(folder);
    const files = readdirSync(join(folder, inner)).map((file) => join(inner, file));
    expect(files.length).toBeGreaterThan(5);
    for (const file of files) expect(unsafeIn(readFileSync(join(folder, file), 'utf8'))).toEqual([]);

    const trace = join(folder, files.find((file) => /contract-[^/]*\.json$/.test(file)) ?? 'none');
    for (const args of [['replay'], ['minimize', '-o', '-'], ['export', '--to', 'c', '-o', '-']]) {
      const { exitCode, out, err } = await command(...args, trace);
      expect([exitCode, ...unsafeIn(out + err)]).toEqual([args[0] === 'export' ? 0 : 1]);
      expect(out).not.toMatch(/^driver: /m);
      expect(told(err).driver).toContain('driver: \\u003a:stop-commands::loaded');
    }
  });

  it('commands nothing on GitHub Actions, either', async () => {
    const { out } = await command(...RUN, '-o', temporaryFolder(), '--report', 'github');
    const lines = out.split('\n').filter((line) => /^\s*::/.test(line));
    // The finding's and the verdict's.
    expect(lines.map((line) => /^::\w+ title=[\w/-]+/.exec(line)?.[0])).toEqual([
      '::error title=contract/completed-or-pending',
      '::error title=irpcheck',
    ]);
    expect(unsafeIn(out.replaceAll(/^::error title=/gm, ''))).toEqual([]);
  });
});
