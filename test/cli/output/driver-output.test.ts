import { describe, expect, it } from 'vitest';
import { DriverOutput } from '../../../src/cli/output/driver-output.ts';
import { TextOutput } from '../../../src/cli/output/text-output.ts';
import { UNSAFE_TEXTS, unsafeIn } from '../../trace/printable.setup.ts';
import { Capture } from '../fakes.ts';

const LEFT_OUT = 'driver: … what else it prints is left out\n';

function shown(...texts: readonly string[]): string {
  const capture = new Capture();
  const output = new DriverOutput(new TextOutput(capture));
  for (const text of texts) output.pass(text);
  output.end();
  return capture.text;
}

describe('what a driver prints', () => {
  it('is passed on line by line', () => {
    expect(shown('one\n', 'two ', 'and a half\r\n', '\nrest')).toBe(
      'driver: one\ndriver: two and a half\ndriver: \ndriver: rest\n',
    );
  });

  it.each(UNSAFE_TEXTS)('commands nothing: %s', (_what, text) => {
    const line = shown(`${text}\n`);
    expect(unsafeIn(line)).toEqual([]);
    expect(line).toMatch(/^(?:driver: .*\n)+$/);
  });

  it('commands nothing in pieces, either', () => {
    expect(unsafeIn(shown('##', 'vso[a]\n', '::er', 'ror::a\n', '\ud800', '\u202e'))).toEqual([]);
  });

  it('up to forty lines, however they come', () => {
    const lines = Array.from({ length: 60 }, (_, index) => `line ${index + 1}\n`);
    const told = lines.slice(0, 40).map((line) => `driver: ${line}`);
    expect(shown(lines.join(''))).toBe(`${told.join('')}${LEFT_OUT}`);
    expect(shown(...lines)).toBe(`${told.join('')}${LEFT_OUT}`);
    expect(shown(...lines.slice(0, 40))).toBe(told.join(''));
  });

  it('and up to some length, then nothing more', () => {
    const text = shown('x'.repeat(1_000_000), 'more\n');
    expect(text).toBe(`driver: ${'x'.repeat(4_000)}\n${LEFT_OUT}`);
    expect(shown(`${'x'.repeat(4_000)}\n`, 'more\n')).toBe(text);
  });
});
