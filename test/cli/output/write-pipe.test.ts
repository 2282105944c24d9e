import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { prepareFile, writeTarget } from '../../../src/cli/output/target.ts';
import { temporaryFolder } from '../fakes.ts';

function pipeIn(folder: string): string {
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  return pipe;
}

describe.skipIf(process.platform === 'win32')('a named pipe', () => {
  it('that nobody reads from is refused at once', async () => {
    const pipe = pipeIn(temporaryFolder());
    const refused = `cannot write to '${pipe}': nobody reads from this pipe`;
    await expect(prepareFile(pipe)).rejects.toThrow(refused);
    await expect(writeTarget(pipe, 'x')).rejects.toThrow(refused);
  });

  it('is written whole, however slowly it is read, to a reader that waited since it was prepared', async () => {
    const folder = temporaryFolder();
    const pipe = pipeIn(folder);
    const copy = join(folder, 'copy');
    const reader = spawn('sh', ['-c', `cat "${pipe}" > "${copy}"`]);
    const ended = once(reader, 'exit');
    // The reader may not have opened it yet.
    const prepared = await expect
      .poll(() => prepareFile(pipe).catch(() => null), { timeout: 20_000, interval: 5 })
      .not.toBeNull()
      .then(() => prepareFile(pipe));
    const text = 'ab'.repeat(200_000);
    await writeTarget(pipe, text);
    expect(reader.exitCode).toBeNull();
    await prepared.discard();
    reader.kill();
    await ended;
    expect(readFileSync(copy, 'utf8')).toBe(text);
  });
});
