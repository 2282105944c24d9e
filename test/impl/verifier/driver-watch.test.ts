import { beforeEach, describe, expect, it } from 'vitest';
import { Irp } from '../../../src/impl/io/irp.ts';
import { vaAdd } from '../../../src/impl/memory/va.ts';
import { IRP_DEALLOCATE_BUFFER, IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { newKernel } from '../memory/kernel.ts';

const { kernel, restart } = newKernel();
const { memory, pool, watch, recorder, context } = kernel;

beforeEach(restart);

const IRP_BYTES = 280;

function allocateIrp(): Irp {
  const irp = new Irp(memory, pool.allocate(IRP_BYTES, 0, true));
  irp.stackCount = 1;
  return irp;
}

/** As a routine of a driver is called. */
function enter(): void {
  context.depth += 1;
  watch.enter();
}

/** As it returns. */
function leave(): void {
  context.depth -= 1;
  watch.leave();
}

const kinds = (): string[] => recorder.violations.map(({ kind }) => kind);

describe('the watch', () => {
  it('is on memory only while a routine runs that has completed something', () => {
    const irp = allocateIrp();
    enter();
    expect(memory.watch).toBeNull();
    watch.completed(irp, IRP_MJ_READ);
    expect([memory.watch, watch.active]).toEqual([null, watch]);
    leave();
    expect([memory.watch, watch.active]).toEqual([null, null]);
  });

  it('stays for a routine that waited for the one that completed', () => {
    const irp = allocateIrp();
    enter();
    enter();
    watch.completed(irp, IRP_MJ_READ);
    leave();
    memory.watch = watch.active;
    memory.readU8(irp.va);
    expect(kinds()).toEqual(['irp-touched-after-complete']);
    leave();
    expect(watch.active).toBeNull();
  });

  it('has nothing to see in what the kernel completes by itself', () => {
    watch.completed(allocateIrp(), IRP_MJ_READ);
    expect(watch.active).toBeNull();
  });

  it('is off after a restart', () => {
    enter();
    watch.completed(allocateIrp(), IRP_MJ_READ);
    memory.watch = watch.active;
    restart();
    expect([memory.watch, watch.active]).toEqual([null, null]);
  });
});

describe('a completed IRP', () => {
  it.each([
    [0, 1],
    [IRP_BYTES - 1, 1],
    [-4, 5],
    [IRP_BYTES - 1, 2],
    [-1, IRP_BYTES + 2],
  ])('is touched from byte %d on by %d bytes, which is reported once', (offset, lengthBytes) => {
    const irp = allocateIrp();
    enter();
    watch.completed(irp, IRP_MJ_READ);
    const position = memory.position(irp.va) + offset;
    watch.accessed(position, lengthBytes, false);
    watch.accessed(position, lengthBytes, true);
    expect(kinds()).toEqual(['irp-touched-after-complete']);
  });

  it.each([
    [-1, 1],
    [IRP_BYTES, 4],
  ])('is not touched from byte %d on by %d bytes', (offset, lengthBytes) => {
    const irp = allocateIrp();
    enter();
    watch.completed(irp, IRP_MJ_READ);
    watch.accessed(memory.position(irp.va) + offset, lengthBytes, true);
    expect(kinds()).toEqual([]);
  });

  it('takes its SystemBuffer along when that is to be freed', () => {
    for (const flags of [0, IRP_DEALLOCATE_BUFFER]) {
      const irp = allocateIrp();
      irp.systemBuffer = pool.allocate(20, 0, true);
      irp.flags = flags;
      enter();
      watch.completed(irp, IRP_MJ_READ);
      watch.accessed(memory.position(irp.systemBuffer) + 19, 1, true);
      watch.accessed(memory.position(irp.systemBuffer) + 20, 1, true);
      leave();
    }
    expect(kinds()).toEqual(['buffer-touched-after-complete']);
  });

  it('is forgotten when its memory is used again', () => {
    const irp = allocateIrp();
    enter();
    watch.completed(irp, IRP_MJ_READ);
    pool.free(irp.va);
    let again = pool.allocate(IRP_BYTES, 0, true);
    while (again !== irp.va) {
      pool.free(again);
      again = pool.allocate(IRP_BYTES, 0, true);
    }
    watch.accessed(memory.position(again), 4, true);
    expect(kinds()).toEqual([]);
  });

  it('is known until eight more have been completed', () => {
    const irps = Array.from({ length: 9 }, () => allocateIrp());
    enter();
    for (const irp of irps) watch.completed(irp, IRP_MJ_READ);
    const touched = irps.filter((irp) => {
      const before = recorder.violations.length;
      watch.accessed(memory.position(vaAdd(irp.va, 8)), 8, false);
      return recorder.violations.length > before;
    });
    expect(touched).toEqual(irps.slice(1));
  });
});
