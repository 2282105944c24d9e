import { Memory, memoryBytes } from '../../../src/impl/memory/memory.ts';
import { poolTag } from '../../../src/nt/pool.ts';

export class Fault extends Error {}

export const PAGES = 16;
export const memory = new Memory(new ArrayBuffer(memoryBytes(PAGES)), PAGES, () => {
  throw new Fault();
});

export const TAG = poolTag('Test');
