import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fromDist, ROOT } from './dist.ts';

const { rtlNtStatusToDosError } = await fromDist<
  typeof import('../../src/impl/win32/nt-status-to-dos-error.ts')
>('impl/win32/nt-status-to-dos-error');
const { lastErrorOf } =
  await fromDist<typeof import('../../src/model/win32/last-error.ts')>('model/win32/last-error');

/**
 * What Wine's public test of RtlNtStatusToDosError (dlls/ntdll/tests/error.c of Wine 8.0) asserts: a status in
 * hexadecimal and its Win32 error in decimal, a line each. Where it accepts what earlier versions of Windows answered as
 * well, the error is that of the latest.
 */
const ROWS = readFileSync(`${ROOT}test/conformance/status-to-error.txt`, 'utf8')
  .trim()
  .split('\n')
  .map((line): readonly [status: string, error: number] => {
    const [status = '', error] = line.split(' ');
    return [status, Number(error)];
  });

/** Rows that are answered otherwise here, by status, each with its reason: there is none. */
const REASONS: Readonly<Record<string, string>> = {};

describe(`W1 the ${ROWS.length} rows of Wine's test`, () => {
  it('are one for each of 1,448 statuses', () => {
    expect(new Set(ROWS.map(([status]) => status)).size).toBe(1448);
    expect(ROWS).toHaveLength(1448);
    expect(
      ROWS.filter(([status, error]) => !/^[\da-f]{8}$/.test(status) || !Number.isInteger(error)),
    ).toEqual([]);
  });

  it.each([
    ['the implementation', rtlNtStatusToDosError],
    ['the model', lastErrorOf],
  ] as const)('agree with %s, but for those with a reason', (_name, errorOf) => {
    const differing = ROWS.filter(([status, error]) => errorOf(Number.parseInt(status, 16) | 0) !== error);
    expect(differing.map(([status]) => status)).toEqual(Object.keys(REASONS));
  });
});
