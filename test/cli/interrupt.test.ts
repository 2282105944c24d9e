import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { result } from '../report/results.ts';
import { FakeHost, fakeServices, irpcheck, temporaryFolder } from './fakes.ts';

describe('Ctrl-C', () => {
  it('has no effect the first time while what was found is written', async () => {
    const folder = temporaryFolder();
    const host = new FakeHost();
    const fake = fakeServices(async () => {
      setImmediate(() => host.interrupt());
      return result();
    });
    const { exitCode, err } = await irpcheck(['run', '-o', folder], fake, host);
    await new Promise((resolve) => setImmediate(resolve));
    expect([exitCode, err, host.endedBy]).toEqual([0, '', []]);
    expect(existsSync(join(folder, 'article', 'article.json'))).toBe(true);
    host.time += 201;
    host.interrupt();
    expect(host.endedBy).toEqual(['SIGINT']);
  });

  it('ends the process the second time, unless it is the same one passed on', async () => {
    const host = new FakeHost();
    const fake = fakeServices(async ({ signal }) => {
      expect(signal?.aborted).toBe(false);
      host.interrupt();
      expect(signal?.aborted).toBe(true);
      host.time += 100;
      host.interrupt();
      expect(host.endedBy).toEqual([]);
      host.time += 101;
      host.interrupt();
      host.interrupt('SIGTERM');
      expect(host.endedBy).toEqual(['SIGINT', 'SIGTERM']);
      return result({ conclusion: 'interrupted' });
    });
    expect((await irpcheck(['run', '-o', temporaryFolder()], fake, host)).exitCode).toBe(5);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('%s asks for the same', async (interrupt) => {
    const host = new FakeHost();
    const fake = fakeServices(async ({ signal }) => {
      host.interrupt(interrupt);
      expect(signal?.aborted).toBe(true);
      return result({ conclusion: 'interrupted' });
    });
    expect((await irpcheck(['run', '-o', temporaryFolder()], fake, host)).exitCode).toBe(5);
    host.time += 201;
    host.interrupt(interrupt);
    expect(host.endedBy).toEqual([interrupt]);
  });
});
