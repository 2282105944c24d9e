import { describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/ddi/index.ts';
import { completeRequest } from '../../../src/impl/io/completion.ts';
import { allocateIrp } from '../../../src/impl/io/irp-lifetime.ts';
import { NULL_VA, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { IRP_MJ_FLUSH_BUFFERS, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { APC_LEVEL, PASSIVE_LEVEL } from '../../../src/nt/irql.ts';
import { SIZE_OF } from '../../../src/nt/layout.ts';
import {
  type NTSTATUS,
  ntstatusName,
  STATUS_ACCESS_VIOLATION,
  STATUS_BUFFER_OVERFLOW,
  STATUS_OBJECT_NAME_EXISTS,
  STATUS_PENDING,
  STATUS_SUCCESS,
  STATUS_UNSUCCESSFUL,
  STATUS_VERIFY_REQUIRED,
} from '../../../src/nt/ntstatus.ts';
import type { Call } from '../../../src/trace/ops/index.ts';
import { on, open, read, write } from '../../model/calls.ts';
import { BUFFER, EVENT, type RawOptions, raw } from './raw-transfer.ts';
import { type Options, type Routine, start, type World } from './test-driver.ts';

const FILL = 0xf8;

/** Fills the SystemBuffer with 1, 2, 3… and completes. */
const reads =
  (status: NTSTATUS, information: number, fill = true): Routine =>
  ({ irp, location, ddi, complete }) => {
    for (let at = 0; fill && at < location.length; at += 1)
      ddi.memory.writeU8(vaAdd(irp.systemBuffer, at), at + 1);
    return complete(status, information);
  };

/** The same, after marking the IRP pending, returning `returned`. */
const pends =
  (routine: Routine, returned: NTSTATUS = STATUS_PENDING): Routine =>
  (request) => {
    request.irp.markPending();
    routine(request);
    return returned;
  };

function withRead(routine: Routine, more: Options = {}): World {
  return start({ ...more, routines: { [IRP_MJ_READ]: routine, [IRP_MJ_WRITE]: routine } });
}

it('an IRP that was sent to nobody is completed, and nobody is told', () => {
  const { io, kernel } = start();
  const irp = allocateIrp(kernel, 1);
  if (irp === null) throw new Error('no IRP');
  completeRequest(io, irp.va);
  expect(irp.currentLocation).toBe(irp.stackCount + 2);
  expect(kernel.recorder.requests).toEqual([]);
});

describe('R46 copy-back of a buffered read', () => {
  it.each([
    [STATUS_SUCCESS, 4, [1, 2, 3, 4]],
    [STATUS_SUCCESS, 2, [1, 2, FILL, FILL]],
    [STATUS_SUCCESS, 0, [FILL, FILL, FILL, FILL]],
    [STATUS_OBJECT_NAME_EXISTS, 4, [1, 2, 3, 4]],
    [STATUS_BUFFER_OVERFLOW, 4, [1, 2, 3, 4]],
    [STATUS_VERIFY_REQUIRED, 4, [FILL, FILL, FILL, FILL]],
    [STATUS_UNSUCCESSFUL, 4, [FILL, FILL, FILL, FILL]],
  ])('status %d, Information %d', (status, information, bytes) => {
    const observed = withRead(reads(status, information)).call(open(), read({ length: 4 }));
    expect([...(observed.buffer ?? [])]).toEqual(bytes);
  });

  it('is not clamped to the length: the surroundings change', () => {
    const observed = withRead(reads(STATUS_SUCCESS, 7)).call(open(), read({ length: 4 }));
    expect(observed.information).toBe(7);
    expect(observed.surroundingsChanged).toBeGreaterThan(0);
  });

  it('that leaves the user buffer turns into an error', () => {
    const world = withRead(reads(STATUS_SUCCESS, 8192));
    const result = raw(world, { parameters: { buffer: vaAdd(BUFFER, 4 * 4096 - 8), event: EVENT } });
    expect([result.status, result.iosb, result.event]).toEqual([STATUS_SUCCESS, null, false]);
  });

  it('far beyond pool is a page fault', () => {
    const world: World = withRead(({ complete, irp }) => {
      world.memory.mapPage(0x201000 as Va, world.memory.frameOf(irp.userBuffer), true);
      return complete(STATUS_SUCCESS, 600 * 4096);
    });
    for (let page = 0; page < 700; page += 1) {
      world.memory.mapPage(vaAdd(0x1000000 as Va, page * 4096), world.kernel.firstUserFrame + 1, true);
    }
    expect(() => raw(world, { parameters: { buffer: 0x1000000 as Va } })).toThrow('(0x50)');
    world.memory.unmap(0x1000000 as Va, 700);
  });

  it('of a read of nothing with Information 17, a warning: status, no status block, no event', () => {
    const world = withRead(reads(STATUS_BUFFER_OVERFLOW, 17, false));
    expect(raw(world, { parameters: { length: 0, event: EVENT } })).toEqual({
      status: STATUS_BUFFER_OVERFLOW,
      iosb: null,
      event: false,
      fileEvent: false,
    });
  });

  it('of a read of nothing with Information 17, pended: ACCESS_VIOLATION', () => {
    const world = withRead(pends(reads(STATUS_BUFFER_OVERFLOW, 17, false)));
    expect(raw(world, { parameters: { length: 0, event: EVENT } })).toMatchObject({
      status: STATUS_ACCESS_VIOLATION,
      iosb: null,
      event: false,
    });
  });

  it('R38 never happens for a write', () => {
    const data = Uint8Array.of(9, 9, 9, 9);
    const observed = withRead(reads(STATUS_SUCCESS, 4)).call(open(), write({ data }));
    expect(observed.buffer).toEqual(data);
  });
});

describe('R47 direct and neither have no copy-back', () => {
  it.each([STATUS_SUCCESS, STATUS_UNSUCCESSFUL])('what the driver wrote is there, status %d', (status) => {
    const direct = withRead(
      ({ irp, ddi, complete }) => {
        ddi.memory.writeU8(ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16), 7);
        return complete(status, 0);
      },
      { mode: 'direct' },
    );
    expect(direct.call(open(), read({ length: 1 })).buffer).toEqual(Uint8Array.of(7));
    const neither = withRead(
      ({ irp, ddi, complete }) => {
        ddi.memory.writeU8(irp.userBuffer, 8);
        return complete(status, 0);
      },
      { mode: 'neither' },
    );
    expect(neither.call(open(), read({ length: 1 })).buffer).toEqual(Uint8Array.of(8));
  });

  it('an oversized Information is just a number', () => {
    const observed = withRead(({ complete }) => complete(STATUS_SUCCESS, 2 ** 40 + 5), {
      mode: 'direct',
    }).call(open(), read({ length: 1 }));
    expect(observed).toMatchObject({ information: 2 ** 40 + 5, surroundingsChanged: 0 });
  });
});

const S = STATUS_SUCCESS;
const E = STATUS_UNSUCCESSFUL;
const O = STATUS_BUFFER_OVERFLOW;
type Heard = { returned: NTSTATUS; iosb: boolean; event: boolean; file: boolean };

/** Columns: status, pended, overlapped, with an event; then what the caller is given. */
const NOTIFICATIONS: readonly [NTSTATUS, boolean, boolean, boolean, Heard][] = [
  [S, false, false, false, { returned: S, iosb: true, event: true, file: true }],
  [S, false, false, true, { returned: S, iosb: true, event: true, file: true }],
  [S, true, false, false, { returned: S, iosb: true, event: true, file: true }],
  [S, true, false, true, { returned: S, iosb: true, event: true, file: true }],
  [S, false, true, false, { returned: S, iosb: true, event: true, file: true }],
  [S, false, true, true, { returned: S, iosb: true, event: true, file: false }],
  [S, true, true, false, { returned: STATUS_PENDING, iosb: true, event: true, file: true }],
  [S, true, true, true, { returned: STATUS_PENDING, iosb: true, event: true, file: false }],
  [O, false, false, true, { returned: O, iosb: true, event: true, file: true }],
  [O, false, true, true, { returned: O, iosb: true, event: true, file: false }],
  [O, true, false, true, { returned: O, iosb: true, event: true, file: true }],
  [E, false, false, false, { returned: E, iosb: false, event: true, file: false }],
  [E, false, false, true, { returned: E, iosb: false, event: false, file: false }],
  [E, true, false, false, { returned: E, iosb: false, event: true, file: true }],
  [E, true, false, true, { returned: E, iosb: false, event: false, file: true }],
  [E, false, true, false, { returned: E, iosb: false, event: true, file: false }],
  [E, false, true, true, { returned: E, iosb: false, event: false, file: false }],
  [E, true, true, false, { returned: STATUS_PENDING, iosb: true, event: true, file: true }],
  [E, true, true, true, { returned: STATUS_PENDING, iosb: true, event: true, file: false }],
];

describe('R49, R50, R51 who hears of the end', () => {
  it.each(NOTIFICATIONS)(
    'status %d, pended %s, overlapped %s, event %s',
    (status, pended, overlapped, event, heard) => {
      const routine = reads(status, 3);
      const options: RawOptions = { overlapped, parameters: event ? { event: EVENT } : {} };
      const result = raw(withRead(pended ? pends(routine) : routine), options);
      expect({
        returned: ntstatusName(result.status),
        iosb: result.iosb !== null,
        event: result.event,
        file: result.fileEvent,
      }).toEqual({ ...heard, returned: ntstatusName(heard.returned) });
      if (heard.iosb) expect(result.iosb).toEqual([status, 3]);
    },
  );

  it.each([
    [S, false, false, 'recorded'],
    [O, false, false, 'recorded'],
    [E, true, false, 'recorded'],
    [E, false, false, 'left'],
    [S, false, true, 'left'],
    [S, true, true, 'left'],
    [E, true, true, 'left'],
  ] as const)(
    'status %d, pended %s, overlapped %s: FinalStatus is %s',
    (status, pended, overlapped, becomes) => {
      const LEFT = STATUS_VERIFY_REQUIRED;
      const routine = reads(status, 3);
      let finalStatus = (): NTSTATUS => LEFT;
      raw(withRead(pended ? pends(routine) : routine), {
        overlapped,
        before: (_world, file) => {
          file.finalStatus = LEFT;
          finalStatus = () => file.finalStatus;
        },
      });
      expect(ntstatusName(finalStatus())).toBe(ntstatusName(becomes === 'left' ? LEFT : status));
    },
  );

  it('R50 a returned status that disagrees: the caller is given it, the block holds IoStatus', () => {
    const world = withRead(({ complete }) => {
      complete(STATUS_SUCCESS, 2);
      return STATUS_OBJECT_NAME_EXISTS;
    });
    const { status, iosb } = raw(world);
    expect([status, iosb]).toEqual([STATUS_OBJECT_NAME_EXISTS, [STATUS_SUCCESS, 2]]);
  });

  it('R49 a status block that is gone is no fault', () => {
    const world: World = withRead(({ irp, complete }) => {
      world.memory.unmap(irp.userIosb, 1);
      return complete(STATUS_SUCCESS, 0);
    });
    expect(() => raw(world, { parameters: { event: EVENT } })).toThrow('reading 0x300000');
    expect(world.kernel.stopped).toBe(false);
  });

  it.each([0, 2 ** 32 - 1, 2 ** 32, 2 ** 52])('Information %d is whole', (information) => {
    const world = withRead(({ complete }) => complete(STATUS_SUCCESS, information), { mode: 'direct' });
    expect(raw(world).iosb).toEqual([STATUS_SUCCESS, information]);
  });
});

it.each([true, false])('a full recording tells that a request was marked pending: %s', (marked) => {
  const routine: Routine = ({ irp, complete }) => {
    if (marked) irp.markPending();
    complete();
    return marked ? STATUS_PENDING : STATUS_SUCCESS;
  };
  const world = withRead(routine, { recording: 'full' });
  world.call(open(), read());
  expect(world.kernel.recorder.events.some(({ kind }) => kind === 'marked-pending')).toBe(marked);
});

describe('R45 pending', () => {
  it('(a) returned without the mark blocks a synchronous caller, completed or not', () => {
    const world = withRead(({ complete }) => {
      complete();
      return STATUS_PENDING;
    });
    expect(world.call(open(), read())).toMatchObject({
      ending: 'blocked',
      iosbWritten: false,
      position: null,
    });
  });

  it('(a) never signals an overlapped caller', () => {
    const world = withRead(({ complete }) => {
      complete();
      return STATUS_PENDING;
    });
    expect(world.call(open({ overlapped: true }), read({ event: true }))).toMatchObject({
      ending: 'returned',
      status: STATUS_PENDING,
      iosbWritten: false,
      eventSignaled: false,
      fileSignaled: false,
    });
  });

  it.each([
    [false, 'blocked'],
    [true, 'returned'],
  ])('never completed and not marked, overlapped %s: %s', (overlapped, ending) => {
    const world = withRead(() => STATUS_PENDING);
    expect(world.call(open({ overlapped }), read()).ending).toBe(ending);
    expect(world.kernel.recorder.refused).toBeNull();
  });

  it.each([false, true])('marked and not completed by then ends the run, overlapped %s', (overlapped) => {
    const world = withRead(({ irp }) => {
      irp.markPending();
      return STATUS_PENDING;
    });
    world.call(open({ overlapped }), read());
    const { recorder } = world.kernel;
    expect(recorder.refused).toMatchObject({ op: 0, major: IRP_MJ_READ });
    expect(recorder.bugCheck).toBeNull();
    expect(recorder.requests.at(-1)).toMatchObject({ completions: 0, pendingMarked: true, finishedAt: null });
  });

  it('(b) marked, completed and answered otherwise ends the IRP twice', () => {
    const world = withRead(pends(reads(STATUS_SUCCESS, 4), STATUS_SUCCESS));
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck).toMatchObject({ code: 0xc2 });
    expect(world.kernel.recorder.requests.at(-1)).toMatchObject({
      returned: STATUS_SUCCESS,
      pendingMarked: true,
    });
  });

  it('a lost IRP returns what the driver said, and is never freed', () => {
    const world = withRead(() => STATUS_SUCCESS);
    expect(world.call(open(), read())).toMatchObject({ status: STATUS_SUCCESS, iosbWritten: false });
    expect(world.kernel.recorder.requests.at(-1)?.completions).toBe(0);
    expect(world.call(on('NtClose')).status).toBe(STATUS_SUCCESS);
    expect(world.majors.at(-1)).toBe(0x12);
    expect(world.machine.shutDown()?.poolBlocks).toBeGreaterThan(0);
  });
});

describe('R45c a flush, which is not deferred', () => {
  /** What a dispatch routine sees of a request that it has just completed, with the irql at which it did. */
  function seenBy(major: number, call: Call, irql = PASSIVE_LEVEL) {
    const seen: unknown[] = [];
    const world: World = start({
      routines: {
        [major]: ({ irp, ddi, complete }) => {
          const { userIosb } = irp;
          const before = ddi.KeRaiseIrql(irql);
          complete();
          seen.push(world.kernel.pool.isFreed(irp.va), world.memory.readI32(userIosb) === STATUS_SUCCESS);
          ddi.KeLowerIrql(before);
          return STATUS_SUCCESS;
        },
      },
    });
    expect(world.call(open(), call)).toMatchObject({
      status: STATUS_SUCCESS,
      iosbWritten: true,
      fileSignaled: true,
    });
    expect(world.kernel.pool.isFreed(world.kernel.recorder.requests.at(-1)?.va ?? NULL_VA)).toBe(true);
    return seen;
  }

  it('is gone, and its caller told, when IoCompleteRequest returns', () => {
    expect(seenBy(IRP_MJ_FLUSH_BUFFERS, on('NtFlushBuffersFile'))).toEqual([true, true]);
  });

  it('is not at APC_LEVEL, where no special kernel APC runs (R44a)', () => {
    expect(seenBy(IRP_MJ_FLUSH_BUFFERS, on('NtFlushBuffersFile'), APC_LEVEL)).toEqual([false, false]);
  });

  it('is not for reads, which are deferred', () => {
    expect(seenBy(IRP_MJ_READ, read())).toEqual([false, false]);
  });

  it.each([
    [STATUS_SUCCESS, false, false, { ending: 'returned', status: STATUS_SUCCESS, iosbWritten: true }],
    [STATUS_BUFFER_OVERFLOW, false, false, { ending: 'returned', status: STATUS_BUFFER_OVERFLOW }],
    [STATUS_UNSUCCESSFUL, false, false, { ending: 'blocked', iosbWritten: false }],
    [STATUS_SUCCESS, true, false, { ending: 'returned', status: STATUS_SUCCESS, iosbWritten: true }],
    [STATUS_UNSUCCESSFUL, true, false, { ending: 'blocked', iosbWritten: false }],
    [STATUS_UNSUCCESSFUL, false, true, { ending: 'returned', status: STATUS_UNSUCCESSFUL }],
    [STATUS_UNSUCCESSFUL, true, true, { ending: 'returned', status: STATUS_UNSUCCESSFUL, iosbWritten: true }],
  ])('R45d(a) PENDING and %d, overlapped %s, marked %s', (status, overlapped, marked, expected) => {
    const routine: Routine = ({ irp, complete }) => {
      if (marked) irp.markPending();
      complete(status, 3);
      return STATUS_PENDING;
    };
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: routine } });
    expect(world.call(open({ overlapped }), on('NtFlushBuffersFile'))).toMatchObject(expected);
  });

  it('R45d(b) marked and answered otherwise ends once: the caller is given what was returned', () => {
    const routine = pends(({ complete }) => complete(STATUS_SUCCESS, 3), STATUS_OBJECT_NAME_EXISTS);
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: routine } });
    expect(world.call(open(), on('NtFlushBuffersFile'))).toMatchObject({
      ending: 'returned',
      status: STATUS_OBJECT_NAME_EXISTS,
      iosbStatus: STATUS_SUCCESS,
      information: 3,
    });
    expect(world.call(on('NtClose')).ending).toBe('returned');
    expect(world.machine.shutDown()).toMatchObject({ poolBlocks: 0 });
  });

  it('completed twice is 0x44, though the IRP is gone', () => {
    const routine: Routine = ({ irp, ddi, complete }) => {
      complete();
      ddi.IoCompleteRequest(irp.va, 0);
      return STATUS_SUCCESS;
    };
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: routine } });
    expect(world.call(open(), on('NtFlushBuffersFile')).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x44);
  });

  it('leaves nothing behind in a driver that frees its own MDL afterwards', () => {
    const routine: Routine = ({ ddi, complete }) => {
      const mdl = ddi.IoAllocateMdl(BUFFER, 1, false, false, NULL_VA);
      complete();
      ddi.IoFreeMdl(mdl);
      return STATUS_SUCCESS;
    };
    const world = start({ routines: { [IRP_MJ_FLUSH_BUFFERS]: routine } });
    world.call(open(), on('NtFlushBuffersFile'));
    const [request] = world.kernel.recorder.requests.slice(-1);
    expect(request).toMatchObject({ leftMdls: 0, completions: 1 });
    expect(request?.finishedAt).toBeLessThan(request?.returnedAt ?? 0);
  });
});

describe('R44 the first phase', () => {
  it('unlocks the pages of every MDL in the chain; the second frees them (R82)', () => {
    const locks: number[] = [];
    const world = withRead(
      ({ irp, ddi, complete, location }) => {
        const more = ddi.IoAllocateMdl(BUFFER, 4096, false, false, NULL_VA);
        ddi.MmProbeAndLockPages(more, 1, 0);
        const unlocked = ddi.IoAllocateMdl(BUFFER, 1, false, false, NULL_VA);
        new Mdl(ddi.memory, irp.mdlAddress).next = more;
        new Mdl(ddi.memory, more).next = unlocked;
        locks.push(location.length);
        complete();
        locks.push(world.kernel.mm.lockedPages);
        return STATUS_SUCCESS;
      },
      { mode: 'direct' },
    );
    world.call(open(), on('NtClose'));
    const blocks = world.kernel.pool.liveBlocks;
    raw(world);
    expect(locks).toEqual([8, 0]);
    expect(world.kernel.pool.liveBlocks - blocks).toBe(1);
  });

  it('a chain in a circle stops the machine', () => {
    const world = withRead(
      ({ irp, ddi, complete }) => {
        new Mdl(ddi.memory, irp.mdlAddress).next = irp.mdlAddress;
        return complete();
      },
      { mode: 'direct' },
    );
    expect(world.call(open(), read({ length: 1 })).ending).toBe('bug-check');
    const { code, parameters } = world.kernel.recorder.bugCheck ?? {};
    expect([code, parameters?.[0]]).toEqual([0xc4, '0x13']);
  });

  it('R72 unmaps a mapping that is left', () => {
    const world = withRead(
      ({ irp, ddi, complete }) => {
        ddi.MmGetSystemAddressForMdlSafe(irp.mdlAddress, 16);
        return complete();
      },
      { mode: 'direct' },
    );
    world.call(open(), read({ length: 1 }), on('NtClose'));
    expect(world.machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
  });

  it('R54 records IoStatus as it stood', () => {
    const world = withRead(({ complete }) => complete(STATUS_UNSUCCESSFUL, 99));
    world.call(open(), read());
    expect(world.kernel.recorder.requests.at(-1)).toMatchObject({
      completions: 1,
      ioStatus: STATUS_UNSUCCESSFUL,
      information: 99,
      returned: STATUS_UNSUCCESSFUL,
      parameters: { length: 4 },
    });
  });
});

describe('R56 completing twice is 0x44', () => {
  it('inside one dispatch routine', () => {
    const world = withRead(({ complete }) => {
      complete();
      return complete();
    });
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x44);
    expect(world.kernel.recorder.requests.at(-1)?.completions).toBe(2);
  });

  it('in a later request, when the IRP is freed', () => {
    let first = NULL_VA;
    const world = withRead(({ ddi, irp, complete }) => {
      if (first === NULL_VA) first = irp.va;
      else ddi.IoCompleteRequest(first, 0);
      return complete();
    });
    expect(world.call(open(), read(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x44);
  });

  it('of what never was an IRP', () => {
    const world = withRead(({ ddi }) => {
      ddi.IoCompleteRequest(ddi.ExAllocatePool2(0x40, 0xd0, 1), 1);
      return STATUS_SUCCESS;
    });
    world.call(open(), read());
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x44);
  });
});

describe('R54 completing with what is no final status is 0xC9/0x06', () => {
  it.each([STATUS_PENDING, -1])('%d', (status) => {
    const world = withRead(({ complete }) => complete(status));
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck).toMatchObject({
      code: 0xc9,
      parameters: ['0x6', `0x${(status >>> 0).toString(16)}`, expect.any(String), '0x0'],
    });
  });
});

describe('R48 the SystemBuffer', () => {
  it('that a driver replaced is freed in its place', () => {
    const world = withRead(({ ddi, irp, complete, location }) => {
      ddi.ExFreePoolWithTag(irp.systemBuffer, 0);
      irp.systemBuffer = ddi.ExAllocatePool2(0x40, location.length, 1);
      return complete(STATUS_SUCCESS, location.length);
    });
    expect(world.call(open(), read({ length: 2 })).buffer).toEqual(Uint8Array.of(0, 0));
    world.call(on('NtClose'));
    expect(world.machine.shutDown()?.poolBlocks).toBe(0);
  });

  it('that a driver freed is 0xC2', () => {
    const world = withRead(({ ddi, irp, complete }) => {
      ddi.ExFreePoolWithTag(irp.systemBuffer, 0);
      return complete(STATUS_SUCCESS, 0);
    });
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0xc2);
  });

  it('that a driver overran is 0xC1', () => {
    const world = withRead(({ ddi, irp, complete, location }) => {
      ddi.memory.writeU8(vaAdd(irp.systemBuffer, location.length), 0);
      return complete();
    });
    expect(world.call(open(), read()).ending).toBe('bug-check');
    expect(world.kernel.recorder.bugCheck?.code).toBe(0xc1);
    expect(world.kernel.recorder.violations.map(({ kind }) => kind)).toEqual(['pool-overrun']);
  });
});

it('an IRP of a driver that freed its MDL is 0xC4/0x13', () => {
  const world = withRead(
    ({ ddi, irp, complete }) => {
      ddi.MmUnlockPages(irp.mdlAddress);
      ddi.IoFreeMdl(irp.mdlAddress);
      return complete();
    },
    { mode: 'direct' },
  );
  expect(world.call(open(), read({ length: 1 })).ending).toBe('bug-check');
  expect(world.kernel.recorder.bugCheck).toMatchObject({
    code: 0xc4,
    parameters: ['0x13', expect.anything(), '0x0', '0x0'],
  });
});

it.each([
  ['pended', true],
  ['not pended', false],
])('R60 what lies behind the last location, and is nobody’s, is left alone: %s', (_what, isPended) => {
  const touched: number[] = [];
  const world: World = withRead((request) => {
    const { irp } = request;
    const { memory } = world;
    const behind = vaAdd(irp.va, SIZE_OF.IRP + irp.stackCount * SIZE_OF.IO_STACK_LOCATION);
    const position = memory.position(behind);
    const { watcher } = memory;
    memory.watch(behind, 1);
    memory.watcher = {
      accessed(at, lengthBytes, write) {
        touched.push(at + lengthBytes - position);
        watcher.accessed(at, lengthBytes, write);
      },
    };
    const routine: Routine = ({ complete }) => complete(STATUS_SUCCESS);
    const status = (isPended ? pends(routine) : routine)(request);
    memory.watcher = watcher;
    return status;
  });
  expect(world.call(open(), read({ length: 4 })).status).toBe(STATUS_SUCCESS);
  expect(touched.length).toBeGreaterThan(0);
  expect(touched.filter((end) => end > 0 && end <= SIZE_OF.IO_STACK_LOCATION)).toEqual([]);
});

it('R57a the first completion while a spin lock is held is recorded, with its request, and no later one', () => {
  let locked = false;
  const world = withRead(({ ddi, complete }) => {
    if (!locked) return complete(STATUS_SUCCESS);
    const lock = ddi.ExAllocatePool2(0x40, 8, 1);
    const irql = ddi.KeAcquireSpinLock(lock);
    const status = complete(STATUS_SUCCESS);
    ddi.KeReleaseSpinLock(lock, irql);
    ddi.ExFreePoolWithTag(lock, 1);
    return status;
  });
  const held = () => world.kernel.recorder.spinLocks.heldAtCompletion;
  world.call(open(), read({ length: 4 }));
  expect(held()).toBeNull();
  locked = true;
  world.call(read({ length: 4 }));
  const first = held();
  expect(first).toMatchObject({ request: world.kernel.recorder.requests.at(-1)?.id });
  world.call(read({ length: 4 }));
  expect(held()).toBe(first);
});
