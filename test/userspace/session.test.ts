import { describe, expect, it } from 'vitest';
import { type DriverModule, DriverObject } from '../../src/impl/ddi/index.ts';
import { IRP_MJ_DEVICE_CONTROL, IRP_MJ_READ } from '../../src/nt/irp.ts';
import { STATUS_INSUFFICIENT_RESOURCES, STATUS_PENDING } from '../../src/nt/ntstatus.ts';
import { findSubject } from '../../src/subjects/index.ts';
import { BUFFERING_MODES, type BufferingMode } from '../../src/trace/trace.ts';
import { runSession, type SessionResult } from '../../src/userspace/session.ts';

const TEXT = new TextEncoder().encode('Hello, world!');

function session(
  driver: string | DriverModule,
  data = TEXT,
  mode: BufferingMode = 'buffered',
): SessionResult {
  const module = typeof driver === 'string' ? findSubject(driver).driver : driver;
  return runSession({ image: 'image', driver: module, mode, program: { name: 'read-write', data } });
}

/** A session of the driver with the program that sends control codes. */
function controlSession(driver: string | DriverModule, mode: BufferingMode = 'buffered'): SessionResult {
  const module = typeof driver === 'string' ? findSubject(driver).driver : driver;
  return runSession({ image: 'image', driver: module, mode, program: { name: 'controls' } });
}

/** The commands of a session and what the program printed, without what sc prints. */
function outline({ lines }: SessionResult): string[] {
  const program = lines.findIndex((line) => line === '> read-write' || line === '> controls');
  const end = lines.findIndex((line, index) => index > program && line.startsWith('> '));
  return lines.filter(
    (line, index) => line.startsWith('> ') || (program >= 0 && index > program && (end < 0 || index < end)),
  );
}

const START = ['> sc create example binPath= image type= kernel', '> sc start example'];
const END = ['> sc stop example', '> sc delete example'];

describe('a session', () => {
  it.each(['buffered', 'direct'] as const)('of the article gives back its text: %s', (mode) => {
    const result = session('article', TEXT, mode);
    expect(outline(result)).toEqual([...START, '> read-write', 'read 13 bytes: "Hello, world!"', ...END]);
    expect(result.succeeded).toBe(true);
  });

  it('of the article in neither mode stops and deletes the service all the same', () => {
    const result = session('article', TEXT, 'neither');
    expect(outline(result)).toEqual([
      ...START,
      '> read-write',
      'Error: Error { kind: WriteZero, message: "failed to write whole buffer" }',
      ...END,
    ]);
    expect(result.succeeded).toBe(false);
    expect(result.lines.at(-1)).toBe('[SC] DeleteService SUCCESS');
  });

  it('leaves the last 904 of 5,000 bytes', () => {
    const data = new Uint8Array(5000).fill(0x61).fill(0x62, 4096);
    expect(session('article', data).lines).toContain(`read 904 bytes: "${'b'.repeat(904)}"`);
  });

  it('prints an error of the system as Rust does', () => {
    const linkless: DriverModule = { driverEntry: () => 0 };
    expect(outline(session(linkless))[3]).toBe(
      'Error: Os { code: 2, kind: NotFound, message: "The system cannot find the file specified." }',
    );
  });

  it('ends early for a driver that does not start', () => {
    const result = session({ driverEntry: () => STATUS_INSUFFICIENT_RESOURCES });
    expect(outline(result)).toEqual([...START, '> sc delete example']);
    expect(result.lines).toContain('[SC] StartService FAILED 1450:');
    expect(result.succeeded).toBe(false);
  });

  it('ends at once for a driver that stops the machine at its start', () => {
    const result = session({
      driverEntry: () => {
        throw new Error('no');
      },
    });
    expect(outline(result)).toEqual(START);
    expect(result.lines.slice(-2)).toEqual([
      '*** STOP: KMODE_EXCEPTION_NOT_HANDLED (0x1E) (0x0, 0x0, 0x0, 0x0)',
      'Error: no',
    ]);
    expect(result.succeeded).toBe(false);
  });

  it('ends with a machine that the program stopped', () => {
    const result = session('complete-then-err-verbatim', new Uint8Array(0));
    expect(outline(result).slice(0, 3)).toEqual([...START, '> read-write']);
    expect(result.lines.at(-2)).toMatch(/^\*\*\* STOP: MULTIPLE_IRP_COMPLETE_REQUESTS \(0x44\)/);
    expect(result.succeeded).toBe(false);
  });

  it('of a driver that loses a request leaves its service about to stop (R17)', () => {
    const result = session('forgets-to-complete-verbatim');
    expect(outline(result)).toEqual([...START, '> read-write', 'read 0 bytes: ""', ...END]);
    expect(result.lines).toContain('        STATE              : 3  STOP_PENDING');
  });

  it('of a driver that pends a request for ever does not wait with it', () => {
    const { driver } = findSubject('article');
    const pending: DriverModule = {
      driverEntry: (ddi, va, mode) => {
        const status = driver.driverEntry(ddi, va, mode);
        const pend = ddi.routine((): number => STATUS_PENDING);
        new DriverObject(ddi.memory, va).setMajorFunction(IRP_MJ_READ, pend);
        return status;
      },
    };
    const result = session(pending);
    expect(outline(result)).toEqual([
      ...START,
      '> read-write',
      '(waits for ever: the driver did not complete its request)',
      ...END,
    ]);
    expect(result.lines).toContain('        STATE              : 3  STOP_PENDING');
    expect(result.succeeded).toBe(false);
  });

  it('of a driver that claims more than was read for ends in a panic, buffered in a bug check', () => {
    const nothing = new Uint8Array(0);
    const result = session('overclaim-verbatim', nothing, 'neither');
    expect(outline(result)[3]).toBe(
      "thread 'main' panicked: range end index 4097 out of range for slice of length 4096",
    );
    expect([result.succeeded, result.lines.at(-1)]).toEqual([false, '[SC] DeleteService SUCCESS']);
    expect(session('overclaim-verbatim', nothing).lines.at(-2)).toMatch(/^\*\*\* STOP: PAGE_FAULT/);
  });

  it.each(BUFFERING_MODES)('is the same a second time: %s', (mode) => {
    expect(session('article', TEXT, mode)).toEqual(session('article', TEXT, mode));
  });
});

describe('a session that sends control codes', () => {
  it.each(BUFFERING_MODES)('has what the driver prints between what the program does: %s', (mode) => {
    const result = controlSession('article-controls', mode);
    expect(outline(result)).toEqual([
      ...START,
      '> controls',
      'DbgPrint: value: 0',
      'wrote the value 42',
      'DbgPrint: value: 42',
      'read the value 42',
      ...END,
    ]);
    expect(result).toMatchObject({ succeeded: true, refused: null });
  });

  it('ends with the first code that the driver does not know', () => {
    const result = controlSession('controls');
    expect(outline(result)).toEqual([
      ...START,
      '> controls',
      'Error: Os { code: 1, kind: Uncategorized, message: "Incorrect function." }',
      ...END,
    ]);
    expect(result.succeeded).toBe(false);
  });

  it('has what the driver printed before the machine stopped', () => {
    const { driver } = findSubject('article-controls');
    const prints: DriverModule = {
      driverEntry: (ddi, va, mode) => {
        ddi.DbgPrint('not by the program');
        const status = driver.driverEntry(ddi, va, mode);
        const stop = ddi.routine((): never => {
          ddi.DbgPrint('here');
          return ddi.KeBugCheckEx(0xdead, 0, 0, 0, 0);
        });
        new DriverObject(ddi.memory, va).setMajorFunction(IRP_MJ_DEVICE_CONTROL, stop);
        return status;
      },
    };
    const result = controlSession(prints);
    expect(outline(result).slice(2)).toEqual([
      '> controls',
      'DbgPrint: here',
      '*** STOP: 0xDEAD (0x0, 0x0, 0x0, 0x0)',
      'raised by the driver',
    ]);
  });
});
