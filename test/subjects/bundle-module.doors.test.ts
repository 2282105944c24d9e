import { describe, expect, it } from 'vitest';
import { bundleModule } from '../../src/subjects/bundle-module.ts';
import { moduleFolder } from './bundle-module.setup.ts';

const { written } = moduleFolder();

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
