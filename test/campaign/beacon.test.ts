import { expect, it } from 'vitest';
import { Beacon, BOOT_OP, PassedOver } from '../../src/campaign/beacon.ts';

it('is seen through its buffer as it is', () => {
  const shown = new Beacon();
  const seen = new Beacon(shown.buffer);
  shown.begin();
  expect([seen.executions, seen.op, seen.caseIndex, seen.modelCall]).toEqual([1, BOOT_OP, 0, null]);
  shown.op = 3;
  shown.caseIndex = 119_999;
  shown.begin();
  expect([seen.executions, seen.op, seen.caseIndex]).toEqual([2, BOOT_OP, 119_999]);
});

it.each(['initial', 'read', 'write', null] as const)('shows the model’s function: %s', (call) => {
  const shown = new Beacon();
  shown.modelCall = 'read';
  shown.modelCall = call;
  expect(new Beacon(shown.buffer).modelCall).toBe(call);
});

it('passes over executions by their number from then on', () => {
  const beacon = new Beacon();
  beacon.begin();
  beacon.passOver([1, 3]);
  expect(() => beacon.begin()).toThrow(PassedOver);
  expect(() => beacon.begin()).not.toThrow();
  expect(() => beacon.begin()).toThrow(PassedOver);
  // One that is passed over has begun nevertheless.
  expect(beacon.executions).toBe(4);
  beacon.passOver([1]);
  beacon.passOver([]);
  expect(() => beacon.begin()).not.toThrow();
});
