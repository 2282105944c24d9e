import { SimulatedMachine } from '../../../src/impl/machine.ts';
import type { Memory } from '../../../src/impl/memory/memory.ts';
import { type Va, vaAdd } from '../../../src/impl/memory/va.ts';
import { PAGE_SIZE } from '../../../src/nt/page.ts';

/** Where `scatteredPages` maps. */
export const PAGES = 0x200000 as Va;

/** A machine with user pages in reversed frames, and unmapped ones behind. */
export function scatteredPages(pages: number): { machine: SimulatedMachine; memory: Memory } {
  const machine = new SimulatedMachine();
  const { memory, firstUserFrame } = machine.kernel;
  for (let page = 0; page < pages; page += 1) {
    memory.mapPage(vaAdd(PAGES, page * PAGE_SIZE), firstUserFrame + pages - page, true);
  }
  return { machine, memory };
}
