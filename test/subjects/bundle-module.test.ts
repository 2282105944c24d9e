import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { bundleModule } from '../../src/subjects/bundle-module.ts';
import { defaultOf, moduleFolder } from './bundle-module.setup.ts';

const { written } = moduleFolder();

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
