import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readTrace } from '../../src/cli/read-trace.ts';
import { temporaryFolder } from './fakes.ts';
import { document, pipe, refusalOf, TEXT } from './read-trace.setup.ts';

const NEITHER = 'it is neither a file nor a pipe';

describe('readTrace', () => {
  it('reads a file, and one behind a link', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'trace.json'), TEXT);
    symlinkSync('trace.json', join(folder, 'link.json'));
    expect(await readTrace(join(folder, 'trace.json'))).toEqual(document);
    expect(await readTrace(join(folder, 'link.json'))).toEqual(document);
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
});
