import { FRAGMENTATIONS, PLAIN_MACHINE, type Trace } from '../../../trace/trace.ts';
import { lowerInteger } from '../lower.ts';
import type { Search } from '../search.ts';

/** The machine: contiguous frames, then the smallest frame seed. */
export function plainMachine(search: Search): void {
  const attempt = (machine: Trace['machine']): boolean => search.attempt({ ...search.trace, machine });
  if (attempt(PLAIN_MACHINE)) return;
  for (const fragmentation of FRAGMENTATIONS) {
    if (attempt({ fragmentation, frameSeed: 0 })) break;
    if (attempt({ fragmentation, frameSeed: search.trace.machine.frameSeed })) break;
  }
  const { fragmentation, frameSeed } = search.trace.machine;
  lowerInteger(BigInt(frameSeed), (seed) => attempt({ fragmentation, frameSeed: Number(seed) }));
}
