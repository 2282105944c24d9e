import { describe, expect, it } from 'vitest';
import { bugCheckName } from '../../src/nt/bug-check.ts';
import { IRP_MJ_MAXIMUM_FUNCTION, majorFunctionName } from '../../src/nt/irp.ts';
import * as statuses from '../../src/nt/ntstatus.ts';
import { spanPages } from '../../src/nt/page.ts';
import { poolTag, poolTagText } from '../../src/nt/pool.ts';

const { NT_ERROR, NT_SUCCESS, ntstatusFromName, ntstatusName } = statuses;
const NAMED = Object.entries(statuses).filter(
  (entry): entry is [string, number] => entry[0].startsWith('STATUS_') && typeof entry[1] === 'number',
);

describe('NTSTATUS names', () => {
  it.each(NAMED)('%s', (name, value) => {
    expect(value | 0).toBe(value);
    expect(ntstatusName(value)).toBe(name);
    expect(ntstatusFromName(name)).toBe(value);
  });

  it.each([
    [0xc0001234 | 0, '0xC0001234'],
    [0x12, '0x00000012'],
    [-1, '0xFFFFFFFF'],
  ])('%d without a name is %s', (value, name) => {
    expect(ntstatusName(value)).toBe(name);
    expect(ntstatusFromName(name)).toBe(value);
  });

  it.each([
    '',
    'STATUS_NONE',
    'status_success',
    '0x1',
    '0xc0000001',
    '0xC00000011',
    ' 0xC0000001',
    'toString',
  ])('%j names no status', (name) => expect(ntstatusFromName(name)).toBeUndefined());
});

describe('R0.1 severity', () => {
  it.each([
    [0x00000000, true, false],
    [0x3fffffff, true, false],
    [0x40000000, true, false],
    [0x7fffffff, true, false],
    [0x80000000, false, false],
    [0xbfffffff, false, false],
    [0xc0000000, false, true],
    [0xffffffff, false, true],
  ])('%d: NT_SUCCESS %s, NT_ERROR %s', (value, success, error) => {
    expect([NT_SUCCESS(value | 0), NT_ERROR(value | 0)]).toEqual([success, error]);
  });
});

describe('R68 spanPages', () => {
  it.each([
    [0, 0, 0],
    [1, 0, 1],
    [0, 1, 1],
    [4095, 1, 1],
    [4095, 2, 2],
    [0, 4096, 1],
    [0, 4097, 2],
    [1, 4096, 2],
    [4096, 1, 1],
    [0xfff, 0xffffffff, 0x100001],
  ])('%d into a page, %d bytes: %d', (offset, length, pages) => {
    expect(spanPages(offset, length)).toBe(pages);
  });
});

it.each([
  [0x44, 'MULTIPLE_IRP_COMPLETE_REQUESTS (0x44)'],
  [0x12e, 'INVALID_MDL_RANGE (0x12E)'],
  [0xc9, 'DRIVER_VERIFIER_IOMANAGER_VIOLATION (0xC9)'],
  [0xdead, '0xDEAD'],
])('bug check %d is %s', (code, name) => expect(bugCheckName(code)).toBe(name));

it.each([
  ['Irp ', 0x20707249],
  ['A', 0x00000041],
  ['', 0],
])('pool tag %j', (text, tag) => {
  expect(poolTag(text)).toBe(tag);
  expect(poolTagText(tag)).toBe(text.padEnd(4, '.').trimEnd());
});

it.each([
  [3, 'IRP_MJ_READ'],
  [0x12, 'IRP_MJ_CLEANUP'],
  [1, 'IRP_MJ_0x01'],
  [IRP_MJ_MAXIMUM_FUNCTION, 'IRP_MJ_0x1B'],
])('major function %d is %s', (code, name) => expect(majorFunctionName(code)).toBe(name));
