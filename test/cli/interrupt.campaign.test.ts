import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeHost, irpcheck, localServices, temporaryFolder } from './fakes.ts';

describe('Ctrl-C', () => {
  it('ends a campaign early, and its result is written', async () => {
    const folder = temporaryFolder();
    const host = new FakeHost();
    const args = ['run', '--cases', '10000000', '-q', '-o', folder];
    const running = irpcheck(args, localServices, host);
    while (host.listeners.size === 0) await new Promise((resolve) => setTimeout(resolve, 1));
    host.interrupt();
    const { exitCode, out, err } = await running;
    expect(exitCode).toBe(5);
    expect(out).toMatch(/interrupted after [\d,]+ of 10,000,000 cases \(exit 5\)\n$/);
    expect(err).toBe('interrupted: finishing up; press Ctrl-C again to stop at once\n');
    expect(existsSync(join(folder, 'article', 'article.json'))).toBe(true);
  });
});
