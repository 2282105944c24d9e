import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UsageError } from '../../src/cli/errors.ts';
import { MAX_TRACE_BYTES, readTrace } from '../../src/cli/read-trace.ts';
import { formatTrace } from '../../src/trace/json.ts';
import { unalignedWrite } from '../report/results.ts';
import { temporaryFolder } from './fakes.ts';

const TEXT = formatTrace(unalignedWrite());
const document = { trace: unalignedWrite(), finding: null, observed: [] };
const TOO_LARGE = 'it is larger than a trace may be (16 MiB)';
const NEITHER = 'it is neither a file nor a pipe';

async function refusalOf(path: string): Promise<string> {
  const error: unknown = await readTrace(path).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  return error instanceof Error ? error.message.replace(path, 'PATH') : '';
}

function pipe(): string {
  const path = join(temporaryFolder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

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
  it('reads a file, and one behind a link', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'trace.json'), TEXT);
    symlinkSync('trace.json', join(folder, 'link.json'));
    expect(await readTrace(join(folder, 'trace.json'))).toEqual(document);
    expect(await readTrace(join(folder, 'link.json'))).toEqual(document);
  });

  it('reads a file of the largest size, and none larger', async () => {
    const path = join(temporaryFolder(), 'trace.json');
    writeFileSync(path, TEXT.padEnd(MAX_TRACE_BYTES));
    expect(await readTrace(path)).toEqual(document);
    truncateSync(path, MAX_TRACE_BYTES + 1);
    expect(await refusalOf(path)).toBe(`cannot read 'PATH': ${TOO_LARGE}`);
  });

  it('refuses what is not there, a folder, and a link that leads in circles', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'folder'));
    symlinkSync('circle', join(folder, 'circle'));
    expect(await refusalOf(join(folder, 'x'))).toBe("cannot read 'PATH': no such file");
    expect(await refusalOf(join(folder, 'folder'))).toBe("cannot read 'PATH': it is a folder");
    expect(await refusalOf(join(folder, 'circle'))).toBe("cannot read 'PATH': too many links");
    const long = await refusalOf(join(folder, 'x'.repeat(300)));
    expect(long).toBe("cannot read 'PATH': the name is too long");
  });

  it.skipIf(process.platform === 'win32')('refuses devices', async () => {
    for (const path of ['/dev/zero', '/dev/null', '/dev/full']) {
      expect(await refusalOf(path)).toBe(`cannot read 'PATH': ${NEITHER}`);
    }
  });

  it.skipIf(process.platform === 'win32')('takes a pipe that nobody writes to for empty', async () => {
    expect(await refusalOf(pipe())).toBe(
      "'PATH' is no trace: trace: expected a JSON object, found empty text",
    );
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
