import { describe, expect, it } from 'vitest';
import { candidateCodes, unknownCode, usualCodes } from '../../../src/campaign/scouting/candidates.ts';
import { CTL_CODE, controlCodeOf } from '../../../src/nt/control-code.ts';
import { STATUS_INVALID_PARAMETER } from '../../../src/nt/ntstatus.ts';

const CODE = CTL_CODE(0x22, 0x800, 0, 0);
const VENDOR = CTL_CODE(0x8abc, 0x900, 3, 3);

describe('codes that a driver is written with', () => {
  it('those that it declares, then those that are computed, then literals', () => {
    const constants = { called: [VENDOR], numbers: [CODE, VENDOR] };
    expect(candidateCodes([7], constants)).toEqual([7, VENDOR, CODE]);
  });

  it.each([
    ['a length', 4096],
    ['a round number', 0x10_0000],
    ['a pool tag', 0x54736554],
    ['a status', STATUS_INVALID_PARAMETER >>> 0],
    ['more than 32 bits', 2 ** 32 + CODE],
  ])('not %s', (_title, number) => {
    expect(candidateCodes([], { called: [], numbers: [number, CODE] })).toEqual([CODE]);
  });

  it('48 at most', () => {
    const numbers = Array.from({ length: 100 }, (_, fn) => CTL_CODE(0x22, fn + 1, 0, 0));
    expect(candidateCodes([], { called: [], numbers })).toEqual(numbers.slice(0, 48));
  });
});

it('usual codes have every method, with and without access', () => {
  const parts = usualCodes().map(controlCodeOf);
  expect(new Set(parts.map(({ method, access }) => `${method} ${access}`)).size).toBe(8);
  expect(new Set(usualCodes()).size).toBe(usualCodes().length);
});

it('a code that nobody knows has the same device type and method', () => {
  const first = unknownCode(VENDOR, new Set());
  const { deviceType, method } = controlCodeOf(VENDOR);
  expect(controlCodeOf(first)).toEqual({ deviceType, method, access: 0, function: 0xffe });
  expect(controlCodeOf(unknownCode(VENDOR, new Set([first]))).function).toBe(0xffd);
});
