import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { bundleModule, evaluate } from '../../src/subjects/bundle-module.ts';

/** A folder that is gone after the tests of a file, and what writes a file in it. */
export function moduleFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const written = (name: string, code: string): string => {
    const path = join(folder, name);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, code);
    return path;
  };
  return { folder, written };
}

export const defaultOf = async (path: string) => (await evaluate(await bundleModule(path)))['default'];
