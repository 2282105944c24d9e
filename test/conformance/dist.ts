import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's folder. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A module of the build, with the types of its source. `path` is relative to src, without its ending. */
export async function fromDist<Module>(path: string): Promise<Module> {
  return (await import(pathToFileURL(`${ROOT}dist/${path}.js`).href)) as Module;
}

/** The library as it is published. */
export const irpcheck = await fromDist<typeof import('../../src/index.ts')>('index');
