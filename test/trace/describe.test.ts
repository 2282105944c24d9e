import { expect, it } from 'vitest';
import { count, nameText } from '../../src/trace/describe.ts';

it('counts', () => {
  expect([count(0, 'byte'), count(1, 'byte'), count(2, 'byte')]).toEqual(['0 bytes', '1 byte', '2 bytes']);
});

it('a name is seen, even an empty one', () => {
  expect([nameText('\\??\\Example'), nameText(''), nameText('a\u202eb')]).toEqual([
    '\\??\\Example',
    '""',
    'a\\u202eb',
  ]);
});
