import { describe, expect, it } from 'vitest';
import { keClearEvent, keReadStateEvent, keSetEvent } from '../../../src/impl/kernel/event.ts';
import { FaultPlan } from '../../../src/impl/kernel/fault-plan.ts';
import { Routines } from '../../../src/impl/kernel/routines.ts';
import { CODE_BASE, NULL_VA, POOL_BASE, vaAdd } from '../../../src/impl/memory/va.ts';
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

describe('Routines', () => {
  const first = (): number => 1;
  const second = (): number => 2;

  it('give a routine one code address and lead back to it', () => {
    const routines = new Routines();
    const address = routines.register(first);
    expect([address, routines.register(first)]).toEqual([CODE_BASE, CODE_BASE]);
    const other = routines.register(second);
    expect([routines.dispatch(address), routines.unload(other)]).toEqual([first, second]);
  });

  it.each([
    ['NULL', NULL_VA],
    ['the middle of one', vaAdd(CODE_BASE, 8)],
    ['beyond the last', vaAdd(CODE_BASE, 16)],
    ['no code', POOL_BASE],
  ])('have none at %s', (_name, address) => {
    const routines = new Routines();
    routines.register(first);
    expect([routines.dispatch(address), routines.unload(address)]).toEqual([null, null]);
  });

  it('a reset forgets those registered since keep', () => {
    const routines = new Routines();
    const kept = routines.register(first);
    routines.keep();
    const lost = routines.register(second);
    routines.reset();
    expect([routines.dispatch(kept), routines.dispatch(lost)]).toEqual([first, null]);
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
