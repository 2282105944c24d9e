import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Irp } from '../../../src/impl/io/irp.ts';
import { PTE_WATCHED } from '../../../src/impl/memory/page-table.ts';
import { type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { IRP_DEALLOCATE_BUFFER, IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { mapUser, newKernel, USER } from '../memory/kernel.ts';

const { kernel, verifier, restart } = newKernel();
const { memory, pool, recorder, context } = kernel;
const { watch } = verifier;

beforeEach(restart);

const IRP_BYTES = 280;
const SENT = { id: 7, major: IRP_MJ_READ };

function allocateIrp(): Irp {
  const irp = new Irp(memory, pool.allocate(IRP_BYTES, 0, true));
  irp.stackCount = 1;
  return irp;
}

/** As a routine of a driver is called. */
function enter(): void {
  context.depth += 1;
  context.inDriver = true;
}

/** As it returns. */
function leave(): void {
  context.depth -= 1;
  context.inDriver = context.depth > 0;
  if (context.depth === 0) watch.left();
}

/** As the driver completes an IRP: the kernel's code runs meanwhile. */
function complete(irp: Irp): void {
  const { inDriver } = context;
  context.inDriver = false;
  watch.completed(irp, SENT);
  context.inDriver = inDriver;
}

const kinds = (): string[] => recorder.violations.map(({ kind }) => kind);
const isWatched = (irp: Irp): boolean => (memory.entry(irp.va) & PTE_WATCHED) !== 0;

describe('the watch', () => {
  it('is on pages only while a routine runs that has completed something', () => {
    const irp = allocateIrp();
    enter();
    expect(isWatched(irp)).toBe(false);
    complete(irp);
    expect(isWatched(irp)).toBe(true);
    leave();
    expect(isWatched(irp)).toBe(false);
  });

  it('stays for a routine that waited for the one that completed', () => {
    const irp = allocateIrp();
    enter();
    enter();
    complete(irp);
    leave();
    memory.readU8(irp.va);
    expect(kinds()).toEqual(['irp-touched-after-complete']);
    leave();
    expect(isWatched(irp)).toBe(false);
  });

  it('has nothing to see in what the kernel completes by itself', () => {
    const irp = allocateIrp();
    complete(irp);
    expect(isWatched(irp)).toBe(false);
  });

  it('does not mind what the kernel’s own code accesses', () => {
    const irp = allocateIrp();
    enter();
    complete(irp);
    context.inDriver = false;
    memory.readU8(irp.va);
    expect(kinds()).toEqual([]);
    context.inDriver = true;
    memory.readU8(irp.va);
    expect(kinds()).toEqual(['irp-touched-after-complete']);
  });

  it('is off after a restart', () => {
    enter();
    complete(allocateIrp());
    restart();
    const again = allocateIrp();
    enter();
    memory.readU8(again.va);
    expect([kinds(), isWatched(again)]).toEqual([[], false]);
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
    complete(irp);
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
    complete(irp);
    watch.accessed(memory.position(irp.va) + offset, lengthBytes, true);
    expect(kinds()).toEqual([]);
  });

  it('takes its SystemBuffer along when that is to be freed', () => {
    for (const flags of [0, IRP_DEALLOCATE_BUFFER]) {
      const irp = allocateIrp();
      irp.systemBuffer = pool.allocate(20, 0, true);
      irp.flags = flags;
      const position = memory.position(irp.systemBuffer);
      enter();
      complete(irp);
      watch.accessed(position + 19, 1, true);
      watch.accessed(position + 20, 1, true);
      leave();
    }
    expect(kinds()).toEqual(['buffer-touched-after-complete']);
  });

  it('is forgotten when its memory is used again', () => {
    const irp = allocateIrp();
    enter();
    complete(irp);
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
    for (const irp of irps) complete(irp);
    const touched = irps.filter((irp) => {
      const before = recorder.violations.length;
      watch.accessed(memory.position(vaAdd(irp.va, 8)), 8, false);
      return recorder.violations.length > before;
    });
    expect(touched).toEqual(irps.slice(1));
  });
});

describe('a kernel page that belongs to nobody', () => {
  const PAGE = (0xe8000000 | 0) as Va;
  const details = (): string[] => recorder.violations.map(({ detail }) => detail);

  /** As a driver is sent a request while callers have pointers to the page. */
  function send(): void {
    enter();
    watch.expectNobodys(PAGE);
  }

  beforeEach(() => {
    memory.mapPage(PAGE, kernel.firstPointedFrame, true);
  });

  afterEach(() => {
    memory.unmap(PAGE, 1);
  });

  it('is read and written by a driver, which is told once for each operation and kind', () => {
    send();
    for (let time = 0; time < 2; time += 1) {
      memory.readU8(PAGE);
      memory.writeI32(vaAdd(PAGE, 8), 1);
    }
    recorder.begin(2);
    memory.writeU8(PAGE, 1);
    memory.readI32(vaAdd(PAGE, 8));
    expect(recorder.violations.map(({ kind, op }) => [kind, op])).toEqual([
      ['caller-address-read', 0],
      ['caller-address-written', 0],
      ['caller-address-written', 2],
      ['caller-address-read', 2],
    ]);
    expect(details()).toEqual([
      "1 byte of kernel memory read that only the caller's addresses lead to",
      "4 bytes of kernel memory written that only the caller's addresses lead to",
      "1 byte of kernel memory written that only the caller's addresses lead to",
      "4 bytes of kernel memory read that only the caller's addresses lead to",
    ]);
  });

  it('is none of the driver’s doing where no driver runs', () => {
    send();
    context.inDriver = false;
    memory.readU8(PAGE);
    memory.writeU8(PAGE, 1);
    expect(kinds()).toEqual([]);
  });

  it('is watched while the driver has a request, and no longer', () => {
    send();
    expect(memory.entry(PAGE) & PTE_WATCHED).not.toBe(0);
    leave();
    expect(memory.entry(PAGE) & PTE_WATCHED).toBe(0);
  });

  it.each([
    [-1, 1, false],
    [-1, 2, true],
    [0, 1, true],
    [4095, 1, true],
    [4095, 8, true],
    [4096, 1, false],
  ])('from byte %d on, %d bytes: %s', (offset, lengthBytes, isNobodys) => {
    send();
    watch.accessed(memory.position(PAGE) + offset, lengthBytes, false);
    expect(kinds()).toEqual(isNobodys ? ['caller-address-read'] : []);
  });

  it('is found at another address of its frame too', () => {
    send();
    mapUser(kernel, USER, [kernel.firstPointedFrame - kernel.firstUserFrame]);
    memory.writeU8(USER, 1);
    expect(kinds()).toEqual(['caller-address-written']);
  });

  it('is forgotten at a restart', () => {
    send();
    memory.readU8(PAGE);
    restart();
    enter();
    watch.accessed(memory.position(PAGE), 1, false);
    expect(kinds()).toEqual([]);
    send();
    memory.readU8(PAGE);
    expect(kinds()).toEqual(['caller-address-read']);
  });
});
