import { expect } from 'vitest';
import type { ExpectedData, Win32Expected } from '../../../src/model/win32/program.ts';
import { USER_FILL } from '../../../src/trace/run/observation.ts';
import type { Win32Observation } from '../../../src/trace/win32/observation.ts';

/** Holds bytes to those that a row allows, where the buffer held `before`, or fill where that is null. */
function expectData(
  found: Uint8Array | null,
  expected: ExpectedData | null,
  before: Uint8Array | null,
): void {
  if (expected === null || found === null) {
    expect(found).toBe(expected);
    return;
  }
  const { holds, bytes } = expected;
  expect(found.subarray(0, bytes.length)).toEqual(bytes);
  if (holds !== 'buffer') return;
  const rest = before ?? new Uint8Array(found.length).fill(USER_FILL);
  expect(found.subarray(bytes.length)).toEqual(rest.subarray(bytes.length));
}

/** Holds an observation to a row: what is undefined there, or null of an OVERLAPPED, is left open. */
export function expectRow(
  observed: Win32Observation,
  { data, overlapped, ...expected }: Partial<Win32Expected>,
  before: Uint8Array | null,
) {
  const fields = Object.entries(expected).filter(([, value]) => value !== undefined);
  expect(observed).toMatchObject(Object.fromEntries(fields));
  if (overlapped) expect(observed.overlapped).toEqual(overlapped);
  if (data !== undefined) expectData(observed.data, data, before);
}
