import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { demo, succeeds, transcript, ZERO } from './demo.setup.ts';
import { temporaryFolder } from './fakes.ts';

/** A file with these bytes. */
function fileOf(bytes: readonly number[]): string {
  const path = join(temporaryFolder(), 'data');
  writeFileSync(path, Uint8Array.from(bytes));
  return path;
}

describe('irpcheck demo', () => {
  it.each([
    ['Привет', 'read 12 bytes: "Привет"'],
    ['', 'read 0 bytes: ""'],
    ['"quoted" \\', 'read 10 bytes: ""quoted" \\"'],
  ])('--text %j', async (text, line) => {
    expect(await demo('--text', text)).toEqual(succeeds(line));
  });

  it('--text of 5,000 characters leaves the last 904', async () => {
    const text = 'x'.repeat(4096) + 'y'.repeat(904);
    expect(await demo('--text', text)).toEqual(succeeds(`read 904 bytes: "${'y'.repeat(904)}"`));
  });

  it.each([
    ['buffered', 0, 'read 3 bytes: [0, ff, a]'],
    ['direct', 0, 'read 3 bytes: [0, ff, a]'],
    ['neither', 1, ZERO],
  ])('--file of bytes that are no text: %s', async (mode, exitCode, line) => {
    expect(await demo('--file', fileOf([0, 0xff, 0x0a]), '--mode', mode)).toEqual({
      exitCode,
      out: transcript(line),
      err: '',
    });
  });
});
