import { Memory, memoryBytes } from '../../../src/impl/memory/memory.ts';
import { Pool } from '../../../src/impl/memory/pool.ts';
import { NULL_VA, type Va } from '../../../src/impl/memory/va.ts';
import { poolTag } from '../../../src/nt/pool.ts';

export class Fault extends Error {}

export const PAGES = 16;
export const memory = new Memory(new ArrayBuffer(memoryBytes(PAGES)), PAGES, () => {
  throw new Fault();
});

export const TAG = poolTag('Test');

/** What the pool reported since it was last reset. */
export const reported: string[] = [];
export const reused: [start: number, end: number][] = [];
export const pool = new Pool(
  memory,
  PAGES,
  (kind, detail) => reported.push(`${kind}: ${detail}`),
  (start, end) => reused.push([start, end]),
);

/** As before each test. */
export function resetPool(): void {
  reported.length = 0;
  reused.length = 0;
  pool.reset();
}

export function allocate(size: number, zeroed = false): Va {
  const va = pool.allocate(size, TAG, zeroed);
  if (va === NULL_VA) throw new Error(`no pool for ${size} bytes`);
  return va;
}
