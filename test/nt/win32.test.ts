import { expect, it } from 'vitest';
import * as errors from '../../src/nt/win32-error.ts';
import { win32Message } from '../../src/nt/win32-message.ts';

const NAMED = Object.entries<unknown>(errors).filter(
  (entry): entry is [string, number] => typeof entry[1] === 'number',
);

it.each(NAMED)('%s', (name, code) => {
  expect(errors.win32ErrorName(code)).toBe(name);
});

it('no two errors have one code', () => {
  expect(new Set(NAMED.map(([, code]) => code)).size).toBe(NAMED.length);
});

it('an error without a name is its number', () => {
  expect(errors.win32ErrorName(12345)).toBe('12345');
});

it.each([
  [2, 'The system cannot find the file specified.'],
  [1056, 'An instance of the service is already running.'],
  [1117, 'ERROR_IO_DEVICE.'],
  [12345, '12345.'],
])('%d means: %s', (code, message) => {
  expect(win32Message(code)).toBe(message);
});
