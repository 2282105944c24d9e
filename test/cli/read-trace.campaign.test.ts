import { spawn } from 'node:child_process';
import { existsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_TRACE_BYTES, readTrace } from '../../src/cli/read-trace.ts';
import { temporaryFolder } from './fakes.ts';
import { document, pipe, refusalOf, TEXT, TOO_LARGE } from './read-trace.setup.ts';

/** Has a shell open the pipe for writing and run a command that may outlive the test. */
async function written(path: string, command: string): Promise<void> {
  const script = `exec 3<>"$1"; : > "$1.opened"; ${command}`;
  const child = spawn('sh', ['-c', script, 'sh', path], { stdio: ['pipe', 'ignore', 'ignore'] });
  child.stdin?.on('error', () => {});
  child.stdin?.end(TEXT);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await expect.poll(() => existsSync(`${path}.opened`)).toBe(true);
}

describe('readTrace', () => {
  it('reads a file of the largest size, and none larger', async () => {
    const path = join(temporaryFolder(), 'trace.json');
    writeFileSync(path, TEXT.padEnd(MAX_TRACE_BYTES));
    expect(await readTrace(path)).toEqual(document);
    truncateSync(path, MAX_TRACE_BYTES + 1);
    expect(await refusalOf(path)).toBe(`cannot read 'PATH': ${TOO_LARGE}`);
  });

  it.skipIf(process.platform === 'win32')('waits for what is written to a pipe', async () => {
    const path = pipe();
    await written(path, 'sleep 0.1; exec cat >&3');
    expect(await readTrace(path)).toEqual(document);
  });

  it.skipIf(process.platform === 'win32')(
    'reads no more of an endless pipe than a trace may have',
    async () => {
      const path = pipe();
      await written(path, 'exec cat /dev/zero >&3');
      expect(await refusalOf(path)).toBe(`cannot read 'PATH': ${TOO_LARGE}`);
    },
  );
});
