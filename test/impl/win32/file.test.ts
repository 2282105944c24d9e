import { describe, expect, it } from 'vitest';
import { ByteVector } from '../../../src/impl/win32/byte-vector.ts';
import { File } from '../../../src/impl/win32/file.ts';
import { IoError } from '../../../src/impl/win32/io-error.ts';
import { OpenOptions } from '../../../src/impl/win32/open-options.ts';
import { Panic } from '../../../src/impl/win32/panic.ts';
import { UserProcess } from '../../../src/impl/win32/process.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import {
  type NTSTATUS,
  STATUS_BUFFER_OVERFLOW,
  STATUS_DEVICE_NOT_READY,
  STATUS_END_OF_FILE,
  STATUS_PIPE_BROKEN,
  STATUS_PIPE_CLOSING,
  STATUS_SUCCESS,
} from '../../../src/nt/ntstatus.ts';
import { INVALID_HANDLE_VALUE } from '../../../src/nt/win32-file.ts';
import { type Routine, start } from '../io/test-driver.ts';
import { counter, NAME } from './calls.ts';

/** A file whose reads and writes go to `routine`, and the lengths they asked for. */
function open(routine: Routine): { file: File; lengths: number[]; majors: readonly number[] } {
  const lengths: number[] = [];
  const transfer: Routine = (request) => {
    lengths.push(request.location.length);
    return routine(request);
  };
  const { io, majors } = start({
    mode: 'neither',
    routines: { [IRP_MJ_READ]: transfer, [IRP_MJ_WRITE]: transfer },
  });
  const file = new OpenOptions(new UserProcess(io)).read(true).write(true).open(NAME);
  return { file, lengths, majors };
}

/** Completes each transfer with so many bytes in turn, and with none after the last. */
function moves(...bytes: readonly number[]): Routine {
  let index = 0;
  return ({ complete }) => complete(STATUS_SUCCESS, bytes[index++] ?? 0);
}

const fails =
  (status: NTSTATUS): Routine =>
  ({ complete }) =>
    complete(status, 1);

/** The error that `call` throws. */
function errorOf(call: () => unknown): IoError {
  try {
    call();
  } catch (error) {
    if (error instanceof IoError) return error;
    throw error;
  }
  throw new Error('no error');
}

describe('W3 writeAll', () => {
  it('repeats with what is left', () => {
    const { file, lengths } = open(moves(4, 1, 5));
    file.writeAll(counter(10));
    expect(lengths).toEqual([10, 6, 5]);
  });

  it('makes no write for no data', () => {
    const { file, lengths } = open(moves());
    file.writeAll(counter(0));
    expect(lengths).toEqual([]);
  });

  it('fails with WriteZero when a write writes nothing', () => {
    const { file, lengths } = open(moves(4, 0));
    const error = errorOf(() => file.writeAll(counter(10)));
    expect([error.kind, error.rawOsError, error.message]).toEqual([
      'WriteZero',
      null,
      'failed to write whole buffer',
    ]);
    expect(lengths).toEqual([10, 6]);
  });

  it('fails as its write does', () => {
    const error = errorOf(() => open(fails(STATUS_END_OF_FILE)).file.writeAll(counter(1)));
    expect([error.kind, error.rawOsError]).toEqual(['Uncategorized', 38]);
  });

  it('panics at a write of more than it has', () => {
    expect(() => open(moves(3)).file.writeAll(counter(2))).toThrow(Panic);
  });
});

describe('W3b read', () => {
  it.each([
    ['END_OF_FILE', STATUS_END_OF_FILE],
    ['a broken pipe', STATUS_PIPE_BROKEN],
    ['a pipe that is closing', STATUS_PIPE_CLOSING],
  ])('%s is the end', (_name, status) => {
    expect(open(fails(status)).file.read(new Uint8Array(4))).toBe(0);
  });

  it.each([
    ['an error', STATUS_DEVICE_NOT_READY, 21],
    ['a warning', STATUS_BUFFER_OVERFLOW, 234],
  ])('%s is an error', (_name, status, code) => {
    expect(errorOf(() => open(fails(status)).file.read(new Uint8Array(4))).rawOsError).toBe(code);
  });

  it('a write fails for a broken pipe', () => {
    const error = errorOf(() => open(fails(STATUS_PIPE_BROKEN)).file.write(counter(1)));
    expect([error.kind, error.rawOsError]).toEqual(['BrokenPipe', 109]);
  });

  it('keeps what the buffer held where nothing was placed', () => {
    const { file } = open(moves(1));
    const buffer = Uint8Array.of(5, 6);
    expect(file.read(buffer)).toBe(1);
    expect(buffer).toEqual(Uint8Array.of(5, 6));
  });
});

describe('W3c readToEnd', () => {
  it('reads until a read gives nothing, in growing steps after a probe', () => {
    const { file, lengths } = open(moves(32, 32, 64, 100));
    const vector = new ByteVector(1 << 16);
    expect(file.readToEnd(vector)).toBe(228);
    expect(vector.length).toBe(228);
    expect(lengths).toEqual([32, 32, 64, 128, 28]);
  });

  it('never asks for more than 8 KiB', () => {
    let left = 100_000;
    const { file, lengths } = open(({ location, complete }) => {
      const bytes = Math.min(left, location.length);
      left -= bytes;
      return complete(STATUS_SUCCESS, bytes);
    });
    expect(file.readToEnd(new ByteVector(1 << 20))).toBe(100_000);
    expect(Math.max(...lengths)).toBe(8192);
  });

  it('appends, and does not grow a vector that has room', () => {
    const { file, lengths } = open(moves(40, 24, 0));
    const vector = new ByteVector(1 << 10);
    vector.tryReserve(64);
    expect(file.readToEnd(vector)).toBe(64);
    expect([vector.capacity, lengths]).toEqual([64, [64, 24, 32]]);
  });

  it('keeps what it read before an error', () => {
    let reads = 0;
    const { file } = open(({ complete }) => {
      reads += 1;
      return reads < 3 ? complete(STATUS_SUCCESS, 10) : complete(STATUS_DEVICE_NOT_READY);
    });
    const vector = new ByteVector(1 << 10);
    expect(errorOf(() => file.readToEnd(vector)).rawOsError).toBe(21);
    expect(vector.length).toBe(20);
  });

  it('runs out of memory, with all in it that fits', () => {
    const { file } = open(({ location, complete }) => complete(STATUS_SUCCESS, location.length));
    const vector = new ByteVector(300);
    const error = errorOf(() => file.readToEnd(vector));
    expect([error.kind, error.rawOsError, error.debug()]).toEqual(['OutOfMemory', null, 'Kind(OutOfMemory)']);
    expect(vector.length).toBe(256);
  });

  it('panics at a read of more than it asked for', () => {
    expect(() => open(moves(33)).file.readToEnd(new ByteVector(1 << 10))).toThrow(Panic);
  });
});

it('close closes, once for all', () => {
  const { file, majors } = open(moves());
  file.close();
  file.close();
  expect(majors.filter((major) => major === IRP_MJ_CLEANUP)).toHaveLength(1);
  expect(errorOf(() => file.read(new Uint8Array(1))).rawOsError).toBe(6);
});

it('a file of no handle fails', () => {
  const file = new File(new UserProcess(start().io), INVALID_HANDLE_VALUE);
  expect(errorOf(() => file.write(counter(1))).rawOsError).toBe(6);
});
