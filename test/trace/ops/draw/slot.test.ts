import { expect, it } from 'vitest';
import { half } from '../../../../src/trace/ops/draw/feature.ts';
import { PLAIN_PROFILE } from '../../../../src/trace/ops/draw/profile.ts';
import { applicableSlots, slot } from '../../../../src/trace/ops/draw/slot.ts';

const WITH_PAYLOADS = { ...PLAIN_PROFILE, payloads: true };

it('slots are told apart, and have the bits they were made with', () => {
  const [first, second] = [slot(3), slot(3)];
  expect(first.index).not.toBe(second.index);
  expect([first.bits, second.bits]).toEqual([3, 3]);
});

it('a slot is asked for every profile, or for those that it applies to', () => {
  const [always, sometimes] = [slot(1), slot(2, ({ payloads }) => payloads)];
  expect(applicableSlots([always, sometimes], PLAIN_PROFILE)).toEqual([always]);
  expect(applicableSlots([sometimes, always], WITH_PAYLOADS)).toEqual([sometimes, always]);
});

it('so is a feature by its slot', () => {
  const [always, sometimes] = [half().slot, half(({ payloads }) => payloads).slot];
  expect(applicableSlots([always, sometimes], PLAIN_PROFILE)).toEqual([always]);
  expect(applicableSlots([always, sometimes], WITH_PAYLOADS)).toEqual([always, sometimes]);
});
