import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url);
const PAGES = ['add-an-operation', 'add-a-property', 'add-a-routine'];

function read(path: string): string {
  return readFileSync(new URL(path, ROOT), 'utf8');
}

/** The files and folders of the repository that a text names in full. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|test)\/[^`<>]+)`/g)].map(([, path = '']) => path);
}

it.each(PAGES)('doc/%s.md names files that there are, and CONTRIBUTING.md leads there', (name) => {
  const paths = pathsIn(read(`doc/${name}.md`));
  expect(paths.length).toBeGreaterThan(3);
  expect(paths.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual([]);
  expect(read('CONTRIBUTING.md')).toContain(`(doc/${name}.md)`);
});

it('a file that there is not is noticed', () => {
  const paths = pathsIn('`src/trace/ops/index.ts` and `src/trace/ops/nothing.ts`, `src/trace/ops/<kind>.ts`');
  expect(paths.filter((path) => !existsSync(new URL(path, ROOT)))).toEqual(['src/trace/ops/nothing.ts']);
});
