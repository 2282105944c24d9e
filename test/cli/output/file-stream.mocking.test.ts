import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { FileStream, wholeStream } from '../../../src/cli/output/file-stream.ts';
import { TextOutput } from '../../../src/cli/output/text-output.ts';
import { Capture, temporaryFolder } from '../fakes.ts';
import { disk } from './short-writes.ts';

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const { limited } = await import('./short-writes.ts');
  return { ...fs, writeSync: limited(fs.writeSync) };
});

beforeEach(() => {
  Object.assign(disk, { atOnce: Number.POSITIVE_INFINITY, free: Number.POSITIVE_INFINITY });
});

function opened(path: string): number {
  const file = openSync(path, 'w');
  onTestFinished(() => closeSync(file));
  return file;
}

describe('output into a file', () => {
  it('is written whole, however little the system takes at a time', async () => {
    disk.atOnce = 3;
    const path = join(temporaryFolder(), 'out.txt');
    const output = new TextOutput(new FileStream(opened(path)));
    output.write('häuser\n');
    output.write('zwei\n');
    expect(await output.flush()).toBeNull();
    expect(readFileSync(path, 'utf8')).toBe('häuser\nzwei\n');
  });

  it('fails when not all of it could be written', async () => {
    disk.free = 5;
    const path = join(temporaryFolder(), 'out.txt');
    const output = new TextOutput(new FileStream(opened(path)));
    output.write('one two three');
    expect(await output.flush()).toMatchObject({ code: 'ENOSPC' });
    expect(readFileSync(path, 'utf8')).toBe('one t');
  });
});

describe('wholeStream', () => {
  it('takes the place of a stream into a file only', () => {
    const stream = (path: string) => Object.assign(new Capture(), { fd: opened(path) });
    const intoFile = stream(join(temporaryFolder(), 'out.txt'));
    expect(wholeStream(intoFile)).toBeInstanceOf(FileStream);
    if (process.platform === 'win32') return;
    const intoNothing = stream('/dev/null');
    expect(wholeStream(intoNothing)).toBe(intoNothing);
  });
});
