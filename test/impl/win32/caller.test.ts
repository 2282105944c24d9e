import { describe, expect, it } from 'vitest';
import { articleDriver } from '../../../src/drivers/article.ts';
import { framework } from '../../../src/impl/framework/index.ts';
import { SimulatedMachine } from '../../../src/impl/machine.ts';
import { IRP_MJ_CREATE, IRP_MJ_READ, IRP_MJ_WRITE } from '../../../src/nt/irp.ts';
import { STATUS_SUCCESS } from '../../../src/nt/ntstatus.ts';
import { PLAIN_BUFFER } from '../../../src/trace/ops/fields/buffer.ts';
import { EVENT_HANDLE, NO_HANDLE } from '../../../src/trace/ops/handle-ordinals.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import { type BufferingMode, DEFAULT_DIALECT, PLAIN_MACHINE } from '../../../src/trace/trace.ts';
import { start } from '../io/test-driver.ts';
import {
  counter,
  createFile,
  fileRead,
  fileWrite,
  lastOf,
  observe,
  on,
  openFile,
  readFile,
  seek,
  writeFile,
} from './calls.ts';

const machine = new SimulatedMachine();
const article = articleDriver(framework);

function bootArticle(mode: BufferingMode = 'buffered') {
  machine.boot(article, mode, PLAIN_MACHINE, DEFAULT_DIALECT, 'judge');
  return { machine };
}

const NOTHING = {
  ending: 'returned',
  succeeded: true,
  lastError: 0,
  errorKind: null,
  bytes: null,
  position: null,
  overlapped: null,
  eventSignaled: null,
  data: null,
};

describe('the article’s device through kernel32', () => {
  it.each(['buffered', 'direct'] as const)('gives back what was written: %s', (mode) => {
    const [opened, written, read] = observe(
      bootArticle(mode),
      createFile(),
      writeFile({ length: 13 }),
      readFile({ length: 20 }),
    );
    expect(opened).toEqual(NOTHING);
    expect(written).toEqual({ ...NOTHING, bytes: 13 });
    const data = new Uint8Array(20).fill(USER_FILL);
    data.set(counter(13));
    expect(read).toEqual({ ...NOTHING, bytes: 13, data });
  });

  it('refuses a write beyond its start (M3)', () => {
    expect(lastOf(bootArticle(), createFile(), seek(5n), writeFile())).toEqual({
      ...NOTHING,
      succeeded: false,
      lastError: 38,
      bytes: 0,
    });
  });

  it('leaves Internal STATUS_PENDING then (W1b, R49)', () => {
    const observed = lastOf(
      bootArticle(),
      createFile(),
      writeFile({ overlapped: { offset: 5n, event: true } }),
    );
    expect(observed).toMatchObject({
      succeeded: false,
      lastError: 38,
      bytes: 0,
      overlapped: { internal: 0x103, internalHigh: 0 },
      eventSignaled: false,
    });
  });

  it.each([false, true])('completes an OVERLAPPED inline; overlapped handle: %s', (overlapped) => {
    const at = { offset: 0n, event: true };
    const [, written, read] = observe(
      bootArticle(),
      createFile({ overlapped }),
      writeFile({ length: 3, overlapped: at }),
      readFile({ length: 4, overlapped: { offset: 1n, event: false } }),
    );
    expect(written).toEqual({
      ...NOTHING,
      bytes: 3,
      overlapped: { internal: STATUS_SUCCESS, internalHigh: 3 },
      eventSignaled: true,
    });
    expect(read).toMatchObject({
      bytes: 2,
      overlapped: { internal: STATUS_SUCCESS, internalHigh: 2 },
      eventSignaled: null,
      data: Uint8Array.of(...counter(3).subarray(1), USER_FILL, USER_FILL),
    });
  });

  it('loses all but the last 904 of 5,000 bytes that write_all wrote (W3)', () => {
    const data = counter(5000);
    const [, all, read] = observe(
      bootArticle(),
      openFile(),
      fileWrite(data, 'File::write_all'),
      fileRead(5000),
    );
    expect(all).toEqual(NOTHING);
    expect(read?.bytes).toBe(904);
    expect(read?.data?.subarray(0, 904)).toEqual(data.subarray(4096));
  });

  it('fails write_all in neither mode with WriteZero (W3, M5)', () => {
    const world = bootArticle('neither');
    expect(lastOf(world, openFile(), fileWrite(counter(1), 'File::write_all'))).toEqual({
      ...NOTHING,
      succeeded: false,
      errorKind: 'WriteZero',
    });
    expect(lastOf(world, fileWrite(counter(0), 'File::write_all'))).toEqual(NOTHING);
  });

  it('has written what a single File::write says', () => {
    expect(lastOf(bootArticle(), openFile(), fileWrite(counter(5000)))).toEqual({ ...NOTHING, bytes: 4096 });
  });
});

describe('handles', () => {
  it.each([NO_HANDLE, EVENT_HANDLE, 3])('%d is refused by every call', (handle) => {
    const world = start();
    const calls = [
      readFile({ handle }),
      writeFile({ handle }),
      seek(0n, 'FILE_CURRENT', handle),
      seek(0n, 'FILE_BEGIN', handle),
      on('FlushFileBuffers', handle),
      on('CloseHandle', handle),
      fileRead(1, handle),
      fileWrite(counter(1), 'File::write', handle),
      fileWrite(counter(1), 'File::write_all', handle),
      on('File::read_to_end', handle),
    ];
    observe(world, createFile());
    for (const call of calls) {
      expect(lastOf(world, call)).toMatchObject({ ending: 'returned', succeeded: false, lastError: 6 });
    }
  });

  it('are numbered as they are made, failures left out, and of no use once closed', () => {
    const world = start();
    const observed = observe(
      world,
      createFile(),
      createFile({ name: '\\??\\Nothing' }),
      openFile({ write: false }),
      writeFile({ handle: 1 }),
      on('CloseHandle', 0),
      on('CloseHandle', 0),
      on('CloseHandle', 1),
    );
    expect(observed.map(({ lastError }) => lastError)).toEqual([0, 2, 0, 5, 0, 6, 0]);
  });

  it('that are open are closed at the end, and nothing is left', () => {
    const world = start({ mode: 'direct' });
    observe(world, createFile(), openFile(), createFile({ overlapped: true }), readFile({ length: 5000 }));
    expect(world.machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
    expect(world.majors.filter((major) => major === 0x12)).toHaveLength(3);
  });
});

describe('memory', () => {
  it.each([
    ['read-only', 998, counter(0)],
    ['no-access', 998, null],
    ['last-page-no-access', 998, null],
    ['null', 998, null],
    ['kernel', 998, null],
  ] as const)('%s can not be read into', (memory, lastError, data) => {
    const observed = lastOf(
      start(),
      createFile(),
      readFile({ buffer: { ...PLAIN_BUFFER, memory }, length: 4 }),
    );
    expect(observed).toMatchObject({ succeeded: false, lastError, bytes: 0 });
    expect(observed.data === null).toBe(data === null);
  });

  it('of an observation is a copy', () => {
    const world = bootArticle();
    const [, , first] = observe(world, createFile(), writeFile({ length: 4 }), readFile());
    observe(world, writeFile({ data: Uint8Array.of(9, 9, 9, 9) }), readFile());
    expect(first?.data).toEqual(counter(4));
  });
});

describe('a call that does not return', () => {
  const ended = { ...NOTHING, succeeded: false };

  it('with the machine stopped', () => {
    const world = start({
      routines: {
        [IRP_MJ_CREATE]: () => {
          throw new Error('no');
        },
      },
    });
    expect(lastOf(world, createFile())).toEqual({ ...ended, ending: 'bug-check' });
    expect(world.kernel.stopped).toBe(true);
  });

  it('after an exception in the kernel', () => {
    const world = start({
      routines: {
        [IRP_MJ_READ]: ({ irp, complete }) => {
          complete();
          irp.mdlAddress = 0x10000 as typeof irp.va;
          return STATUS_SUCCESS;
        },
      },
    });
    expect(lastOf(world, createFile(), readFile())).toEqual({ ...ended, ending: 'bug-check' });
    expect(world.kernel.recorder.bugCheck?.code).toBe(0x3b);
  });

  it.each([
    ['ReadFile', readFile()],
    ['WriteFile', writeFile()],
    ['File::read', fileRead()],
    ['File::write_all', fileWrite(counter(2), 'File::write_all')],
  ])('because the driver loses the request: %s', (_name, call) => {
    const lose = () => 0x103;
    const world = start({ routines: { [IRP_MJ_READ]: lose, [IRP_MJ_WRITE]: lose } });
    expect(lastOf(world, createFile(), call)).toEqual({ ...ended, ending: 'blocked' });
  });

  it('because an open is lost', () => {
    const world = start({ routines: { [IRP_MJ_CREATE]: () => 0x103 } });
    expect(lastOf(world, openFile())).toEqual({ ...ended, ending: 'blocked' });
  });

  it('because an overlapped request is pended: it returns, ERROR_IO_PENDING', () => {
    const world = start({ routines: { [IRP_MJ_READ]: () => 0x103 } });
    const call = readFile({ overlapped: { offset: 0n, event: false } });
    expect(lastOf(world, createFile({ overlapped: true }), call)).toMatchObject({
      ending: 'returned',
      succeeded: false,
      lastError: 997,
      overlapped: { internal: 0x103, internalHigh: 0 },
    });
  });
});

describe('a device that says it moved more than it was asked for', () => {
  const world = () =>
    start({
      mode: 'neither',
      routines: {
        [IRP_MJ_READ]: ({ complete, location }) => complete(STATUS_SUCCESS, location.length + 1),
        [IRP_MJ_WRITE]: ({ complete, location }) => complete(STATUS_SUCCESS, location.length + 1),
      },
    });

  it.each([
    ['File::write_all', fileWrite(counter(2), 'File::write_all')],
    ['File::read_to_end', on('File::read_to_end')],
  ])('makes %s panic: neither Ok nor an Err', (_name, call) => {
    expect(lastOf(world(), openFile(), call)).toMatchObject({
      ending: 'returned',
      succeeded: false,
      lastError: 0,
      errorKind: null,
      bytes: null,
    });
  });

  it('is believed by a single read', () => {
    expect(lastOf(world(), openFile(), fileRead(3))).toMatchObject({ succeeded: true, bytes: 4 });
  });
});

it('a restart forgets the program before', () => {
  const world = bootArticle();
  observe(world, createFile(), writeFile());
  expect(lastOf(bootArticle(), readFile())).toMatchObject({ succeeded: false, lastError: 6 });
  expect(machine.shutDown()).toEqual({ poolBlocks: 0, mappings: 0, lockedPages: 0 });
});
