import { describe, expect, it } from 'vitest';
import { CallerBlocked } from '../../src/impl/win32/caller-blocked.ts';
import { Panic } from '../../src/impl/win32/panic.ts';
import { UserProcess } from '../../src/impl/win32/process.ts';
import { IRP_MJ_CLEANUP, IRP_MJ_READ, IRP_MJ_WRITE } from '../../src/nt/irp.ts';
import { STATUS_DEVICE_NOT_READY, STATUS_PENDING, STATUS_SUCCESS } from '../../src/nt/ntstatus.ts';
import { readWrite } from '../../src/userspace/read-write.ts';
import { type Options, start, type World } from '../impl/io/test-driver.ts';

/** A device that gives back what was written, and the world around it. */
function echo(options: Options = {}): World {
  let stored = new Uint8Array(0);
  return start({
    ...options,
    routines: {
      [IRP_MJ_WRITE]: ({ ddi, irp, location, complete }) => {
        stored = new Uint8Array(location.length);
        ddi.memory.copyOut(irp.systemBuffer, stored, 0, stored.length);
        return complete(STATUS_SUCCESS, stored.length);
      },
      [IRP_MJ_READ]: ({ ddi, irp, complete }) => {
        ddi.memory.copyIn(irp.systemBuffer, stored, 0, stored.length);
        return complete(STATUS_SUCCESS, stored.length);
      },
      ...options.routines,
    },
  });
}

function run({ io }: World, data: Uint8Array): string[] {
  const lines: string[] = [];
  readWrite(new UserProcess(io), data, (line) => lines.push(line));
  return lines;
}

const closes = ({ majors }: World): number => majors.filter((major) => major === IRP_MJ_CLEANUP).length;

describe('what the program prints', () => {
  it.each<[string, readonly number[], string]>([
    ['text', [...Buffer.from('Hello, world!')], 'read 13 bytes: "Hello, world!"'],
    ['nothing', [], 'read 0 bytes: ""'],
    ['text beyond ASCII', [...Buffer.from('Привет')], 'read 12 bytes: "Привет"'],
    ['text as it is, without escapes', [...Buffer.from('"a\\n\n\u0000')], 'read 6 bytes: ""a\\n\n\u0000"'],
    ['a byte order mark', [0xef, 0xbb, 0xbf, 0x61], 'read 4 bytes: "\ufeffa"'],
    ['bytes that are no UTF-8', [0, 0xff, 0x0a], 'read 3 bytes: [0, ff, a]'],
    ['a surrogate', [0xed, 0xa0, 0x80], 'read 3 bytes: [ed, a0, 80]'],
    ['an overlong form', [0xc0, 0x80], 'read 2 bytes: [c0, 80]'],
    ['text that is cut off', [0x61, 0xc3], 'read 2 bytes: [61, c3]'],
  ])('%s', (_name, bytes, line) => {
    const world = echo();
    expect(run(world, Uint8Array.from(bytes))).toEqual([line]);
    expect(closes(world)).toBe(1);
  });
});

describe('a program that fails', () => {
  it('with an error has closed its file', () => {
    const world = echo({ routines: { [IRP_MJ_READ]: ({ complete }) => complete(STATUS_DEVICE_NOT_READY) } });
    expect(() => run(world, Uint8Array.of(1))).toThrow('The device is not ready. (os error 21)');
    expect(closes(world)).toBe(1);
  });

  it('with a panic has closed its file', () => {
    const world = echo({
      mode: 'neither',
      routines: {
        [IRP_MJ_WRITE]: ({ location, complete }) => complete(STATUS_SUCCESS, location.length),
        [IRP_MJ_READ]: ({ location, complete }) => complete(STATUS_SUCCESS, location.length + 1),
      },
    });
    expect(() => run(world, Uint8Array.of(1))).toThrow(Panic);
    expect(() => run(world, Uint8Array.of(1))).toThrow(
      'range end index 4097 out of range for slice of length 4096',
    );
    expect(closes(world)).toBe(2);
  });

  it('to return never closes it', () => {
    const world = echo({ routines: { [IRP_MJ_READ]: () => STATUS_PENDING } });
    expect(() => run(world, Uint8Array.of(1))).toThrow(CallerBlocked);
    expect(closes(world)).toBe(0);
  });
});
