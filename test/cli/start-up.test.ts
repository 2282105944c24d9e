import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const IMPORT = /^(?:import|export) (?!type )(?:[^'"]*? from )?'([^']+)';/gm;

/** Every module that is loaded with `file`: what it imports, but for types and what it imports later. */
function loadedWith(file: URL, found = new Set<string>()): Set<string> {
  if (found.has(file.href)) return found;
  found.add(file.href);
  for (const [, name] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
    if (name === undefined) continue;
    if (name.startsWith('.')) loadedWith(new URL(name, file), found);
    else found.add(name);
  }
  return found;
}

it('loads next to nothing before a command runs', () => {
  const loaded = [...loadedWith(new URL('../../src/cli/main.ts', import.meta.url))];
  const packages = loaded.filter((name) => !name.startsWith('file:') && !name.startsWith('node:'));
  expect(packages.sort()).toEqual(['commander']);
  const root = fileURLToPath(new URL('../../src/', import.meta.url));
  const parts = loaded
    .filter((name) => name.startsWith('file:'))
    .map((name) => fileURLToPath(name).slice(root.length))
    .filter((path) => !path.startsWith('cli'));
  expect(parts.map((path) => basename(path)).sort()).toEqual([
    'conditions.ts',
    'default-stall.ts',
    'demo-languages.ts',
    'detection-result.ts',
    'during.ts',
    'exit-code.ts',
    'format.ts',
    'languages.ts',
    'printable.ts',
    'segments.ts',
    'setting.ts',
    'trace.ts',
    'version.ts',
    'view.ts',
  ]);
});
