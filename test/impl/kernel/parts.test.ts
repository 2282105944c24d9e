import { describe, expect, it } from 'vitest';
import { keClearEvent, keReadStateEvent, keSetEvent } from '../../../src/impl/kernel/event.ts';
import { FaultPlan } from '../../../src/impl/kernel/fault-plan.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { newKernel } from '../memory/kernel.ts';

describe('FaultPlan', () => {
  it('strikes the armed fault alone, each time, and remembers', () => {
    const plan = new FaultPlan();
    plan.arm('system-mapping');
    expect([plan.strikes('irp-allocation'), plan.struck]).toEqual([false, false]);
    expect([plan.strikes('system-mapping'), plan.strikes('system-mapping'), plan.struck]).toEqual([
      true,
      true,
      true,
    ]);
    plan.arm(null);
    expect([plan.strikes('system-mapping'), plan.struck]).toEqual([false, false]);
  });
});

it('an event is signaled by its SignalState', () => {
  const { kernel } = newKernel();
  const event = kernel.pool.allocate(24, 0, true);
  keSetEvent(kernel.memory, event);
  expect([keReadStateEvent(kernel.memory, event), kernel.memory.readI32(vaAdd(event, 4))]).toEqual([true, 1]);
  keClearEvent(kernel.memory, event);
  expect(keReadStateEvent(kernel.memory, event)).toBe(false);
});
