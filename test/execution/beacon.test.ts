import { expect, it } from 'vitest';
import { Beacon, BOOT_OP } from '../../src/execution/beacon.ts';

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
