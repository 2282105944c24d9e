import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ended, irpcheck, newFolder, shell, startIrpcheck } from './bad-input/process.ts';

const RUN = ['run', '--cases', '150', '--quiet', '--out', 'new'];
const REPORTS = ['article.html', 'article.json', 'article.junit.xml', 'irpcheck-files.json'];
const NO_SPACE = 'error: cannot write to standard output: no space left\n';
const TOO_LARGE = 'error: cannot write to standard output: the file would be too large\n';

/** Runs irpcheck while nobody reads its standard output, nor its standard error where `both`. */
async function unread(folder: string, args: readonly string[], both = false) {
  const child = startIrpcheck(args, { cwd: folder });
  const end = ended(child);
  child.stdout?.destroy();
  if (both) child.stderr?.destroy();
  return await end;
}

describe.runIf(process.platform !== 'win32')('output that nobody reads', () => {
  it('is no error for list, nor for help', async () => {
    const ends = [['list'], ['--help'], ['--version']].map((args) => unread(newFolder(), args));
    for (const end of ends) expect(await end).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it.concurrent.each([[[]], [['--json', '-']]])('changes nothing of a run: %j', async (more) => {
    const folder = newFolder();
    const { exitCode, stderr } = await unread(folder, [...RUN, ...more]);
    expect(exitCode).toBe(0);
    // With --json - the report for people goes to standard error.
    if (more.length === 0) expect(stderr).toBe('');
    else
      expect(stderr).toMatch(/^article · buffered, direct, neither · seed 1\n[\s\S]*\nconforms \(exit 0\)\n/);
    expect(readdirSync(join(folder, 'new', 'article'))).toEqual(REPORTS);
    const result = JSON.parse(readFileSync(join(folder, 'new', 'article', 'article.json'), 'utf8'));
    expect(result).toMatchObject({ cases: 150, conclusion: 'conforms' });
  });

  it.concurrent('changes nothing of a run with findings', async () => {
    const folder = newFolder();
    const line =
      '{ irpcheck run article-verbatim -m direct -n 40 -q -o new --json - ; echo "$?" > code; } | head -c 10';
    const { stdout } = await shell(folder, line);
    expect(stdout).toBe('{\n  "forma');
    expect(readFileSync(join(folder, 'code'), 'utf8')).toBe('1\n');
    const { findings } = JSON.parse(
      readFileSync(join(folder, 'new', 'article-verbatim', 'article-verbatim.json'), 'utf8'),
    );
    expect(readdirSync(join(folder, 'new', 'article-verbatim'))).toHaveLength(
      REPORTS.length + findings.length,
    );
  });

  it.concurrent('changes no exit code where standard error is unread too', async () => {
    expect((await unread(newFolder(), ['lost'], true)).exitCode).toBe(2);
    expect((await unread(newFolder(), ['list'], true)).exitCode).toBe(0);
    const folder = newFolder();
    const loud = RUN.filter((each) => each !== '--quiet');
    expect((await unread(folder, loud, true)).exitCode).toBe(0);
    expect(readdirSync(join(folder, 'new', 'article'))).toEqual(REPORTS);
  });
});

describe.runIf(process.platform !== 'win32')('streams that are closed from the start', () => {
  it.concurrent.each([
    ['list >&-', 0, ''],
    ['list >&- 2>&-', 0, ''],
    ['list <&- >&- 2>&-', 0, ''],
    ['lost 2>&-', 2, ''],
    ['lost >&-', 2, "error: unknown command 'lost' (Did you mean list?)\n"],
  ])('%s', async (args, exitCode, stderr) => {
    expect(await shell(newFolder(), `irpcheck ${args}`)).toEqual({ exitCode, stdout: '', stderr });
  });
});

describe('standard input', () => {
  it.runIf(process.platform !== 'win32').each(['</dev/null', '<&-', '</dev/zero', '<bytes'])(
    'does not matter: %s',
    async (input) => {
      const folder = newFolder();
      writeFileSync(join(folder, 'bytes'), '\u0003q\nn\n');
      const { exitCode, stdout, stderr } = await shell(folder, `irpcheck list ${input}`);
      expect([exitCode, stderr]).toEqual([0, '']);
      expect(stdout).toBe((await irpcheck(folder, ['list'])).stdout);
    },
  );
});

describe.runIf(process.platform === 'linux')('output into what is full', () => {
  it.concurrent.each([
    ['list >/dev/full', NO_SPACE],
    ['list >/dev/full 2>/dev/full', ''],
    ['--help >/dev/full', NO_SPACE],
  ])('%s', async (args, stderr) => {
    expect(await shell(newFolder(), `irpcheck ${args}`)).toEqual({ exitCode: 2, stdout: '', stderr });
  });

  it('does not keep the reports of a run from being written', async () => {
    const folder = newFolder();
    const line = `irpcheck ${RUN.join(' ')} >/dev/full`;
    expect(await shell(folder, line)).toEqual({ exitCode: 2, stdout: '', stderr: NO_SPACE });
    expect(readdirSync(join(folder, 'new', 'article'))).toEqual(REPORTS);
  });

  it('is told where a part could be written', async () => {
    const folder = newFolder();
    const found = await shell(folder, '(ulimit -f 1; irpcheck list > out.txt)');
    expect(found).toEqual({ exitCode: 2, stdout: '', stderr: TOO_LARGE });
    const { stdout } = await irpcheck(folder, ['list']);
    const written = readFileSync(join(folder, 'out.txt'), 'utf8');
    expect(written.length).toBeGreaterThan(0);
    expect(stdout.length).toBeGreaterThan(written.length);
  });
});
