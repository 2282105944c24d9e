import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, succeeds, transcript, ZERO } from './demo.setup.ts';
import { temporaryFolder } from './fakes.ts';

describe('irpcheck demo', () => {
  it.each([
    [[]],
    [['article']],
    [['--mode', 'buffered']],
    [['--mode', 'direct']],
    [['-m', 'direct', '-t', 'Hello, world!']],
  ])('%j: the article’s session', async (args) => {
    expect(await demo(...args)).toEqual(succeeds('read 13 bytes: "Hello, world!"'));
  });

  it('fails in neither mode, as the article’s program does there', async () => {
    expect(await demo('--mode', 'neither')).toEqual({ exitCode: 1, out: transcript(ZERO), err: '' });
  });

  it('runs another driver', async () => {
    const line = 'read 13 bytes: "Hello, world!"';
    expect(await demo('wdm-article')).toEqual(succeeds(line, 'wdm-article'));
  });

  it.each(['buffered', 'direct', 'neither'])(
    'sends control codes where the driver has them, %s',
    async (mode) => {
      const lines = ['DbgPrint: value: 0', 'wrote the value 42', 'DbgPrint: value: 42', 'read the value 42'];
      const expected = succeeds(lines.join('\n'), 'article-controls', 'controls');
      expect(await demo('article-controls', '--mode', mode)).toEqual(expected);
    },
  );

  it('writes the program in C instead, to standard output or a file', async () => {
    const { exitCode, out, err } = await demo('article-controls', '--to', 'c');
    expect([exitCode, err]).toEqual([0, '']);
    expect(out).toContain('DeviceIoControl(device, WRITE_VALUE, &value');
    expect(await demo('article-controls', '--to', 'c', '--out', '-')).toEqual({ exitCode, out, err });
    const path = join(temporaryFolder(), 'demo.c');
    expect(await demo('article-controls', '--to', 'c', '-o', path)).toEqual({
      exitCode: 0,
      out: `c: ${path}\n`,
      err: '',
    });
    expect(readFileSync(path, 'utf8')).toBe(out);
    expect((await demo('--text', 'ab', '--to', 'c')).out).toContain('    0x61, 0x62,\n');
  });

  it('writes and reads where the driver has other codes', async () => {
    expect(await demo('controls')).toEqual({ exitCode: 1, out: transcript(ZERO, 'controls'), err: '' });
  });
});
