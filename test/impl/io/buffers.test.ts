import { describe, expect, it } from 'vitest';
import { Mdl } from '../../../src/impl/ddi/index.ts';
import { POOL_POISON } from '../../../src/impl/memory/poison.ts';
import { NULL_VA, vaAdd } from '../../../src/impl/memory/va.ts';
import { DO_BUFFERED_IO, DO_DIRECT_IO } from '../../../src/nt/device.ts';
import {
  IRP_BUFFERED_IO,
  IRP_DEALLOCATE_BUFFER,
  IRP_DEFER_IO_COMPLETION,
  IRP_INPUT_OPERATION,
  IRP_MJ_READ,
  IRP_MJ_WRITE,
  IRP_READ_OPERATION,
  IRP_WRITE_OPERATION,
} from '../../../src/nt/irp.ts';
import { MDL_PAGES_LOCKED, MDL_WRITE_OPERATION } from '../../../src/nt/mdl.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { BUFFER, EVENT, IOSB, type RawOptions, raw } from './raw-transfer.ts';
import { type Options, type Request, start } from './test-driver.ts';

/** Makes one call and shows the request to `look` before it is completed. */
function look<T>(options: RawOptions, driver: Options, see: (request: Request) => T): T {
  let seen: { value: T } | null = null;
  const routine = (request: Request): number => {
    seen = { value: see(request) };
    return request.complete();
  };
  const world = start({ ...driver, routines: { [IRP_MJ_READ]: routine, [IRP_MJ_WRITE]: routine } });
  const { status } = raw(world, options);
  expect(status).toBe(STATUS_SUCCESS);
  if (seen === null) throw new Error('the driver was not called');
  return (seen as { value: T }).value;
}

const OTHERS = IRP_DEFER_IO_COMPLETION;
const B = IRP_BUFFERED_IO;
const D = IRP_DEALLOCATE_BUFFER;
const I = IRP_INPUT_OPERATION;
const R = IRP_READ_OPERATION;
const W = IRP_WRITE_OPERATION;

type Row = [rule: string, driver: Options, write: boolean, length: number, flags: number, has: string];

describe('the buffers of a request', () => {
  it.each<Row>([
    ['R36 buffered read', { mode: 'buffered' }, false, 8, B | D | I | R, 'system user'],
    ['R37 buffered read of nothing', { mode: 'buffered' }, false, 0, B | I | R, ''],
    ['R38 buffered write', { mode: 'buffered' }, true, 8, B | D | W, 'system'],
    ['R38 buffered write of nothing', { mode: 'buffered' }, true, 0, B | W, ''],
    ['R39 direct read', { mode: 'direct' }, false, 8, R, 'mdl'],
    ['R39 direct read of nothing', { mode: 'direct' }, false, 0, R, ''],
    ['R39 direct write', { mode: 'direct' }, true, 8, W, 'mdl'],
    ['R39 direct write of nothing', { mode: 'direct' }, true, 0, W, ''],
    ['R41 neither read', { mode: 'neither' }, false, 8, R, 'user'],
    ['R41 neither write', { mode: 'neither' }, true, 8, W, 'user'],
    [
      'R34 both flags: buffered wins',
      { mode: 'buffered', flags: DO_DIRECT_IO },
      false,
      8,
      B | D | I | R,
      'system user',
    ],
    ['R34 both flags, write', { mode: 'direct', flags: DO_BUFFERED_IO }, true, 8, B | D | W, 'system'],
  ])('%s', (_rule, driver, write, length, flags, has) => {
    const seen = look({ write, parameters: { length } }, driver, ({ irp }) => ({
      flags: irp.flags,
      has: [
        irp.systemBuffer === NULL_VA ? '' : 'system',
        irp.mdlAddress === NULL_VA ? '' : 'mdl',
        irp.userBuffer === NULL_VA ? '' : 'user',
      ]
        .filter((each) => each !== '')
        .join(' '),
    }));
    expect(seen).toEqual({ flags: flags | OTHERS, has });
  });
});

describe('R35 common fields', () => {
  it.each([false, true])('write %s', (write) => {
    const seen = look({ write, parameters: { event: EVENT } }, {}, ({ irp, location, device, ddi }) => ({
      mode: irp.requestorMode,
      pending: irp.pendingReturned,
      count: irp.stackCount,
      current: irp.currentLocation,
      iosb: irp.userIosb,
      event: irp.userEvent !== NULL_VA,
      major: location.majorFunction,
      minor: location.minorFunction,
      control: location.control,
      own: location.deviceObject === device,
      file: ddi.memory.readU16(location.fileObject),
    }));
    expect(seen).toEqual({
      mode: 1,
      pending: false,
      count: 1,
      current: 1,
      iosb: IOSB,
      event: true,
      major: write ? IRP_MJ_WRITE : IRP_MJ_READ,
      minor: 0,
      control: 0,
      own: true,
      file: 5,
    });
  });
});

describe('R36 the SystemBuffer of a read', () => {
  it.each([
    ['stale', POOL_POISON],
    ['zeroed', 0],
  ] as const)('of dialect %s holds %d', (systemBuffer, byte) => {
    const bytes = look({ parameters: { length: 100 } }, { dialect: { systemBuffer } }, ({ irp, ddi }) => {
      const seen = new Uint8Array(100);
      ddi.memory.copyOut(irp.systemBuffer, seen, 0, 100);
      return new Set(seen);
    });
    expect(bytes).toEqual(new Set([byte]));
  });

  it.each([1, 17, 4095, 4096, 5000])('W5 of %d bytes is aligned', (length) => {
    const address = look({ parameters: { length } }, {}, ({ irp }) => irp.systemBuffer);
    expect(address & (length < 4096 ? 15 : 4095)).toBe(0);
  });
});

describe('R38 the SystemBuffer of a write', () => {
  it('is a snapshot, whose changes never reach the user', () => {
    const bytes = look(
      {
        write: true,
        before: ({ memory }) => memory.copyIn(BUFFER, Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8), 0, 8),
      },
      {},
      ({ irp, ddi }) => {
        ddi.memory.writeU8(BUFFER, 99);
        const first = ddi.memory.readU8(irp.systemBuffer);
        ddi.memory.writeU8(vaAdd(irp.systemBuffer, 1), 98);
        return [first, ddi.memory.readU8(vaAdd(BUFFER, 1))];
      },
    );
    expect(bytes).toEqual([1, 2]);
  });

  it('is copied over scattered pages', () => {
    const data = new Uint8Array(9000).map((_, at) => at % 250);
    const same = look(
      {
        write: true,
        parameters: { buffer: vaAdd(BUFFER, 100), length: 9000 },
        before: ({ memory }) => memory.copyIn(vaAdd(BUFFER, 100), data, 0, 9000),
      },
      { dialect: { systemBuffer: 'zeroed' } },
      ({ irp, ddi }) => {
        const seen = new Uint8Array(9000);
        ddi.memory.copyOut(irp.systemBuffer, seen, 0, 9000);
        return Buffer.compare(seen, data);
      },
    );
    expect(same).toBe(0);
  });
});

describe('R39 the MDL', () => {
  it.each([
    [false, MDL_WRITE_OPERATION],
    [true, 0],
  ])('of write %s is locked, WRITE_OPERATION %d, and describes the buffer', (write, operation) => {
    const buffer = vaAdd(BUFFER, 4090);
    const seen = look({ write, parameters: { buffer, length: 10 } }, { mode: 'direct' }, ({ irp, ddi }) => {
      const mdl = new Mdl(ddi.memory, irp.mdlAddress);
      return [
        mdl.virtualAddress,
        mdl.byteCount,
        mdl.pages,
        mdl.mdlFlags & (MDL_PAGES_LOCKED | MDL_WRITE_OPERATION),
      ];
    });
    expect(seen).toEqual([buffer, 10, 2, MDL_PAGES_LOCKED | operation]);
  });
});

describe('R41 the UserBuffer', () => {
  it.each([false, true])('of write %s is the raw address', (write) => {
    const buffer = vaAdd(BUFFER, 5);
    expect(look({ write, parameters: { buffer } }, { mode: 'neither' }, ({ irp }) => irp.userBuffer)).toBe(
      buffer,
    );
  });
});
