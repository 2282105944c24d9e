// Runs after `npm ci`, so that `npx irpcheck` works at once in a fresh checkout.
// It stays quiet where a build is not wanted or not possible: a production install has no compiler.
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function hasCompiler() {
  try {
    createRequire(import.meta.url).resolve('typescript/bin/tsc');
    return true;
  } catch {
    return false;
  }
}

if (process.env.NODE_ENV !== 'production' && existsSync(`${root}/src`) && hasCompiler()) {
  await import('./build.js');
}
