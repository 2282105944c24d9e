import { describe, expect, it } from 'vitest';
import { keClearEvent, keReadStateEvent, keSetEvent } from '../../../src/impl/kernel/event.ts';
import { FaultPlan } from '../../../src/impl/kernel/fault-plan.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { STATUS_WORKING_SET_QUOTA } from '../../../src/nt/ntstatus.ts';
import { changing, failing, NOTHING, raising } from '../../../src/trace/during.ts';
import { strikesIn } from '../../execution/strikes.ts';
import { newKernel } from '../memory/kernel.ts';

const counts = ({ happenings }: FaultPlan) => strikesIn(happenings);

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

  it('raises what an entry says where pages are locked, which is a fault as well', () => {
    const plan = new FaultPlan();
    expect(plan.raises('page-locking')).toBeNull();
    plan.arm(raising('STATUS_WORKING_SET_QUOTA'));
    expect([plan.raises('page-locking'), plan.struck]).toEqual([STATUS_WORKING_SET_QUOTA, true]);
    plan.arm(failing('irp-allocation'));
    expect([plan.raises('page-locking'), plan.struck]).toEqual([null, false]);
  });

  it('has the caller change its memory at the point named, which is no fault', () => {
    const plan = new FaultPlan();
    const changes: string[] = [];
    plan.arm([...changing('probe', 'unmap'), ...changing('dispatch', 'protect')], (change) =>
      changes.push(change),
    );
    plan.passes('dispatch');
    plan.passes('probe');
    expect([changes, plan.struck, plan.happenings.struck.length]).toEqual([['protect', 'unmap'], false, 2]);
  });

  it('changes no memory of a request that has none, and counts no strike', () => {
    const plan = new FaultPlan();
    plan.arm(changing('dispatch', 'unmap'));
    plan.passes('dispatch');
    expect(counts(plan)).toEqual({ entries: 1, struck: 0 });
  });

  it('does nothing more once it is disarmed', () => {
    const plan = new FaultPlan();
    plan.arm(failing('pool-allocation'));
    plan.disarm();
    expect([plan.strikes('pool-allocation'), counts(plan)]).toEqual([false, { entries: 1, struck: 0 }]);
  });

  it('counts the entries of a run and those that struck, each once', () => {
    const plan = new FaultPlan();
    plan.arm(failing('pool-allocation', 'system-mapping'));
    plan.strikes('pool-allocation');
    plan.strikes('pool-allocation');
    plan.arm(failing('irp-allocation'));
    expect(counts(plan)).toEqual({ entries: 3, struck: 1 });
    expect(plan.happenings).toEqual({
      entries: [...failing('pool-allocation', 'system-mapping'), ...failing('irp-allocation')],
      struck: failing('pool-allocation'),
      passed: new Set(['pool-allocation']),
    });
    plan.reset();
    expect(plan.happenings.passed.size).toBe(0);
    expect(counts(plan)).toEqual({ entries: 0, struck: 0 });
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
