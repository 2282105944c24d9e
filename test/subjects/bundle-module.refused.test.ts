import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundleModule, ModuleError } from '../../src/subjects/bundle-module.ts';
import { defaultOf, moduleFolder } from './bundle-module.setup.ts';

const { folder, written } = moduleFolder();

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
