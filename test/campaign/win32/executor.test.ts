import { describe, expect, it } from 'vitest';
import { DriverEntryError } from '../../../src/campaign/execute.ts';
import { Win32Executor } from '../../../src/campaign/win32/executor.ts';
import { STATUS_UNSUCCESSFUL } from '../../../src/nt/ntstatus.ts';
import { findSubject } from '../../../src/subjects/index.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE, type TraceOptions } from '../../../src/trace/trace.ts';
import type { Win32Op } from '../../../src/trace/win32/op.ts';

const BUFFERED: TraceOptions = { mode: 'buffered', dialect: DEFAULT_DIALECT };
const OPEN: Win32Op = {
  op: 'CreateFile',
  name: null,
  access: 'read-write',
  disposition: 'OPEN_EXISTING',
  overlapped: false,
};
const DATA = { pattern: 'counter', seed: 0 } as const;
const WRITE: Win32Op = { op: 'File::write', handle: 0, length: 3, data: DATA };
const READ: Win32Op = { op: 'File::read', handle: 0, length: 8 };
const FLUSH: Win32Op = { op: 'FlushFileBuffers', handle: 0 };
const caseOf = (...ops: readonly Win32Op[]) => ({ machine: PLAIN_MACHINE, ops });

describe('Win32Executor', () => {
  it('makes one call per operation, of the subject’s own name', () => {
    const { calls, observations } = new Win32Executor(findSubject('article')).execute(
      caseOf(OPEN, WRITE, READ),
      BUFFERED,
    );
    expect(calls.map(({ call }) => call)).toEqual(['CreateFile', 'File::write', 'File::read']);
    expect(calls[0]).toMatchObject({ name: '\\??\\Example' });
    expect(observations.map(({ succeeded, bytes }) => [succeeded, bytes])).toEqual([
      [true, null],
      [true, 3],
      [true, 3],
    ]);
  });

  it('starts each case from a restart', () => {
    const executor = new Win32Executor(findSubject('article'));
    executor.execute(caseOf(OPEN, WRITE), BUFFERED);
    const { observations } = executor.execute(caseOf(OPEN, READ), BUFFERED);
    expect(observations[1]).toMatchObject({ succeeded: true, bytes: 0 });
  });

  it('ends with the call that ended the machine', () => {
    const executor = new Win32Executor(findSubject('article-verbatim'));
    const { calls, observations } = executor.execute(caseOf(OPEN, FLUSH, READ), BUFFERED);
    expect(calls.length).toBe(2);
    expect(observations.map(({ ending }) => ending)).toEqual(['returned', 'bug-check']);
  });

  it('makes no call where the driver ended the machine while it was loaded', () => {
    const article = findSubject('article');
    const driver: typeof article.driver = {
      driverEntry: (ddi) => ddi.KeBugCheckEx(0xe2, 0, 0, 0, 0),
    };
    const { calls } = new Win32Executor({ ...article, driver }).execute(caseOf(OPEN), BUFFERED);
    expect(calls).toEqual([]);
  });

  it('says when the driver does not load', () => {
    const failing = { ...findSubject('article'), driver: { driverEntry: () => STATUS_UNSUCCESSFUL } };
    expect(() => new Win32Executor(failing).execute(caseOf(OPEN), BUFFERED)).toThrow(DriverEntryError);
  });
});
