import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { bundleModule, evaluate, ModuleError } from '../../src/subjects/bundle-module.ts';

const folder = mkdtempSync(join(tmpdir(), 'irpcheck-'));
afterAll(() => rmSync(folder, { recursive: true }));

function written(name: string, code: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, code);
  return path;
}

const defaultOf = async (path: string) => (await evaluate(await bundleModule(path)))['default'];

describe('what a module may be', () => {
  it('TypeScript with what it imports', async () => {
    written('parts/part.ts', "import { last } from '../last.js';\nexport const part: number = last + 1;");
    written('last.js', 'export const last = 40;');
    const path = written('whole.ts', "import { part } from './parts/part.ts';\nexport default part + 1;");
    expect(await bundleModule(path)).toMatchObject({ path });
    expect(await defaultOf(path)).toEqual(42);
  });

  it('CommonJS, with packages and Node’s own modules', async () => {
    written('node_modules/numbers/index.js', 'module.exports = 6;');
    const path = written(
      'common.cjs',
      "const { basename } = require('node:path');\nmodule.exports = { name: basename('a/b'), number: require('numbers') };",
    );
    expect(await defaultOf(path)).toEqual({ name: 'b', number: 6 });
  });

  it('packages are left where they are', async () => {
    written('node_modules/words/package.json', '{ "name": "words", "type": "module", "main": "index.js" }');
    const words = written('node_modules/words/index.js', "export const word = 'hello';");
    const path = written('with-package.ts', "export { word as default } from 'words';");
    expect((await bundleModule(path)).code).toContain(pathToFileURL(words).href);
    expect(await defaultOf(path)).toEqual('hello');
  });

  it('path aliases lead to what is the module’s own', async () => {
    written('aliased/tsconfig.json', '{ "compilerOptions": { "paths": { "@/*": ["./lib/*"] } } }');
    written('aliased/lib/one.ts', 'export const one: number = 1;');
    const path = written('aliased/driver.ts', "export { one as default } from '@/one.ts';");
    expect(await defaultOf(path)).toEqual(1);
  });

  it('it knows its own place', async () => {
    const path = written('place.ts', 'export default import.meta.url;');
    expect(await defaultOf(path)).toEqual(pathToFileURL(path).href);
  });
});

describe('the doors lead to this very package', () => {
  const door = (name: string): string => new URL(`../../src/${name}.ts`, import.meta.url).href;

  it.each([
    ['irpcheck/driver', 'driver'],
    ['irpcheck/model', 'model'],
    ['irpcheck', 'index'],
  ])('%s', async (name, file) => {
    const path = written('door.ts', `import * as door from '${name}';\nexport default door;`);
    expect((await bundleModule(path)).code).toContain(`from "${door(file)}"`);
    const common = written('door.cjs', `module.exports = require('${name}');`);
    expect((await bundleModule(common)).code).toContain(`"${door(file)}"`);
  });
});

describe('what is no module', () => {
  it.each<[name: string, code: string, message: string]>([
    ['syntax.ts', 'export default {\n  a: = 1 };', 'FILE:2:6: Unexpected "="'],
    ['no-package.ts', "import 'no-such-package';", 'FILE:1:8: Could not resolve "no-such-package"'],
    ['no-file.ts', "\nimport './nowhere.ts';", 'FILE:2:8: Could not resolve "./nowhere.ts"'],
  ])('%s', async (name, code, message) => {
    const path = written(name, code);
    const file = relative(process.cwd(), path);
    await expect(bundleModule(path)).rejects.toThrow(new ModuleError(message.replace('FILE', file)));
  });

  it('an error in what it imports is told where it is', async () => {
    written('broken/part.ts', 'let let = 1;');
    const path = written('imports-broken.ts', "import './broken/part.ts';");
    const file = relative(process.cwd(), join(folder, 'broken/part.ts'));
    await expect(bundleModule(path)).rejects.toThrow(`${file}:1:5: `);
  });

  it('no file, or a folder', async () => {
    await expect(bundleModule(join(folder, 'none.ts'))).rejects.toThrow('there is no such file');
    await expect(bundleModule(folder)).rejects.toThrow('it is no file');
  });
});

it('what a module throws while it is evaluated is passed on', async () => {
  const path = written('throws.ts', "throw new RangeError('far');");
  await expect(defaultOf(path)).rejects.toThrow(RangeError);
});
