import { describe, expect, it } from 'vitest';
import { driverOutput } from '../../../src/cli/output/driver-output.ts';
import { TextOutput } from '../../../src/cli/output/text-output.ts';
import { Capture } from '../fakes.ts';

const LEFT_OUT = '… what else the driver prints is left out\n';

function shown(...texts: readonly string[]): string {
  const capture = new Capture();
  const pass = driverOutput(new TextOutput(capture));
  for (const text of texts) pass(text);
  return capture.text;
}

describe('what a driver prints', () => {
  it('is passed on as it is', () => {
    expect(shown('one\n', 'two ', 'and a half\n')).toBe('one\ntwo and a half\n');
  });

  it('up to forty lines, however they come', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`);
    const expected = `${lines.slice(0, 40).join('')}${LEFT_OUT}`;
    expect(shown(lines.join(''))).toBe(expected);
    expect(shown(...lines)).toBe(expected);
  });

  it('and up to some length, then nothing more', () => {
    const text = shown('x'.repeat(1_000_000), 'more\n');
    expect(text).toBe(`${'x'.repeat(4_000)}\n${LEFT_OUT}`);
  });
});
