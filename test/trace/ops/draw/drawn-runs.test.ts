import { expect, it } from 'vitest';
import { newProgram } from '../../../../src/trace/ops/draw/drawing.ts';
import { DRAWN_RUNS, drawnRuns } from '../../../../src/trace/ops/draw/drawn-runs.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import type { Slot } from '../../../../src/trace/ops/draw/slot.ts';
import { data } from '../../../../src/trace/ops/fields/data.ts';

const SLOTS: readonly Slot[] = DRAWN_RUNS;

function runsOf(...choices: readonly number[]): string {
  return drawnRuns({
    draw: (slot) => choices[SLOTS.indexOf(slot)] ?? 0,
    uses: () => true,
    profile: PLAIN_PROFILE,
    program: newProgram(),
    openCount: 1,
    lastLength: 0,
    lengthBytes: 0,
  });
}

it('are two bytes of any values, each so many times in a row', () => {
  expect(runsOf()).toBe('0000');
  expect(runsOf(0xfa, 0x0a, 2, 1)).toBe('fafafa0a0a');
  expect(runsOf(0xff, 0, 15, 13)).toBe('ff'.repeat(257) + '00'.repeat(255));
});

it('are all byte values, one after another, now and then', () => {
  const all = runsOf(1, 2, 3, 4, 3);
  expect(all).toHaveLength(512);
  expect(new Set(all.match(/../g)).size).toBe(256);
});

it('are what a trace may hold', () => {
  for (let length = 0; length < 16; length += 1) {
    const hex = runsOf(length, 255 - length, length, 15 - length);
    expect(data.schema.parse({ hex })).toEqual({ hex });
  }
});
