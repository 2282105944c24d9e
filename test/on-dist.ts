import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vitest/config';

const SRC = fileURLToPath(new URL('../src/', import.meta.url));
const DIST = fileURLToPath(new URL('../dist/', import.meta.url));

/**
 * Gives a test that imports a source what that was compiled to. Such a file has to be external to Vitest
 * (`server.deps.external`): its own module transform slows the hot loops down several times over.
 */
export const onDist: Plugin = {
  name: 'irpcheck:on-dist',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    const resolved = await this.resolve(source, importer, { ...options, skipSelf: true });
    if (!resolved?.id.startsWith(SRC) || !resolved.id.endsWith('.ts')) return null;
    return `${DIST}${resolved.id.slice(SRC.length, -'.ts'.length)}.js`;
  },
};
