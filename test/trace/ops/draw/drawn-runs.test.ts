import { expect, it } from 'vitest';
import { drawnRuns, RUN_CHOICE } from '../../../../src/trace/ops/draw/drawn-runs.ts';
import { enumerate } from '../../../../src/trace/ops/draw/enumeration.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { data } from '../../../../src/trace/ops/fields/data.ts';

const CHOICES = 2 ** RUN_CHOICE.bits;

const ALL = [...enumerate(drawnRuns, { profile: PLAIN_PROFILE })];

const runsOf = (choice: number): string => ALL[choice] ?? '';

const bytesOf = (hex: string): readonly string[] => hex.match(/../g) ?? [];

it('are two bytes, each so many times in a row', () => {
  expect(runsOf(0)).toBe('005b');
  expect(runsOf(1)).toBe(`01${'02'.repeat(64)}`);
  for (const hex of ALL) expect(hex).toMatch(/^(?:(..)\1{0,256}(..)\2{0,256}|000102[0-9a-f]+)$/);
});

it('begin with each byte as often, and go on with any', () => {
  const firsts = ALL.map((hex) => hex.slice(0, 2));
  for (let byte = 0; byte < 255; byte += 1) {
    const text = byte.toString(16).padStart(2, '0');
    const often = firsts.filter((first) => first === text).length;
    expect(often, text).toBeGreaterThan(byte === 127 ? -1 : 3);
  }
  expect(new Set(ALL.map((hex) => hex.slice(-2))).size).toBeGreaterThan(250);
});

it('are all byte values, one after another, now and then', () => {
  const all = runsOf(127);
  expect(new Set(bytesOf(all)).size).toBe(256);
  expect(ALL.filter((hex) => hex === all)).toHaveLength(CHOICES / 128);
});

it('are what a trace may hold', () => {
  for (const hex of ALL) expect(data.schema.parse({ hex })).toEqual({ hex });
});
