import { dirname } from 'node:path';
import { build } from 'esbuild';

/** Which files import each file of what the tests are made of. */
async function importersOf(tests, root) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: tests,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'unwritten',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const importers = new Map();
  for (const [file, { imports }] of Object.entries(metafile.inputs)) {
    for (const { path } of imports) importers.set(path, [...(importers.get(path) ?? []), file]);
  }
  return importers;
}

/** Whatever reaches a source through imports, by the number of imports between. */
function reaching(source, importers) {
  const found = new Set([source]);
  for (const file of found) {
    for (const importer of importers.get(file) ?? []) found.add(importer);
  }
  return [...found];
}

/**
 * Gives, of a source, the tests that reach it through imports, the nearest first: those that mirror it by name, those
 * of its folder, and then by the number of imports between. What is nearest most often notices first.
 */
export async function nearestTests(tests, root) {
  const importers = await importersOf(tests, root);
  const isTest = new Set(tests);
  return (source) => {
    const mirror = `test/${source.slice('src/'.length, -'.ts'.length)}.`;
    const folder = `${dirname(mirror)}/`;
    const rank = (test) => (test.startsWith(mirror) ? 0 : test.startsWith(folder) ? 1 : 2);
    const found = reaching(source, importers).filter((file) => isTest.has(file));
    return found.sort((a, b) => rank(a) - rank(b));
  };
}
