import { expect, it } from 'vitest';
import { win32CounterexampleText } from '../../src/report/win32-text.ts';
import { DEFAULT_DIALECT, PLAIN_MACHINE } from '../../src/trace/trace.ts';
import type { Win32Counterexample } from '../../src/trace/win32/result.ts';

const COUNTEREXAMPLE: Win32Counterexample = {
  property: 'win32/result',
  reason: 'success-for-failure',
  options: { mode: 'direct', dialect: DEFAULT_DIALECT },
  machine: PLAIN_MACHINE,
  caseIndex: 1,
  ops: [
    { op: 'FlushFileBuffers', handle: 0 },
    { op: 'CloseHandle', handle: 0 },
  ],
  steps: [
    { op: 'FlushFileBuffers', expected: 'TRUE', observed: 'TRUE' },
    { op: 'CloseHandle', expected: 'FALSE, ERROR_INVALID_HANDLE', observed: 'TRUE' },
  ],
  op: 1,
  expected: 'FALSE, ERROR_INVALID_HANDLE',
  observed: 'TRUE',
  originalOps: 24,
};

it('win32CounterexampleText: one line per operation, with what was expected and observed', () => {
  expect(win32CounterexampleText(COUNTEREXAMPLE)).toBe(
    [
      'FINDING win32/result  success-for-failure  direct · case 1, 24 ops → 2',
      '  1 FlushFileBuffers  TRUE',
      '  2 CloseHandle  expected FALSE, ERROR_INVALID_HANDLE; observed TRUE',
    ].join('\n'),
  );
});

it('win32CounterexampleText: the bytes of a finding about data', () => {
  const text = win32CounterexampleText({
    ...COUNTEREXAMPLE,
    property: 'win32/data',
    reason: 'wrong-bytes',
    expected: 'byte 1 is 0x02',
    observed: 'byte 1 is 0x09',
  });
  expect(text.split('\n').at(-1)).toBe('    expected byte 1 is 0x02; observed byte 1 is 0x09');
});

it('win32CounterexampleText: the setting where it is not plain', () => {
  const lines = win32CounterexampleText({
    ...COUNTEREXAMPLE,
    originalOps: 2,
    options: { mode: 'buffered', dialect: { systemBuffer: 'zeroed', strictOffsets: false } },
    machine: { fragmentation: 'scattered', frameSeed: 3 },
  }).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'FINDING win32/result  success-for-failure  buffered · case 1, 2 ops',
    '  machine: buffers on scattered frames (frame seed 3)',
    '  dialect: zeroed SystemBuffer, lenient offsets',
  ]);
});
