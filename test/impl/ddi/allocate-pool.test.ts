import { expect, it } from 'vitest';
import { NULL_VA } from '../../../src/impl/ddi/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { POOL_FLAG_NON_PAGED, poolTag } from '../../../src/nt/pool.ts';
import { failing } from '../../../src/trace/during.ts';

const TAG = poolTag('Test');

it('the fault plan fails the allocations that drivers make, and no others', () => {
  const { ddi, kernel } = new SimulatedMachine();
  const allocations = () => [
    ddi.ExAllocatePoolWithTag(0, 16, TAG),
    ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG),
    ddi.IoAllocateMdl(ddi.ExAllocatePool2(POOL_FLAG_NON_PAGED, 16, TAG), 16, false, false, NULL_VA),
  ];
  expect(allocations()).not.toContain(NULL_VA);
  expect(kernel.faults.struck).toBe(false);
  kernel.faults.arm(failing('pool-allocation'));
  expect(allocations()).toEqual([NULL_VA, NULL_VA, NULL_VA]);
  expect(kernel.faults.struck).toBe(true);
  expect(kernel.pool.allocate(16, TAG, false)).not.toBe(NULL_VA);
});
