import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { isDataExport } from '../../../../src/impl/native/image/data-exports.ts';

it.each(['IoFileObjectType', 'SeExports', 'PsInitialSystemProcess', 'NtBuildNumber', 'InitSafeBootMode'])(
  '%s is a variable',
  (name) => {
    expect(isDataExport(name)).toBe(true);
  },
);

it.each(['IoCreateDevice', 'KeGetCurrentIrql', '__proto__', ''])('%j is none', (name) => {
  expect(isDataExport(name)).toBe(false);
});

it('what drivers import of object types is a variable', () => {
  const names = readFileSync(new URL('../../ddi/x64-exports.txt', import.meta.url), 'utf8').split('\n');
  const types = names.filter((name) => /^(?!ObGet)\w+ObjectType$|^Ps(?:Process|Thread)Type$/.test(name));
  expect(types.length).toBeGreaterThan(6);
  expect(types.filter((name) => !isDataExport(name))).toEqual([]);
});
