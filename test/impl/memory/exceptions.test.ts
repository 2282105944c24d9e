import { afterEach, expect, it } from 'vitest';
import { AccessViolation, MachineStopped, RaisedException } from '../../../src/impl/memory/exceptions.ts';
import type { Va } from '../../../src/impl/memory/va.ts';
import { STATUS_ACCESS_VIOLATION, STATUS_DATATYPE_MISALIGNMENT } from '../../../src/nt/ntstatus.ts';

const { stackTraceLimit } = Error;
afterEach(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

it('R22a an exception says what was raised', () => {
  const raised = new RaisedException(STATUS_DATATYPE_MISALIGNMENT);
  expect(raised.status).toBe(STATUS_DATATYPE_MISALIGNMENT);
  expect(String(raised)).toBe('RaisedException: STATUS_DATATYPE_MISALIGNMENT');
});

it.each([
  [true, 'writing'],
  [false, 'reading'],
])('R22a an access violation says where, and whether by a write: %s', (write, how) => {
  const raised = new AccessViolation(0x10004 as Va, write);
  expect([raised.status, raised.address, raised.write]).toEqual([STATUS_ACCESS_VIOLATION, 0x10004, write]);
  expect(String(raised)).toMatch(new RegExp(`^AccessViolation: STATUS_ACCESS_VIOLATION ${how} .*10004$`));
});

it('an exception has no stack of the host, and those of others stay as they are', () => {
  Error.stackTraceLimit = 7;
  expect(new AccessViolation(0 as Va, false).stack).not.toContain('\n');
  expect(Error.stackTraceLimit).toBe(7);
});

it('a machine that stopped says why', () => {
  expect(String(new MachineStopped('0xC2'))).toBe('MachineStopped: 0xC2');
});
