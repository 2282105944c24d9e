import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { services } from '../../src/cli/services.ts';
import { fakeServices, irpcheck, temporaryFolder } from './fakes.ts';
import { campaignOptions } from './run.setup.ts';

describe('the options of run', () => {
  it.each([
    [['--mode', 'direct'], ['direct']],
    [
      ['--mode', 'neither,buffered'],
      ['buffered', 'neither'],
    ],
    [
      ['-m', 'neither', '-m', 'direct, direct'],
      ['direct', 'neither'],
    ],
  ])('%j', async (args, modes) => {
    expect((await campaignOptions(args)).modes).toEqual(modes);
  });

  it.each([
    [[], 'native'],
    [['--view', 'native'], 'native'],
    [['--view', 'win32'], 'win32'],
  ])('%j: the view', async (args, view) => {
    expect((await campaignOptions(args)).view).toBe(view);
  });

  it('refuse a view that is none', async () => {
    const { exitCode, err } = await irpcheck(['run', '--view', 'nt']);
    expect(exitCode).toBe(2);
    expect(err).toContain("argument 'nt' is invalid. Expected native or win32.");
  });

  it('are handed on', async () => {
    const { subject, cases, seed } = await campaignOptions(['record', '-n', '10000000', '-s', '4294967295']);
    expect([subject.name, cases, seed]).toEqual(['record', 10_000_000, 4_294_967_295]);
  });

  it('refuse a mode that the driver does not support', async () => {
    const [article] = (await services.subjects()).builtInSubjects;
    if (article === undefined) throw new Error('no subjects');
    const fake = fakeServices(
      {},
      {
        subjects: async () => ({ builtInSubjects: [{ ...article, modes: ['buffered', 'neither'] }] }),
      },
    );
    const folder = temporaryFolder();
    const { exitCode, out, err } = await irpcheck(['run', '-m', 'direct', '-o', join(folder, 'new')], fake);
    expect([exitCode, out]).toEqual([2, '']);
    expect(err).toBe("error: driver 'article' does not support mode direct; its modes: buffered, neither\n");
    expect(readdirSync(folder)).toEqual([]);
    expect((await irpcheck(['list'], fake)).out).toMatch(/ \(buffered, neither only\)\n\n/);
  });
});
