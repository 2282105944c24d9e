import { expect, it } from 'vitest';
import type { Irp } from '../../../src/impl/io/irp.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { CALLING_THREAD, THREAD_IRP_LIST, ThreadIrps } from '../../../src/impl/io/thread-irps.ts';
import { blinkOf, flinkOf, setBlink, setFlink } from '../../../src/impl/memory/list-entry.ts';
import { NULL_VA, POOL_BASE, UNMAPPED_KERNEL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_CREATE, IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { STATUS_PENDING, STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { on, open, read } from '../../model/calls.ts';
import { type Request, type Routine, start, type World } from './test-driver.ts';

/** Three IRPs of a thread, the one linked last first. */
function linked(): { world: World; irps: Irp[]; thread: ThreadIrps } {
  const world = start();
  const thread = new ThreadIrps();
  const irps = [1, 2, 3].map((locations) => {
    const irp = allocateIrp(world.kernel, locations);
    if (irp === null) throw new Error('no IRP');
    thread.link(world.memory, irp);
    return irp;
  });
  return { world, irps: irps.reverse(), thread };
}

/** The entries of a list, from the first on; each has to name the one before it. */
function entriesFrom({ memory }: World, first: Irp): Va[] {
  const entries: Va[] = [];
  let before = THREAD_IRP_LIST;
  for (let entry = first.threadListEntry; entry !== THREAD_IRP_LIST; entry = flinkOf(memory, entry)) {
    expect(blinkOf(memory, entry)).toBe(before);
    before = entry;
    entries.push(entry);
  }
  return entries;
}

it.each([0, 1, 2])('R59 IRP %d of three is taken out of the list of its thread', (index) => {
  const { world, irps, thread } = linked();
  expect(entriesFrom(world, irps[0] as Irp)).toEqual(irps.map(({ threadListEntry }) => threadListEntry));
  const [gone] = irps.splice(index, 1);
  thread.unlink(world.kernel, gone as Irp);
  expect(entriesFrom(world, irps[0] as Irp)).toEqual(irps.map(({ threadListEntry }) => threadListEntry));
  for (const irp of irps) thread.unlink(world.kernel, irp);
});

it('an IRP that is in no list may be taken out', () => {
  const { kernel } = start();
  const irp = allocateIrp(kernel, 1) as Irp;
  new ThreadIrps().unlink(kernel, irp);
  expect(flinkOf(kernel.memory, irp.threadListEntry)).toBe(irp.threadListEntry);
});

it.each([
  ['NULL', NULL_VA],
  ['a user address', 0x1000 as Va],
  ['system memory that is not mapped', UNMAPPED_KERNEL_BASE],
  ['what is no entry', vaAdd(POOL_BASE, 0x10)],
  // The first small block has eight pages mapped.
  ['the end of what is mapped', vaAdd(POOL_BASE, 8 * 4096 - 8)],
])('an entry that was overwritten with %s is 0x139', (_name, value) => {
  for (const set of [setFlink, setBlink]) {
    const { world, irps, thread } = linked();
    const [, middle] = irps;
    set(world.memory, (middle as Irp).threadListEntry, value);
    expect(() => thread.unlink(world.kernel, middle as Irp)).toThrow('KERNEL_SECURITY_CHECK_FAILURE');
    expect(world.kernel.recorder.bugCheck?.parameters[0]).toBe('0x3');
  }
});

it('R59, R44 a request is linked while the driver has it, also after it completed it; a cleanup is in no list', () => {
  const seen: [number, number, boolean, boolean][] = [];
  const look = ({ irp, ddi, location }: Request): void => {
    const flink = ddi.memory.readPointer(irp.threadListEntry);
    seen.push([
      location.majorFunction,
      irp.thread - CALLING_THREAD,
      flink === THREAD_IRP_LIST,
      flink === irp.threadListEntry,
    ]);
  };
  const routine: Routine = (request) => {
    look(request);
    request.complete();
    return STATUS_SUCCESS;
  };
  const pends: Routine = (request) => {
    request.irp.markPending();
    request.complete();
    look(request);
    return STATUS_PENDING;
  };
  const world = start({
    routines: { [IRP_MJ_CREATE]: routine, [IRP_MJ_READ]: pends, [IRP_MJ_CLEANUP]: routine },
  });
  world.call(open(), read(), read(), on('NtClose', 0));
  expect(seen).toEqual([
    [IRP_MJ_CREATE, 0, true, false],
    [IRP_MJ_READ, 0, true, false],
    [IRP_MJ_READ, 0, true, false],
    [IRP_MJ_CLEANUP, 0, false, true],
  ]);
});
