import { expect, it } from 'vitest';
import { programFacts } from '../../src/userspace/program-facts.ts';

it('a program is told by its device and by what it sends', () => {
  const data = Uint8Array.of(1);
  expect(programFacts({ name: 'read-write', data })).toEqual({
    name: 'read-write',
    devicePath: '\\??\\Example',
    data,
    bufferBytes: 4096,
  });
  expect(programFacts({ name: 'controls' })).toEqual({
    name: 'controls',
    devicePath: '\\??\\Example',
    codes: { print: 0x222000, read: 0x226004, write: 0x22a008 },
    value: 42,
  });
});
