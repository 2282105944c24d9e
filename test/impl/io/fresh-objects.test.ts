import { describe, expect, it } from 'vitest';
import type { Irp } from '../../../src/impl/io/irp.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { CALLING_THREAD, THREAD_IRP_LIST } from '../../../src/impl/io/thread-irps.ts';
import { ioAllocateMdl } from '../../../src/impl/memory/mdl-allocate.ts';
import { UNMAPPED_KERNEL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { FRESH_IO_STACK_LOCATION, type LocationQuantity } from '../../../src/nt/fresh/io-stack-location.ts';
import { FRESH_IRP, type IrpQuantity } from '../../../src/nt/fresh/irp.ts';
import { FRESH_MDL, type MdlQuantity } from '../../../src/nt/fresh/mdl.ts';
import { IRP_MJ_READ } from '../../../src/nt/irp.ts';
import { SIZE_OF } from '../../../src/nt/layout.ts';
import type { BufferingMode } from '../../../src/trace/trace.ts';
import { foretold, found, type Quantities, stored } from './fresh-objects.setup.ts';
import { BUFFER, IOSB, raw } from './raw-transfer.ts';
import { start, type World } from './test-driver.ts';

/** Where the buffer begins, its bytes, and what else a read is asked for. */
const USER = vaAdd(BUFFER, 0x123);
const LENGTH = 5000;
const KEY = 0x12345678;
const OFFSET = 0x1234567890n;

/** A quantity that no field holds at the moment that is looked at. */
const NEVER = 0xdeadn;

/** What a read of a mode brings to the test driver, as `look` sees it. */
function readOf<Seen>(mode: BufferingMode, look: (world: World, irp: Irp) => Seen): Seen {
  const seen: Seen[] = [];
  const world: World = start({
    mode,
    routines: {
      [IRP_MJ_READ]: ({ irp, complete }) => {
        seen.push(look(world, irp));
        return complete();
      },
    },
  });
  raw(world, { key: KEY, offset: OFFSET, parameters: { buffer: USER, length: LENGTH } });
  // What is thrown in a driver stops the machine.
  expect(world.kernel.recorder.bugCheck).toBeNull();
  expect(seen.length).toBe(1);
  return seen[0] as Seen;
}

/** The file object of an IRP in the hands of a driver. */
function fileOf(irp: Irp): Va {
  return irp.currentStackLocation.fileObject;
}

describe('an IRP', () => {
  function quantities(
    { memory }: World,
    irp: Irp,
    locations: number,
    entries: bigint,
  ): Quantities<IrpQuantity> {
    const end = vaAdd(irp.va, SIZE_OF.IRP + locations * SIZE_OF.IO_STACK_LOCATION);
    return {
      'sizeof(IRP) + StackCount * sizeof(IO_STACK_LOCATION), or more':
        SIZE_OF.IRP + locations * SIZE_OF.IO_STACK_LOCATION,
      'its own address, twice: an empty list': entries,
      "entries of the thread's list": entries,
      'the number asked for': locations,
      'StackCount + 1': locations + 1,
      'StackSize of the top device': locations,
      StackCount: locations,
      'one past the last stack location': stored(memory, end),
      'the stack location of the top device': stored(memory, vaAdd(end, -SIZE_OF.IO_STACK_LOCATION)),
      "the caller's status block": stored(memory, IOSB),
      "the caller's buffer": stored(memory, USER),
      'pool of Length bytes': stored(memory, irp.systemBuffer),
      "an MDL for the caller's buffer": stored(memory, irp.mdlAddress),
      "the caller's thread": stored(memory, CALLING_THREAD),
      'the file object': 0n,
    };
  }

  it.each([1, 2, 8])('R59 with %d locations, fresh from allocation', (locations) => {
    const world = start();
    const irp = allocateIrp(world.kernel, locations) as Irp;
    const own = stored(world.memory, irp.threadListEntry);
    expect(found(world.memory, irp.va, FRESH_IRP, 'allocated')).toEqual(
      foretold(FRESH_IRP, 'allocated', quantities(world, irp, locations, own)),
    );
  });

  it('R59 with more than 8 locations is not of the fixed size', () => {
    const world = start();
    const irp = allocateIrp(world.kernel, 9) as Irp;
    const allocationFlags = FRESH_IRP.places.AllocationFlags.offset;
    expect(world.memory.readU8(vaAdd(irp.va, allocationFlags))).toBe(0);
  });

  it.each(['buffered', 'direct', 'neither'] as const)('R35 as a %s read brings it', (mode) => {
    const [holds, should, blocks] = readOf(mode, (world, irp) => {
      const { memory, kernel } = world;
      const list = stored(memory, THREAD_IRP_LIST);
      return [
        found(memory, irp.va, FRESH_IRP, mode),
        foretold(FRESH_IRP, mode, {
          ...quantities(world, irp, 1, list),
          'the file object': stored(memory, fileOf(irp)),
        }),
        [kernel.pool.sizeOf(irp.systemBuffer), kernel.pool.sizeOf(irp.mdlAddress) > 0],
      ] as const;
    });
    expect(holds).toEqual(should);
    expect(blocks).toEqual([mode === 'buffered' ? LENGTH : 0, mode === 'direct']);
  });
});

describe('a stack location', () => {
  const NONE: Quantities<LocationQuantity> = {
    'the length asked for': NEVER,
    'the key, 0 without one': NEVER,
    'the offset, resolved': NEVER,
    'the top device': NEVER,
    'the file object': NEVER,
  };

  it.each([1, 8])('R59 of an IRP with %d, fresh from allocation', (locations) => {
    const { kernel, memory } = start();
    const irp = allocateIrp(kernel, locations) as Irp;
    for (let index = 0; index < locations; index += 1) {
      const va = vaAdd(irp.va, SIZE_OF.IRP + index * SIZE_OF.IO_STACK_LOCATION);
      expect(found(memory, va, FRESH_IO_STACK_LOCATION, 'allocated')).toEqual(
        foretold(FRESH_IO_STACK_LOCATION, 'allocated', NONE),
      );
    }
  });

  it.each(['buffered', 'direct', 'neither'] as const)('R35 as a %s read brings it', (mode) => {
    const [holds, should] = readOf(mode, ({ memory, device }, irp) => {
      const { va } = irp.currentStackLocation;
      return [
        found(memory, va, FRESH_IO_STACK_LOCATION, 'read'),
        foretold(FRESH_IO_STACK_LOCATION, 'read', {
          'the length asked for': LENGTH,
          'the key, 0 without one': KEY,
          'the offset, resolved': OFFSET,
          'the top device': stored(memory, device),
          'the file object': stored(memory, fileOf(irp)),
        }),
      ] as const;
    });
    expect(holds).toEqual(should);
  });
});

describe('an MDL', () => {
  function quantities({ memory }: World): Quantities<MdlQuantity> {
    return {
      '48 + 8 * pages spanned': 48 + 8 * 2,
      "the caller's process": stored(memory, UNMAPPED_KERNEL_BASE),
      "the buffer's page": stored(memory, BUFFER),
      "the buffer's bytes": LENGTH,
      "the buffer's offset in its page": 0x123,
    };
  }

  it('R69, R70 fresh from allocation', () => {
    const world = start();
    const mdl = ioAllocateMdl(world.kernel.mm, USER, LENGTH);
    expect(found(world.memory, mdl, FRESH_MDL, 'allocated')).toEqual(
      foretold(FRESH_MDL, 'allocated', quantities(world)),
    );
  });

  it('R71 as a direct read brings it', () => {
    const [holds, should] = readOf(
      'direct',
      (world, irp) =>
        [
          found(world.memory, irp.mdlAddress, FRESH_MDL, 'read'),
          foretold(FRESH_MDL, 'read', quantities(world)),
        ] as const,
    );
    expect(holds).toEqual(should);
  });
});

it('a byte that is another is noticed', () => {
  const { kernel, memory } = start();
  const mdl = ioAllocateMdl(kernel.mm, USER, LENGTH);
  const before = found(memory, mdl, FRESH_MDL, 'allocated');
  memory.writeU8(vaAdd(mdl, FRESH_MDL.places.ByteOffset.offset + 3), 1);
  expect(found(memory, mdl, FRESH_MDL, 'allocated')).not.toEqual(before);
});
