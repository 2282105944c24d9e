import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtInSubjects } from '../../src/subjects/index.ts';
import { demo } from './demo.setup.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

describe('bad usage of demo', () => {
  it.each([
    [
      ['--mode', 'direct,neither'],
      "error: option '-m, --mode <mode>' argument 'direct,neither' is invalid. Expected buffered, direct, neither.",
    ],
    [
      ['--text', 'a', '--file', 'b'],
      "error: option '-t, --text <string>' cannot be used with option '-f, --file <path>'",
    ],
    [['--file', ' '], "error: option '-f, --file <path>' argument ' ' is invalid. Expected a path."],
    [
      ['article-controls', '--text', 'a'],
      "error: --text is for a program that writes data: that of 'article-controls' sends control codes",
    ],
    [
      ['article-controls', '--file', 'a'],
      "error: --file is for a program that writes data: that of 'article-controls' sends control codes",
    ],
    [['--to', 'rust'], "error: option '--to <language>' argument 'rust' is invalid. Expected c."],
    [
      ['--out', 'demo.c'],
      'error: --out (-o) is for a program that is written: say in which language with --to',
    ],
    [['article', 'record'], "error: too many arguments for 'demo'. Expected 1 argument but got 2."],
    [['--file', '/nowhere/at\nall'], "error: cannot read '/nowhere/at all': no such file"],
  ])('%j', async (args, message) => {
    expect(await demo(...args)).toEqual({ exitCode: 2, out: '', err: `${message}\n` });
  });

  it('an unknown driver', async () => {
    const { exitCode, out, err } = await demo('articel');
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toMatch(/^error: unknown driver 'articel' \(did you mean 'article'\?\)/);
  });

  it('a folder for a file', async () => {
    const folder = temporaryFolder();
    expect(await demo('--file', folder)).toEqual({
      exitCode: 2,
      out: '',
      err: `error: cannot read '${folder}': it is a folder\n`,
    });
  });

  it('a file that is too large', async () => {
    const path = join(temporaryFolder(), 'large');
    writeFileSync(path, new Uint8Array((1 << 20) + 1));
    expect(await demo('--file', path)).toEqual({
      exitCode: 2,
      out: '',
      err: 'error: 1,048,577 bytes to write: the demo writes at most 1,048,576\n',
    });
  });

  it('a mode that the driver has not', async () => {
    const subjects = async () => ({
      builtInSubjects: builtInSubjects.map((subject) => ({ ...subject, modes: ['direct'] as const })),
      defects: [],
    });
    expect(await irpcheck(['demo'], fakeServices({}, { subjects }))).toMatchObject({ exitCode: 2, out: '' });
  });
});
