import { describe, expect, it } from 'vitest';
import { ntClose, ntDuplicateObject } from '../../../src/impl/io/close.ts';
import { ntCreateFile } from '../../../src/impl/io/create.ts';
import { ntFlushBuffersFile, ntQueryPosition, ntSetPosition } from '../../../src/impl/io/file-requests.ts';
import type { IoManager } from '../../../src/impl/io/io-manager.ts';
import { NULL_VA, POOL_BASE, type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import {
  FILE_OPEN,
  FILE_READ_DATA,
  FILE_SYNCHRONOUS_IO_NONALERT,
  FILE_WRITE_DATA,
  SYNCHRONIZE,
} from '../../../src/nt/access.ts';
import {
  type NTSTATUS,
  ntstatusName,
  STATUS_ACCESS_DENIED,
  STATUS_ACCESS_VIOLATION,
  STATUS_DATATYPE_MISALIGNMENT,
  STATUS_INSUFFICIENT_RESOURCES,
  STATUS_INVALID_DEVICE_REQUEST,
  STATUS_INVALID_HANDLE,
  STATUS_INVALID_PARAMETER,
  STATUS_OBJECT_TYPE_MISMATCH,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { failing } from '../../../src/trace/during.ts';
import { on, open, seek } from '../../model/calls.ts';
import { EVENT, IOSB, mapPages } from './raw-transfer.ts';
import { DEVICE_NAME, start, type World } from './test-driver.ts';

const INFORMATION = vaAdd(IOSB, 0x40);
const ODD = vaAdd(IOSB, 1);

type Request = (io: IoManager, handle: number, iosb: Va, information: Va) => NTSTATUS;
const flush: Request = (io, handle, iosb) => ntFlushBuffersFile(io, handle, iosb);
const REQUESTS: readonly (readonly [string, Request])[] = [
  ['NtFlushBuffersFile', flush],
  ['NtQueryInformationFile', ntQueryPosition],
  ['NtSetInformationFile', ntSetPosition],
];

function opened(
  options: number,
  access = FILE_READ_DATA | FILE_WRITE_DATA,
): { world: World; handle: number } {
  const world = start();
  mapPages(world);
  world.memory.fill(INFORMATION, 0, 8);
  const { handle } = ntCreateFile(world.io, {
    desiredAccess: access | SYNCHRONIZE,
    name: DEVICE_NAME,
    ioStatusBlock: IOSB,
    fileAttributes: 0,
    shareAccess: 0,
    disposition: FILE_OPEN,
    options,
  });
  return { world, handle };
}

describe.each(REQUESTS)('%s', (_name, request) => {
  it.each<[string, number | null, Va, NTSTATUS]>([
    ['no handle', 0, IOSB, STATUS_INVALID_HANDLE],
    ['an event', EVENT, IOSB, STATUS_OBJECT_TYPE_MISMATCH],
    ['a NULL status block', null, NULL_VA, STATUS_ACCESS_VIOLATION],
    ['a status block in the kernel', null, POOL_BASE, STATUS_ACCESS_VIOLATION],
    ['a status block at an odd address', null, ODD, STATUS_DATATYPE_MISALIGNMENT],
  ])('refuses %s', (_what, which, iosb, status) => {
    const { world, handle } = opened(FILE_SYNCHRONOUS_IO_NONALERT);
    expect(ntstatusName(request(world.io, which ?? handle, iosb, INFORMATION))).toBe(ntstatusName(status));
    expect(world.majors).toEqual([0]);
  });

  it('goes to the driver from an asynchronous handle', () => {
    const { world, handle } = opened(0);
    expect(request(world.io, handle, IOSB, INFORMATION)).toBe(STATUS_INVALID_DEVICE_REQUEST);
    expect(world.kernel.recorder.requests).toHaveLength(2);
  });

  it('needs an IRP for that', () => {
    const { world, handle } = opened(0);
    world.kernel.faults.arm(failing('irp-allocation'));
    expect(request(world.io, handle, IOSB, INFORMATION)).toBe(STATUS_INSUFFICIENT_RESOURCES);
  });
});

it('a flush needs a right to write', () => {
  const { world, handle } = opened(FILE_SYNCHRONOUS_IO_NONALERT, FILE_READ_DATA);
  expect(ntFlushBuffersFile(world.io, handle, IOSB)).toBe(STATUS_ACCESS_DENIED);
});

describe('R28 the position of a synchronous handle', () => {
  it.each([0n, 1n, 2n ** 32n, 2n ** 63n - 1n])('is set to %d and read by the I/O manager', (position) => {
    const { call, majors } = start();
    expect(call(open(), seek(position))).toMatchObject({
      status: STATUS_SUCCESS,
      iosbWritten: true,
      information: 0,
      position,
    });
    expect(call(on('NtQueryInformationFile'))).toMatchObject({
      status: STATUS_SUCCESS,
      information: 8,
      position,
    });
    expect(majors).toEqual([0]);
  });

  it.each([-1n, -2n, -(2n ** 63n)])('is not set to %d', (position) => {
    const { call } = start();
    expect(call(open(), seek(position))).toMatchObject({
      status: STATUS_INVALID_PARAMETER,
      iosbWritten: false,
      position: 0n,
    });
  });

  it('is read where the caller wants it', () => {
    const { world, handle } = opened(FILE_SYNCHRONOUS_IO_NONALERT);
    world.memory.writeI32(INFORMATION, -5);
    world.memory.writeI32(vaAdd(INFORMATION, 4), 3);
    ntSetPosition(world.io, handle, IOSB, INFORMATION);
    world.memory.fill(INFORMATION, 0, 8);
    expect(ntQueryPosition(world.io, handle, IOSB, INFORMATION)).toBe(STATUS_SUCCESS);
    expect([world.memory.readI32(INFORMATION), world.memory.readI32(vaAdd(INFORMATION, 4))]).toEqual([-5, 3]);
  });

  it.each([
    ['NtQueryInformationFile', ntQueryPosition],
    ['NtSetInformationFile', ntSetPosition],
  ])('%s probes it', (_name, request) => {
    const { world, handle } = opened(FILE_SYNCHRONOUS_IO_NONALERT);
    expect(request(world.io, handle, IOSB, POOL_BASE)).toBe(STATUS_ACCESS_VIOLATION);
    expect(request(world.io, handle, IOSB, ODD)).toBe(STATUS_DATATYPE_MISALIGNMENT);
  });
});

describe('handles that are no files', () => {
  it.each([
    [0, STATUS_INVALID_HANDLE],
    [EVENT, STATUS_OBJECT_TYPE_MISMATCH],
  ])('NtClose of %d', (handle, status) => expect(ntClose(start().io, handle)).toBe(status));

  it('NtDuplicateObject of none', () => {
    expect(ntDuplicateObject(start().io, 0)).toEqual({ status: STATUS_INVALID_HANDLE, handle: 0 });
  });
});
