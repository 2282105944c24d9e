import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { sourceFingerprint } from '../../src/subjects/fingerprint.ts';

const code = (text: string, path = './driver.ts') => ({ path, code: text, sha256: '' });
const of = (driver: string | null, model: string | null = null, name = './driver.ts') =>
  sourceFingerprint({
    name,
    driver: driver === null ? null : code(driver),
    model: model === null ? null : code(model),
  });

it('is that of the code, whatever the file is called', () => {
  expect(of('one')).toMatch(/^[0-9a-f]{64}$/);
  expect(of('one')).toBe(of('one', null, '/elsewhere/driver.ts'));
  expect(new Set([of('one'), of('two'), of('one', 'model'), of(null, 'one'), of('one', 'two')]).size).toBe(5);
});

it('of a built-in driver is that of its name', () => {
  expect(of(null, null, 'article')).not.toBe(of(null, null, 'record'));
});

it('is the same in another folder', () => {
  const here = pathToFileURL(process.cwd()).href;
  expect(of(`const url = "${here}/driver.ts";`)).toBe(of('const url = "/driver.ts";'));
});
