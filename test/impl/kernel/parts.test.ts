import { describe, expect, it } from 'vitest';
import { keClearEvent, keReadStateEvent, keSetEvent } from '../../../src/impl/kernel/event.ts';
import { FaultPlan } from '../../../src/impl/kernel/fault-plan.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { failing, NOTHING } from '../../../src/trace/during.ts';
import { newKernel } from '../memory/kernel.ts';

describe('FaultPlan', () => {
  it('strikes the armed fault alone, each time, and remembers', () => {
    const plan = new FaultPlan();
    plan.arm(failing('system-mapping'));
    expect([plan.strikes('irp-allocation'), plan.struck]).toEqual([false, false]);
    expect([plan.strikes('system-mapping'), plan.strikes('system-mapping'), plan.struck]).toEqual([
      true,
      true,
      true,
    ]);
    plan.arm(NOTHING);
    expect([plan.strikes('system-mapping'), plan.struck]).toEqual([false, false]);
  });

  it('strikes one passing alone, counted by name from when it was armed', () => {
    const plan = new FaultPlan();
    const third = [{ at: { point: 'pool-allocation', nth: 2 }, do: 'fail' }] as const;
    for (let time = 0; time < 2; time += 1) {
      plan.arm(third);
      expect(plan.strikes('system-mapping')).toBe(false);
      const passings = [1, 2, 3, 4].map(() => plan.strikes('pool-allocation'));
      expect(passings).toEqual([false, false, true, false]);
      expect(plan.struck).toBe(true);
    }
  });

  it('counts the entries of a run and those that struck, each once', () => {
    const plan = new FaultPlan();
    plan.arm(failing('pool-allocation', 'system-mapping'));
    plan.strikes('pool-allocation');
    plan.strikes('pool-allocation');
    plan.arm(failing('irp-allocation'));
    expect(plan.counts).toEqual({ entries: 3, struck: 1 });
    plan.reset();
    expect(plan.counts).toEqual({ entries: 0, struck: 0 });
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
