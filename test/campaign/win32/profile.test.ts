import { expect, it } from 'vitest';
import { win32ProfileOf } from '../../../src/campaign/win32/profile.ts';
import { findSubject } from '../../../src/subjects/index.ts';

it('win32ProfileOf: the ways to write a device’s name, and names that lead nowhere', () => {
  const { names, exclusive } = win32ProfileOf(findSubject('article-exclusive'));
  expect(exclusive).toBe(true);
  expect(names).toEqual([
    null,
    '\\\\.\\Example',
    '\\\\?\\Example',
    '\\??\\EXAMPLE',
    '\\\\.\\Example\\sub',
    '\\\\.\\ExampleMissing',
    '\\??\\Nowhere\\Example',
    '',
    'Example',
    'C:\\Example',
    '\\Device\\Example',
  ]);
});
