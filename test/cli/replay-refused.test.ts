import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { DriverEntryError } from '../../src/execution/execute.ts';
import { STATUS_UNSUCCESSFUL } from '../../src/nt/ntstatus.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';
import { recorded, replayed } from './replay.setup.ts';

describe('replay', () => {
  const bad: [string, string, number, RegExp][] = [
    ['no JSON', 'hello', 2, /^error: 'trace\.json' is no trace: .*\n$/],
    ['an empty file', '', 2, /^error: 'trace\.json' is no trace: .*empty text\n$/],
    ['a file that was cut off', recorded.slice(0, 100), 2, /is the file complete\?/],
    ['another format', '{"format":"irpresult/1"}', 2, /is no trace: format: expected "irptrace\/2"/],
    ['an unknown field', recorded.replace('"ops"', '"opps"'), 2, /^error: 'trace\.json' is no trace: .*\n$/],
    [
      'an unknown driver',
      recorded.replace('article-verbatim', 'artikel'),
      2,
      /unknown driver 'artikel' \(did you mean 'article'/,
    ],
    ['a program', recorded.replace('article-verbatim', 'my.exe'), 4, /images whose names end in \.sys/],
  ];

  it.each(bad)('refuses %s', async (_name, text, exitCode, message) => {
    const found = await replayed(text);
    expect([found.exitCode, found.out]).toEqual([exitCode, '']);
    expect(found.err).toMatch(message);
    expect(found.err.split('\n')).toHaveLength(2);
  });

  it('refuses a file that is not there, and a folder', async () => {
    const folder = temporaryFolder();
    const missing = await irpcheck(['replay', join(folder, 'x.json')]);
    expect(missing).toMatchObject({ exitCode: 2, out: '' });
    expect(missing.err).toMatch(/^error: cannot read '.*x\.json': no such file\n$/);
    expect((await irpcheck(['replay', folder])).err).toMatch(/^error: cannot read '.*': it is a folder\n$/);
  });

  it('refuses a mode that the driver does not support', async () => {
    const { builtInSubjects } = await services.subjects();
    const buffered = builtInSubjects.map((subject) => ({ ...subject, modes: ['buffered' as const] }));
    const fake = fakeServices({}, { subjects: async () => ({ builtInSubjects: buffered }) });
    expect(await replayed(recorded, fake)).toEqual({
      exitCode: 2,
      out: '',
      err: "error: driver 'article-verbatim' does not support mode direct; its modes: buffered\n",
    });
  });

  it('tells a driver that does not load from a fault of the harness', async () => {
    const failing = (error: Error) =>
      fakeServices(
        {},
        {
          replay() {
            throw error;
          },
        },
      );
    expect(await replayed(recorded, failing(new DriverEntryError(STATUS_UNSUCCESSFUL)))).toEqual({
      exitCode: 2,
      out: '',
      err: "error: driver 'article-verbatim' does not load: DriverEntry returned STATUS_UNSUCCESSFUL\n",
    });
    expect((await replayed(recorded, failing(new Error('x')))).exitCode).toBe(3);
  });
});
